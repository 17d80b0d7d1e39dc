import CaseVault
import Foundation
import SeededNumbers
import Testing
import VaultTesting

/// Guards the log against a writer of vault.db and audit.jsonl: no line is changed, dropped, moved, doubled or cut unseen,
/// and no checkpoint.
@Suite(.serialized) struct LogAttackTests {
    @Test func everyLineEdited() async throws {
        let (siege, lines) = try await prepared()
        var dice = Dice.rolled
        let attacks = dice.sample(Array(lines.indices), 20).flatMap { index in
            var line = lines[index]
            // A digit of the time, which stands at the same place in every line of the format.
            let place = line.firstIndex(of: UInt8(ascii: "Z")).map { $0 - 1 } ?? 0
            line[place] = line[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
            let changed = line
            return both("edited: line \(index)", ["entry \(index)"], lines) { $0[index] = changed }
        }
        try await siege.run(attacks)
    }

    @Test func everyLineDeleted() async throws {
        let (siege, lines) = try await prepared()
        var dice = Dice.rolled
        let attacks = dice.sample(Array(lines.indices.dropLast()), 12).flatMap { index in
            both("deleted: line \(index)", named(index), lines) { $0.remove(at: index) }
                + [
                    Attack("deleted, a gap left: line \(index)", names: named(index)) {
                        try RawDatabase($0.database).run("DELETE FROM entry WHERE seq = ?", .number(Int64(index)))
                    }
                ]
        }
        try await siege.run(attacks)
    }

    @Test func linesSwapped() async throws {
        let (siege, lines) = try await prepared()
        var dice = Dice.rolled
        let pairs = lines.indices.flatMap { first in lines.indices.dropFirst(first + 1).map { (first, $0) } }
        let attacks = dice.sample(pairs, 15).flatMap { first, second in
            both("swapped: lines \(first) and \(second)", named(first).union(named(second)), lines) {
                $0.swapAt(first, second)
            }
        }
        try await siege.run(attacks)
    }

    @Test func aLineAppendedAgain() async throws {
        let (siege, lines) = try await prepared()
        var dice = Dice.rolled
        let attacks = dice.sample(Array(lines.indices), 10).flatMap { index in
            both("appended again: line \(index)", ["entry \(lines.count)", "entry \(index)"], lines) {
                $0.append($0[index])
            }
        }
        try await siege.run(attacks)
    }

    /// The tail cut in the database: the mirror is ahead. Cut in both: the heads, the newest checkpoint and the statements
    /// are. Only a writer who also puts every row back is left, and for her there are heads kept elsewhere.
    @Test func everyTailCut() async throws {
        let house = try await SmallHouses.shared.value
        var dice = Dice.rolled
        let attacks = try TailAttacks(on: house)
        try await Besieging(house, readEvery: 6).run(dice.sample(attacks.all, 40))
        for attack in dice.sample(attacks.seenByAnAnchor, 12) {
            let copy = try TestVault(copying: house.vault)
            try attack.perform(copy)
            await #expect(throws: VaultError.damaged(.headBehind), "\(attack.description)") {
                _ = try await copy.open()
            }
        }
    }

    /// The column by which lines are looked up, moved without a change of their order.
    @Test func everyNumberOfALineChanged() async throws {
        let (siege, lines) = try await prepared()
        var dice = Dice.rolled
        let last = lines.count - 1
        let attacks = dice.sample(Array(lines.indices), 12).map { index in
            Attack("numbered higher: from line \(index)", names: ["entry \(index)", "entries \(index)–\(last)"]) {
                try RawDatabase($0.database).run([
                    ("UPDATE entry SET seq = seq + 100000 WHERE seq >= ?", [.number(Int64(index))])
                ])
            }
        }
        try await siege.run(attacks)
        for attack in attacks.prefix(3) {
            let copy = try TestVault(copying: siege.house.vault)
            try attack.perform(copy)
            await #expect(throws: VaultError.damaged(.log), "\(attack.description)") { _ = try await copy.open() }
        }
    }

    @Test func everyCheckpointChanged() async throws {
        let house = try await SmallHouses.shared.value
        let siege = try Besieging(house, readEvery: 4)
        let stored = try RawDatabase(house.vault.database).rows("SELECT size, note, frontier FROM checkpoint")
        #expect(stored.count >= 3)
        let attacks = stored.indices.flatMap { index in
            let other = stored[(index + 1) % stored.count]
            return change(stored[index], to: other)
        }
        try await siege.run(attacks)
    }

    private func change(_ row: [RawValue], to other: [RawValue]) -> [Attack] {
        guard let size = row[0].number, let note = row[1].bytes, let frontier = row[2].bytes else { return [] }
        func update(_ column: String, _ value: RawValue) -> Attack {
            Attack("checkpoint \(size): \(column)", names: ["checkpoint \(size)"]) {
                try RawDatabase($0.database).run(
                    "UPDATE checkpoint SET \(column) = ? WHERE size = ?", value, .number(size))
            }
        }
        func flipped(_ bytes: [UInt8], at place: Int) -> RawValue {
            var bytes = bytes
            bytes[place] ^= 1
            return .bytes(bytes)
        }
        return [
            update("size", .number(size + 1)), update("size", .number(size - 1)), update("size", .number(99_999)),
            update("note", other[1]), update("note", .bytes([1])), update("note", flipped(note, at: 30)),
            update("note", flipped(note, at: note.count - 5)), update("note", .bytes(note + note)),
            update("frontier", other[2]), update("frontier", flipped(frontier, at: 0)),
            update("frontier", flipped(frontier, at: frontier.count - 1)), update("frontier", .bytes([])),
            Attack("checkpoint \(size) deleted", names: ["checkpoint \(size)"]) {
                try RawDatabase($0.database).run("DELETE FROM checkpoint WHERE size = ?", .number(size))
            },
            Attack("checkpoint \(size) doubled", names: ["checkpoint \(size - 1)"]) {
                try RawDatabase($0.database).run(
                    "INSERT INTO checkpoint SELECT size - 1, note, frontier FROM checkpoint WHERE size = ?",
                    .number(size))
            },
        ]
    }

    // MARK: - The log as lines

    private func prepared() async throws -> (Besieging, [[UInt8]]) {
        let house = try await SmallHouses.shared.value
        let rows = try RawDatabase(house.vault.database).rows("SELECT line FROM entry ORDER BY seq")
        return (try Besieging(house, readEvery: 6), rows.compactMap { $0[0].bytes })
    }

    /// The lines a range of findings about a missing or moved line may begin with.
    private func named(_ index: Int) -> Set<String> {
        Set(["entry \(index)", "entry \(index + 1)"])
    }

    /// The same change to the database alone, which the mirror shows, and to both, which the chain shows.
    private func both(
        _ description: String, _ names: Set<String>, _ lines: [[UInt8]],
        _ change: @escaping @Sendable (inout [[UInt8]]) -> Void
    ) -> [Attack] {
        var changed = lines
        change(&changed)
        let now = changed
        return [
            Attack(description, names: names) { try Self.write(now, toLogOf: $0) },
            Attack(description + ", mirror too", names: names) {
                try Self.write(now, toLogOf: $0)
                try Self.write(now, toMirrorOf: $0)
            },
        ]
    }

    private static func write(_ lines: [[UInt8]], toLogOf vault: TestVault) throws {
        try RawDatabase(vault.database).run(
            [(sql: "DELETE FROM entry", values: [])]
                + lines.enumerated().map {
                    ("INSERT INTO entry (seq, line) VALUES (?, ?)", [.number(Int64($0)), .bytes($1)])
                })
    }

    private static func write(_ lines: [[UInt8]], toMirrorOf vault: TestVault) throws {
        try Data(lines.flatMap { $0 + [10] }).write(to: URL(fileURLWithPath: vault.mirror))
    }
}
