import CaseVault
import Testing
import VaultTesting

/// Guards gate.db: no secret of the gate is swapped, dropped, doubled or put back without `check` naming it.
@Suite(.serialized) struct GateAttackTests {
    @Test func rowsSwappedAndOverwritten() async throws {
        let (siege, rows) = try await prepared()
        var dice = Dice.rolled
        let pairs = rows.flatMap { from in rows.filter { $0.number != from.number }.map { (from, $0) } }
        let attacks = dice.sample(pairs, 20).flatMap { from, to in
            [false, true].map { withHash in
                Attack("\(from.name) over \(to.name), hash \(withHash)", names: to.names) {
                    try RawDatabase($0.gateDatabase).run(
                        "UPDATE gate SET sealed = ?, hash = ? WHERE rowid = ?", .bytes(from.sealed),
                        .bytes(withHash ? from.hash : to.hash), .number(to.number))
                }
            }
        }
        try await siege.run(attacks)
    }

    @Test func everyRowDeleted() async throws {
        let (siege, rows) = try await prepared()
        try await siege.run(
            rows.map { row in
                Attack("deleted: \(row.name)", names: row.names) {
                    try RawDatabase($0.gateDatabase).run("DELETE FROM gate WHERE rowid = ?", .number(row.number))
                }
            })
    }

    @Test func everyRowDoubledRenamedOrMovedInTime() async throws {
        let (siege, rows) = try await prepared()
        var dice = Dice.rolled
        let attacks = dice.sample(rows, 8).flatMap { row in
            let other = (0..<16).map { _ in UInt8.random(in: 0...255, using: &dice) }
            return [
                ("INSERT INTO gate SELECT kind, ?1, step, hash, sealed FROM gate WHERE rowid = ?2", row.named(other)),
                ("UPDATE gate SET id = ?1 WHERE rowid = ?2", row.names.union(row.named(other))),
            ].map { sql, names in
                Attack("\(sql): \(row.name)", names: names) {
                    try RawDatabase($0.gateDatabase).run(sql, .bytes(other), .number(row.number))
                }
            } + [
                Attack("step: \(row.name)", names: row.names) {
                    try RawDatabase($0.gateDatabase).run(
                        "UPDATE gate SET step = step + 1 WHERE rowid = ?", .number(row.number))
                },
                Attack("kind: \(row.name)", names: row.names) {
                    try RawDatabase($0.gateDatabase).run(
                        "UPDATE gate SET kind = kind + 10 WHERE rowid = ?", .number(row.number))
                },
            ]
        }
        try await siege.run(attacks)
    }

    /// A secret that was replaced, put back beside or instead of the new one: the old passphrase must not open again.
    @Test func everyOlderRowPutBack() async throws {
        let (siege, rows) = try await prepared()
        let house = siege.house
        let gone = house.earlier.flatMap(\.gate).compactMap(RawGateRow.init).filter { old in
            !rows.contains { $0.id == old.id && $0.kind == old.kind }
        }
        #expect(!gone.isEmpty)
        try await siege.run(
            Set(gone).map { old in
                Attack("put back: \(old.name)", names: old.names) {
                    try RawDatabase($0.gateDatabase).run(
                        "INSERT INTO gate (kind, id, step, hash, sealed) VALUES (?, ?, ?, ?, ?)", .number(old.kind),
                        .bytes(old.id), .number(old.step), .bytes(old.hash), .bytes(old.sealed))
                }
            })
    }

    private func prepared() async throws -> (Siege, [RawGateRow]) {
        let house = try await SmallHouses.shared.value
        let rows = try StoredState(of: house.vault).gate.compactMap(RawGateRow.init)
        return (try Siege(house, readEvery: 5), rows)
    }
}
