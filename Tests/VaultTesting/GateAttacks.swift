package import SeededNumbers

/// What a writer of gate.db can do to its rows.
package struct GateAttacks: Sendable {
    private let rows: [RawGateRow]
    /// Secrets that stood there once and are gone or replaced.
    private let gone: Set<RawGateRow>

    package init(on house: SmallHouse) throws {
        let rows = try StoredState(of: house.vault).gate.compactMap(RawGateRow.init)
        self.rows = rows
        gone = Set(
            house.earlier.flatMap(\.gate).compactMap(RawGateRow.init).filter { old in
                !rows.contains { $0.id == old.id && $0.kind == old.kind && $0.sealed == old.sealed }
            })
    }

    /// The sealed bytes of every row over every other one's, with their hash and without.
    package var copies: [Attack] {
        rows.flatMap { from in
            rows.filter { $0.number != from.number }.flatMap { to in
                [false, true].map { withHash in
                    Attack("\(from.name) over \(to.name), hash \(withHash)", names: to.names) {
                        try RawDatabase($0.gateDatabase).run([overwrite(to, with: from, withHash)])
                    }
                }
            }
        }
    }

    /// The sealed bytes of every two rows exchanged, with their hashes and without.
    package var swaps: [Attack] {
        rows.indices.flatMap { first in
            rows.indices.dropFirst(first + 1).flatMap { second in
                [false, true].map { swap(rows[first], rows[second], $0) }
            }
        }
    }

    package var deletions: [Attack] {
        rows.map { row in
            Attack("deleted: \(row.name)", names: row.names) {
                try RawDatabase($0.gateDatabase).run("DELETE FROM gate WHERE rowid = ?", .number(row.number))
            }
        }
    }

    /// Every row doubled or renamed under another id, moved in time, or made another kind.
    package func insertionsAndMoves(using dice: inout Dice) -> [Attack] {
        rows.flatMap { row in
            let other = (0..<16).map { _ in UInt8.random(in: 0...255, using: &dice) }
            return [
                attack(
                    row, row.named(other),
                    "INSERT INTO gate SELECT kind, ?1, step, hash, sealed FROM gate WHERE rowid = ?2", .bytes(other)),
                attack(
                    row, row.names.union(row.named(other)), "UPDATE gate SET id = ?1 WHERE rowid = ?2", .bytes(other)),
                attack(row, row.names, "UPDATE gate SET step = step + ?1 WHERE rowid = ?2", .number(1)),
                attack(row, row.names, "UPDATE gate SET kind = kind + ?1 WHERE rowid = ?2", .number(10)),
            ]
        }
    }

    /// A secret that was replaced, put back beside or instead of the new one: the old passphrase must not open again.
    package var putBacks: [Attack] {
        gone.map { old in
            Attack("put back: \(old.name)", names: old.names) {
                try RawDatabase($0.gateDatabase).run(
                    "INSERT OR REPLACE INTO gate (kind, id, step, hash, sealed) VALUES (?, ?, ?, ?, ?)",
                    .number(old.kind), .bytes(old.id), .number(old.step), .bytes(old.hash), .bytes(old.sealed))
            }
        }
    }

    private func attack(_ row: RawGateRow, _ names: Set<String>, _ sql: String, _ value: RawValue) -> Attack {
        Attack("\(sql): \(row.name)", names: names) {
            try RawDatabase($0.gateDatabase).run(sql, value, .number(row.number))
        }
    }

    private func swap(_ first: RawGateRow, _ second: RawGateRow, _ withHash: Bool) -> Attack {
        // Without the rows of the genesis the gate does not open, and nothing else in it can be named.
        let each = [first.names, second.names]
        let isGenesis = first.step <= 1 || second.step <= 1
        return Attack(
            "exchanged: \(first.name) and \(second.name), hash \(withHash)",
            namesOfEach: isGenesis ? [each[0].union(each[1])] : each
        ) {
            try RawDatabase($0.gateDatabase).run([
                overwrite(first, with: second, withHash), overwrite(second, with: first, withHash),
            ])
        }
    }

    private func overwrite(
        _ to: RawGateRow, with from: RawGateRow, _ withHash: Bool
    ) -> (sql: String, values: [RawValue]) {
        (
            "UPDATE gate SET sealed = ?, hash = ? WHERE rowid = ?",
            [.bytes(from.sealed), .bytes(withHash ? from.hash : to.hash), .number(to.number)]
        )
    }
}
