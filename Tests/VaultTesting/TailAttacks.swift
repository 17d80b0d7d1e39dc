import CaseVault
import Foundation

/// The log cut at every length, with all but one of the things that remember how long it was cut as well.
package struct TailAttacks: Sendable {
    private let lines: [[UInt8]]
    /// The newest line that a person's own head covers.
    private let own: Int

    package init(on house: SmallHouse) throws {
        lines = try RawDatabase(house.vault.database).rows("SELECT line FROM entry ORDER BY seq")
            .compactMap { $0[0].bytes }
        own = try Self.heads(of: house.vault, areOwn: true).compactMap(Self.size).max() ?? 0
    }

    /// Those that the mirror, the account's head or a person's own head gives away alone.
    package var seenByAnAnchor: [Attack] {
        sizes.flatMap { size in
            [seenByTheMirror(size), seenByTheHead(size)] + (size < own ? [seenByAnOwnHead(size)] : [])
        }
    }

    /// Those, and with none of the three: the newest checkpoint and the statements are left.
    package var all: [Attack] { seenByAnAnchor + sizes.map(seenByNone) }

    /// Below three lines there is no vault.
    private var sizes: Range<Int> { 3..<lines.count }

    private func seenByTheMirror(_ size: Int) -> Attack {
        Attack("cut to \(size), heads gone", names: ["audit.jsonl"]) {
            try cut($0, to: size)
            try Self.remove(Self.heads(of: $0))
        }
    }

    private func seenByTheHead(_ size: Int) -> Attack {
        Attack("cut to \(size), mirror too, own heads gone", names: ["head of entry \(lines.count - 1)"]) {
            try cut($0, to: size)
            try cutMirror($0, to: size)
            try Self.remove(Self.heads(of: $0, areOwn: true))
        }
    }

    private func seenByAnOwnHead(_ size: Int) -> Attack {
        Attack("cut to \(size), mirror too, the account's head gone", names: ["head of entry \(own - 1)"]) {
            try cut($0, to: size)
            try cutMirror($0, to: size)
            try Self.remove(Self.heads(of: $0, areOwn: false))
        }
    }

    private func seenByNone(_ size: Int) -> Attack {
        Attack("cut to \(size), mirror too, heads gone", names: ["checkpoint \(lines.count)"]) {
            try RawDatabase($0.database).run("DELETE FROM entry WHERE seq >= ?", .number(Int64(size)))
            try cutMirror($0, to: size)
            try Self.remove(Self.heads(of: $0))
        }
    }

    /// Cuts lines and checkpoints.
    private func cut(_ vault: TestVault, to size: Int) throws {
        try RawDatabase(vault.database).run([
            ("DELETE FROM entry WHERE seq >= ?", [.number(Int64(size))]),
            ("DELETE FROM checkpoint WHERE size > ?", [.number(Int64(size))]),
        ])
    }

    private func cutMirror(_ vault: TestVault, to size: Int) throws {
        try Data(lines.prefix(size).flatMap { $0 + [10] }).write(to: URL(fileURLWithPath: vault.mirror))
    }

    private static func remove(_ paths: [String]) throws {
        for path in paths { try FileManager.default.removeItem(atPath: path) }
    }

    /// - Parameter areOwn: those of persons, or the account's; nil for all.
    private static func heads(of vault: TestVault, areOwn: Bool? = nil) throws -> [String] {
        let state = vault.folder + "/state"
        return try FileManager.default.subpathsOfDirectory(atPath: state).filter { path in
            let name = (path as NSString).lastPathComponent
            guard path.contains("/"), name == "head" || name.count == 32 else { return false }
            return areOwn.map { $0 == (name != "head") } ?? true
        }.map { "\(state)/\($0)" }
    }

    /// How many lines a head covers.
    private static func size(_ path: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n")
        return lines.count > 1 ? Int(lines[1]) : nil
    }
}
