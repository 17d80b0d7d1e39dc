import CaseVault
import Testing
import VaultTesting

/// Guards promise P2 against a writer of vault.db: no row can be swapped, dropped, doubled, put back or moved unseen.
///
/// A seeded sample in every run; all pairs with CASEVAULT_FULL=1.
@Suite(.serialized) struct RowAttackTests {
    @Test func sealedBytesCopiedFromRowToRow() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let rows = state.rows
        let pairs = rows.flatMap { from in rows.filter { $0 != from && $0.sealed != from.sealed }.map { (from, $0) } }
        let attacks = dice.sample(pairs, 24).flatMap { from, to in
            [false, true].map { copy(from, over: to, withHash: $0, names) }
        }
        try await siege.run(attacks)
    }

    @Test func sealedBytesSwappedWithinATable() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let attacks = RowTable.allCases.flatMap { table in
            let rows = state.rows(table)
            let pairs = rows.indices.flatMap { first in
                rows.indices.dropFirst(first + 1).map { (rows[first], rows[$0]) }
            }
            return dice.sample(pairs, 3).flatMap { first, second in
                [false, true].map { swap(first, second, withHash: $0, names) }
            }
        }
        try await siege.run(attacks)
    }

    @Test func everyRowDeleted() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        try await siege.run(
            dice.sample(state.rows, 30).map { row in
                Attack("deleted: \(row.table) \(row.number)", names: names.names(row)) {
                    try RawDatabase($0.database).run("DELETE FROM \(row.table) WHERE rowid = ?", .number(row.number))
                }
            })
    }

    @Test func everyRowInsertedASecondTime() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let attacks = dice.sample(state.rows, 12).flatMap { row in
            let other = (0..<16).map { _ in UInt8.random(in: 0...255, using: &dice) }
            return [
                insert(row, as: .init(table: row.table, id: other, revision: row.revision), names),
                insert(row, as: .init(table: row.table, id: row.id, revision: row.revision + 1), names),
                insert(row, as: .init(table: row.table, id: row.id, revision: row.revision + 1000), names),
            ]
        }
        try await siege.run(attacks)
    }

    /// A row of one table put into another under its own id.
    @Test func rowsInsertedIntoOtherTables() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let moves = state.rows.flatMap { row in RowTable.allCases.filter { $0 != row.table }.map { (row, $0) } }
        let free = moves.filter { row, table in !state.rows(table).contains { $0.id == row.id } }
        try await siege.run(
            dice.sample(free, 15).map { row, table in
                insert(row, as: .init(table: table, id: row.id, revision: row.revision), names)
            })
    }

    /// Every row that once stood in a place where another stands now, or none.
    @Test func everyRowPutBackToAnOlderState() async throws {
        let (siege, state, names) = try await prepared(readEvery: 4)
        let house = siege.house
        let attacks = house.earlier.flatMap { earlier in
            earlier.rows.filter { !state.rows.contains($0) }.flatMap { old in putBack(old, state, names) }
        }
        #expect(attacks.count > 20)
        try await siege.run(attacks)
    }

    @Test func everyRowMovedToAnotherGeneration() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let generations = state.rows(.generation).map(\.id) + [[UInt8](repeating: 7, count: 16)]
        let moves = (state.rows(.record) + state.rows(.generation)).flatMap { row in
            generations.filter { $0 != row.generation }.map { (row, $0) }
        }
        try await siege.run(
            dice.sample(moves, 25).map { row, generation in
                Attack("moved: \(row.table) \(row.number)", names: names.names(row)) {
                    try RawDatabase($0.database).run(
                        "UPDATE \(row.table) SET gen = ? WHERE rowid = ?", .bytes(generation), .number(row.number))
                }
            })
    }

    @Test func everyIDAndRevisionChanged() async throws {
        let (siege, state, names) = try await prepared(readEvery: 8)
        var dice = Dice.rolled
        let attacks = dice.sample(state.rows, 12).flatMap { row in
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
        try await siege.run(attacks)
    }

    // MARK: - Attacks

    private func prepared(readEvery: Int) async throws -> (Siege, StoredState, RowNames) {
        let house = try await SmallHouses.shared.value
        let state = try StoredState(of: house.vault)
        return (try Siege(house, readEvery: readEvery), state, try RowNames(house, state))
    }

    private func copy(_ from: RawRow, over to: RawRow, withHash: Bool, _ names: RowNames) -> Attack {
        Attack("\(from.table) \(from.number) over \(to.table) \(to.number), hash \(withHash)", names: names.names(to)) {
            try RawDatabase($0.database).run([overwrite(to, with: from, withHash: withHash)])
        }
    }

    private func swap(_ first: RawRow, _ second: RawRow, withHash: Bool, _ names: RowNames) -> Attack {
        let named = names.names(first).union(names.names(second))
        return Attack("\(first.table): \(first.number) and \(second.number), hash \(withHash)", names: named) {
            try RawDatabase($0.database).run([
                overwrite(first, with: second, withHash: withHash), overwrite(second, with: first, withHash: withHash),
            ])
        }
    }

    private func overwrite(_ to: RawRow, with from: RawRow, withHash: Bool) -> (sql: String, values: [RawValue]) {
        let hash = withHash ? from.hash : to.hash
        return (
            "UPDATE \(to.table) SET sealed = ?, hash = ? WHERE rowid = ?",
            [.bytes(from.sealed), .bytes(hash), .number(to.number)]
        )
    }

    private func insert(_ row: RawRow, as place: RawRow.Place, _ names: RowNames) -> Attack {
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
    private func putBack(_ old: RawRow, _ state: StoredState, _ names: RowNames) -> [Attack] {
        let current = state.rows(old.table).filter { $0.id == old.id }
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
