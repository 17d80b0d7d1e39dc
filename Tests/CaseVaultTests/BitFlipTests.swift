import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards the target "bit flips": whatever single bit of a vault changes, `check` says so if a stored value changed or a
/// file cannot be read, never crashes, and nobody reads anything wrong.
///
/// CASEVAULT_FLIPS=20000 CASEVAULT_SEED=S swift test -c release -Xswiftc -enable-testing --filter BitFlipTests
@Suite(.serialized) struct BitFlipTests {
    private static let names = ["vault.db", "gate.db", "audit.jsonl", "gate.key"]

    @Test func flippedBitsAreReported() async throws {
        let house = try await SmallHouses.shared.value
        let dice = Dice.rolled
        let count = TestSize.flips ?? 240
        let started = ContinuousClock.now
        // Two workers, each with a copy of its own.
        async let first = Self.flip(count / 2, house, dice, worker: 0)
        async let second = Self.flip(count - count / 2, house, dice, worker: 1)
        let silent = try await first.merging(second, uniquingKeysWith: +)
        let took = ContinuousClock.now - started
        print("bit flips: \(count) with seed \(dice.seed), \(took / count) each, no stored value changed by \(silent)")
    }

    @Test(.enabled(if: TestSize.flipsEveryBit)) func everyFlippedBitIsReported() async throws {
        let house = try await SmallHouses.shared.value
        let workers = ProcessInfo.processInfo.activeProcessorCount
        var count = 0
        var silent: [String: Int] = [:]
        try await withThrowingTaskGroup(of: (Int, [String: Int]).self) { group in
            for worker in 0..<workers {
                group.addTask { try await Self.flipEach(house, from: worker, by: workers) }
            }
            for try await part in group {
                count += part.0
                silent.merge(part.1, uniquingKeysWith: +)
            }
        }
        print("bit flips: \(count), every bit there is, no stored value changed by \(silent)")
    }

    /// Flips every bit of each `step`-th byte, the smallest file first, and says how far it is.
    private static func flipEach(
        _ house: SmallHouse, from first: Int, by step: Int
    ) async throws -> (Int, [String: Int]) {
        let flipping = try Flipping(house)
        var silent: [String: Int] = [:]
        var count = 0
        for (name, path) in zip(names, flipping.paths).reversed() {
            for place in stride(from: first, to: flipping.size(of: path), by: step) {
                for bit in UInt8(0)..<8 {
                    let found = try await flipping.flip(bit, of: place, in: path, readToo: count % 400 == 0)
                    if !found { silent[name, default: 0] += 1 }
                    count += 1
                }
                if count % 8000 == 0 { print("byte \(place) of \(flipping.size(of: path)) of \(name)") }
            }
        }
        return (count, silent)
    }

    /// Flips bits at random places and counts, by file, those that changed no stored value.
    private static func flip(
        _ count: Int, _ house: SmallHouse, _ rolled: Dice, worker: Int
    ) async throws -> [String: Int] {
        var dice = rolled
        for _ in 0..<worker { _ = dice.next() }
        let flipping = try Flipping(house)
        var silent: [String: Int] = [:]
        for number in 0..<count {
            // The key is 80 bytes and the log a fifth of the rest: each gets its share, the databases the most.
            let file = [0, 0, 0, 0, 0, 1, 1, 2, 2, 3][number % 10]
            let path = flipping.paths[file]
            let place = Int.random(in: 0..<flipping.size(of: path), using: &dice)
            let bit = UInt8.random(in: 0..<8, using: &dice)
            let found = try await flipping.flip(bit, of: place, in: path, readToo: number % 40 == 0)
            if !found { silent[Self.names[file], default: 0] += 1 }
        }
        return silent
    }
}

/// A copy of the small house in which one bit at a time is flipped and set right again.
struct Flipping {
    private let house: SmallHouse
    private let copy: TestVault
    private let whole: KeptFiles
    private let stored: [String: [[RawValue]]]
    private let storedInGate: [String: [[RawValue]]]

    init(_ house: SmallHouse) throws {
        self.house = house
        copy = try TestVault(copying: house.vault)
        whole = try KeptFiles(of: copy)
        stored = try RawDatabase(copy.database).dump()
        storedInGate = try RawDatabase(copy.gateDatabase).dump()
    }

    var paths: [String] { [copy.database, copy.gateDatabase, copy.mirror, copy.gateKey] }

    func size(of path: String) -> Int { whole.contents(of: path).count }

    /// Flips a bit, looks, and flips it back.
    ///
    /// - Returns: whether `check` found anything.
    func flip(_ bit: UInt8, of place: Int, in path: String, readToo: Bool) async throws -> Bool {
        let byte = whole.contents(of: path)[place]
        try write(byte ^ (1 << bit), at: place, of: path)
        let name = (path as NSString).lastPathComponent
        let found: Bool
        do {
            let report = try await copy.check()
            found = !report.findings.isEmpty
        } catch {
            // A version nobody wrote yet, or a file that is no longer one of ours: refused, which is a finding.
            found = true
        }
        if !found { #expect(try isUnchanged(path), "bit \(bit) of byte \(place) of \(name)") }
        if readToo {
            let readings = try await house.readings(of: try TestVault(copying: copy))
            #expect(readings.wrong == [], "bit \(bit) of byte \(place) of \(name)")
            if !found {
                #expect(readings.right.count == house.contents.count, "bit \(bit) of byte \(place) of \(name)")
            }
        }
        try write(byte, at: place, of: path)
        return found
    }

    /// Whether every stored value is what it was: the bit lies where nothing is stored.
    private func isUnchanged(_ path: String) throws -> Bool {
        switch path {
        case copy.database: try RawDatabase(path).dump() == stored
        case copy.gateDatabase: try RawDatabase(path).dump() == storedInGate
        // Typed letters count in either case: the key that was read is the same, or nothing had opened.
        case copy.gateKey: true
        default: false
        }
    }

    private func write(_ byte: UInt8, at place: Int, of path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: Data([byte]))
        try file.close()
    }
}
