package import SeededNumbers
import VaultCrypto

/// What a writer of vault.db can do to its rows: every attack of each kind. Tests draw from them, the campaign does all.
package struct RowAttacks: Sendable {
    private let house: SmallHouse
    private let state: StoredState
    private let names: RowNames
    private let rows: [RawRow]

    package init(on house: SmallHouse) throws {
        self.house = house
        state = try StoredState(of: house.vault)
        names = try RowNames(house, state)
        rows = state.rows
    }

    /// The sealed bytes of every row over every other one's, with their hash and without.
    package var copies: [Attack] {
        rows.flatMap { from in
            rows.filter { $0 != from && $0.sealed != from.sealed }.flatMap { to in
                [false, true].map { copy(from, over: to, withHash: $0) }
            }
        }
    }

    /// The sealed bytes of every two rows exchanged, with their hashes and without.
    package var swaps: [Attack] {
        rows.indices.flatMap { first in
            rows.indices.dropFirst(first + 1).flatMap { second in
                [false, true].map { swap(rows[first], rows[second], withHash: $0) }
            }
        }
    }

    package var deletions: [Attack] {
        rows.map { row in
            Attack("deleted: \(row.table) \(row.number)", names: names.names(row)) {
                try RawDatabase($0.database).run("DELETE FROM \(row.table) WHERE rowid = ?", .number(row.number))
            }
        }
    }

    /// Every row a second time: under another id, as the next revision, and as one far ahead.
    package func insertions(using dice: inout Dice) -> [Attack] {
        rows.flatMap { row in
            let other = (0..<16).map { _ in UInt8.random(in: 0...255, using: &dice) }
            return [
                insert(row, as: .init(table: row.table, id: other, revision: row.revision)),
                insert(row, as: .init(table: row.table, id: row.id, revision: row.revision + 1)),
                insert(row, as: .init(table: row.table, id: row.id, revision: row.revision + 1000)),
            ]
        }
    }

    /// Every row of one table put into every other under its own id.
    package var insertionsElsewhere: [Attack] {
        rows.flatMap { row in
            RowTable.allCases.filter { table in
                table != row.table && !state.rows(table).contains { $0.id == row.id }
            }.map { insert(row, as: .init(table: $0, id: row.id, revision: row.revision)) }
        }
    }

    /// Every row that once stood in a place where another stands now, or none.
    package var putBacks: [Attack] {
        house.earlier.flatMap { earlier in
            earlier.rows.filter { !rows.contains($0) }.flatMap(putBack)
        }
    }

    /// Every record, generation and attachment moved into every other generation, and into one that there is not.
    package var movesToOtherGenerations: [Attack] {
        let generations = state.rows(.generation).map(\.id) + [[UInt8](repeating: 7, count: 16)]
        return RowTable.allCases.filter(\.hasGeneration).flatMap(state.rows).flatMap { row in
            generations.filter { $0 != row.generation }.map { generation in
                Attack("moved: \(row.table) \(row.number)", names: names.names(row)) {
                    try RawDatabase($0.database).run(
                        "UPDATE \(row.table) SET gen = ? WHERE rowid = ?", .bytes(generation), .number(row.number))
                }
            }
        }
    }

    /// Another id, another revision for every row.
    package var renamings: [Attack] {
        rows.flatMap { row in
            [
                Attack("renamed: \(row.table) \(row.number)", names: names.names(row)) {
                    try RawDatabase($0.database).run(
                        "UPDATE \(row.table) SET id = ? WHERE rowid = ?", .bytes(row.id.map { ~$0 }),
                        .number(row.number))
                },
                Attack("renumbered: \(row.table) \(row.number)", names: names.names(row)) {
                    try RawDatabase($0.database).run(
                        "UPDATE \(row.table) SET revision = revision + 40 WHERE rowid = ?", .number(row.number))
                },
            ]
        }
    }

    // MARK: - One attack

    private func copy(_ from: RawRow, over to: RawRow, withHash: Bool) -> Attack {
        Attack("\(from.table) \(from.number) over \(to.table) \(to.number), hash \(withHash)", names: names.names(to)) {
            try RawDatabase($0.database).run([overwrite(to, with: from, withHash: withHash)])
        }
    }

    private func swap(_ first: RawRow, _ second: RawRow, withHash: Bool) -> Attack {
        // Without the parameters the vault has no id, and nothing else can be named.
        let each = [named(first, beside: second), named(second, beside: first)]
        let named = [first, second].contains { $0.table == .parameters } ? [each[0].union(each[1])] : each
        let what = "\(first.table) \(first.number) and \(second.table) \(second.number)"
        return Attack("exchanged: \(what), hash \(withHash)", namesOfEach: named) {
            try RawDatabase($0.database).run([
                overwrite(first, with: second, withHash: withHash), overwrite(second, with: first, withHash: withHash),
            ])
        }
    }

    /// References come from statements: beside one that is not what it was, a record may go by its id.
    private func named(_ row: RawRow, beside other: RawRow) -> Set<String> {
        let named = names.names(row)
        guard row.table == .record, other.table == .statement else { return named }
        return named.union(["record \(Hex.encode(row.id)) revision \(row.revision)"])
    }

    private func overwrite(_ to: RawRow, with from: RawRow, withHash: Bool) -> (sql: String, values: [RawValue]) {
        let hash = withHash ? from.hash : to.hash
        return (
            "UPDATE \(to.table) SET sealed = ?, hash = ? WHERE rowid = ?",
            [.bytes(from.sealed), .bytes(hash), .number(to.number)]
        )
    }

    private func insert(_ row: RawRow, as place: RawRow.Place) -> Attack {
        Attack("inserted: \(row.table) \(row.number) as \(place)", names: names.names(place)) {
            try RawDatabase($0.database).run([insertion(of: row, as: place)])
        }
    }

    private func insertion(of row: RawRow, as place: RawRow.Place) -> (sql: String, values: [RawValue]) {
        let table = place.table
        let generation = row.generation ?? [UInt8](repeating: 1, count: 16)
        return (
            "INSERT INTO \(table) (id, revision, hash, sealed\(table.hasGeneration ? ", gen" : "")) "
                + "VALUES (?, ?, ?, ?\(table.hasGeneration ? ", ?" : ""))",
            [.bytes(place.id), .number(place.revision), .bytes(row.hash), .bytes(row.sealed)]
                + (table.hasGeneration ? [.bytes(generation)] : [])
        )
    }

    /// The old row in place of what has its id now, and beside it; for a row that is gone, only beside.
    private func putBack(_ old: RawRow) -> [Attack] {
        let current = rows.filter { $0.table == old.table && $0.id == old.id }
        let named = current.reduce(into: names.names(old)) { $0.formUnion(names.names($1)) }
        let isFree = !current.contains { $0.revision == old.revision }
        let insertion = insertion(of: old, as: old.place)
        let deletion = ("DELETE FROM \(old.table) WHERE id = ?", [RawValue.bytes(old.id)])
        let instead = Attack("put back: \(old.table) \(old.number) revision \(old.revision)", names: named) {
            try RawDatabase($0.database).run([deletion, insertion])
        }
        let beside = Attack("put beside: \(old.table) \(old.number) revision \(old.revision)", names: named) {
            try RawDatabase($0.database).run([insertion])
        }
        return isFree ? [instead, beside] : [instead]
    }
}
