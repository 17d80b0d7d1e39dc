import CaseVault
import Foundation

/// A copy of the small house in which one bit at a time is flipped and set right again.
package struct Flipping: Sendable {
    private let house: SmallHouse
    private let copy: TestVault
    private let whole: KeptFiles
    private let stored: [String: StoredValues]
    private let rows: RowNames
    private let watch: Watch

    /// What `check` made of a flipped bit.
    package enum Outcome: Hashable, Sendable {
        case reported
        /// Nothing was said, and rightly: every stored value is what it was.
        case meaningless
        case fault(String)
    }

    package init(_ house: SmallHouse, watch: Watch = .check) throws {
        self.house = house
        self.watch = watch
        copy = try TestVault(copying: house.vault)
        whole = try KeptFiles(of: copy)
        rows = try RowNames(house, try StoredState(of: house.vault))
        let names = ObjectsOfRows(rows)
        stored = try [copy.database, copy.gateDatabase].reduce(into: [:]) {
            $0[$1] = try StoredValues(of: $1, names)
        }
    }

    /// The four files and the chunks of attachments, those that matter most first.
    package static let names = ["vault.db", "gate.db", "audit.jsonl", "gate.key", "files/1", "files/2"]

    package var paths: [String] {
        [copy.database, copy.gateDatabase, copy.mirror, copy.gateKey]
            + house.attachments.keys.sorted().map { copy.chunks(of: $0).path(percentEncoded: false) }
    }

    package func size(of path: String) -> Int { whole.contents(of: path).count }

    /// Flips a bit, looks, and flips it back.
    ///
    /// - Parameter alsoRead: whether the house is also opened and everything read.
    package func flip(_ bit: UInt8, of place: Int, in path: String, alsoRead: Bool) async throws -> Outcome {
        let byte = whole.contents(of: path)[place]
        try write(byte ^ (1 << bit), at: place, of: path)
        var outcome = try await look(path)
        if alsoRead, let problem = try await problemOfReading(afterSilence: outcome == .meaningless) {
            outcome = .fault(problem)
        }
        try write(byte, at: place, of: path)
        guard case .fault(let what) = outcome else { return outcome }
        return .fault("bit \(bit) of byte \(place) of \((path as NSString).lastPathComponent): \(what)")
    }

    private func look(_ path: String) async throws -> Outcome {
        let objects: [String]
        do throws(VaultError) {
            objects = try await watch.report(on: copy).map(\.object)
        } catch {
            // A version nobody wrote yet, or a file that is no longer one of ours: refused.
            switch error {
            case .newerFormat, .noVault: return .reported
            default: return .fault("check throws \(error)")
            }
        }
        guard let wanted = names(of: path) else {
            return objects.isEmpty ? .meaningless : .reported
        }
        if wanted.isEmpty { return objects.isEmpty ? .fault("nothing is reported") : .reported }
        let isNamed = objects.contains { object in wanted.contains { object.isNamed($0) } }
        return isNamed ? .reported : .fault("\(objects) instead of one of \(wanted.sorted())")
    }

    /// What a report may name when this file is as it is now; nil if every stored value is what it was.
    private func names(of path: String) -> Set<String>? {
        switch path {
        case copy.mirror: ["audit.jsonl"]
        // Typed letters count in either case: the key that was read is the same, or nothing had opened.
        case copy.gateKey: nil
        case copy.database, copy.gateDatabase: stored[path]?.namesOfChanges(in: path)
        // Every byte of it counts.
        default: Set(rows.attachment((path as NSString).lastPathComponent))
        }
    }

    private func problemOfReading(afterSilence: Bool) async throws -> String? {
        let readings = try await house.readings(of: try TestVault(copying: copy))
        if !readings.wrong.isEmpty { return "read wrongly: \(readings.wrong)" }
        let isWhole = readings.right.count == house.contents.count
        return afterSilence && !isWhole ? "nothing is reported, and not everything is read" : nil
    }

    private func write(_ byte: UInt8, at place: Int, of path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: Data([byte]))
        try file.close()
    }
}
