import Testing
import VaultCrypto

@testable import AuditLog

/// Guards the rows of a restore and of the keys that follow it: neither is a way to change anything else.
@Suite struct RestoreRowTests {
    private let world = RowRuleWorld()
    private let gate = GateState(counter: 9, root: .zero)

    private static func mark(_ byte: UInt8) -> ContentTag {
        ContentTag(bytes: [UInt8](repeating: byte, count: 32)) ?? .zero
    }

    private func change(
        _ table: UInt8, _ row: RowID, from old: UInt64, to new: UInt64, tagged: Bool = true
    ) -> RowChange {
        RowChange(
            table: table, row: row, oldRevision: old, newRevision: new,
            oldTag: old > 0 && tagged ? Self.mark(1) : .zero,
            newTag: new > 0 ? Self.mark(2) : .zero)
    }

    /// After a restore `key.system` replaces the two seeds of the gate, and changes nothing else.
    @Test func renewedKeys() {
        func allows(_ rows: [RowChange]) -> Bool {
            let key = SigningKey(seed: Secret(random: .system)).verifyingKey
            return world.fold.mayRenewKeys(
                KeysStatement(
                    person: RowRuleWorld.person, roles: [.administrator], systemKey: key, logKey: key,
                    effects: StatementEffects(rows: rows, gate: gate)))
        }
        let rows = [change(66, .zero, from: 3, to: 9), change(67, .zero, from: 4, to: 9)]
        #expect(allows(rows))
        for row in rows { #expect(!allows([row])) }
        #expect(!allows([]) && !allows(rows + rows))
        let wrong = [
            change(66, .zero, from: 0, to: 9), change(66, .zero, from: 3, to: 8), change(66, .zero, from: 9, to: 9),
            change(66, .zero, from: 3, to: 0), change(66, world.random, from: 3, to: 9),
            change(65, .zero, from: 3, to: 9), change(66, .zero, from: 3, to: 9, tagged: false),
        ]
        for row in wrong { #expect(!allows([row, rows[1]]), "\(row)") }
        for table in UInt8(1)...71 {
            #expect(!allows(rows + [change(table, world.random, from: 0, to: table < 64 ? 1 : 9)]), "also \(table)")
            #expect(!allows(rows + [change(table, world.random, from: 3, to: 0)]), "also \(table)")
        }
    }

    /// An older copy of the gate has a lower counter; one near its end would be the last change ever.
    @Test(arguments: [(UInt64(0), true), (1 << 31, true), (1 << 40, false), (.max - 1, false), (.max, false)])
    func counter(_ counter: UInt64, _ isInReach: Bool) {
        let effects = StatementEffects(rows: [], gate: GateState(counter: counter, root: .zero))
        #expect(world.fold.gateIsInReach(effects) == isInReach)
    }

    /// A restore takes rows away, and of gate.db says what the copy has besides and what it lacks.
    @Test func restoredRows() throws {
        let origin = try #require(Origin(vault: world.fold.vault, number: 1))
        func allows(_ row: RowChange, twice: Bool = false) -> Bool {
            let head = Checkpoint(origin: origin, size: 5, root: .zero)
            return world.fold.mayChange(
                RestoreStatement(
                    restored: head, known: head, members: .zero, erasures: .zero,
                    effects: StatementEffects(rows: twice ? [row, row] : [row], gate: gate)))
        }
        for table in UInt8(1)...63 {
            let isErased = [8, 9, 10, 11, 13, 14, 15].contains(table)
            #expect(allows(change(table, world.random, from: 3, to: 0)) == isErased, "table \(table)")
            #expect(!allows(change(table, world.random, from: 3, to: 0, tagged: false)), "table \(table)")
            #expect(!allows(change(table, world.random, from: 0, to: 1)), "table \(table)")
            #expect(!allows(change(table, world.random, from: 1, to: 2)), "table \(table)")
        }
        let (came, lost) = (
            change(68, world.random, from: 0, to: 7), change(68, world.random, from: 7, to: 0, tagged: false)
        )
        for row in [came, lost] { #expect(allows(row) && !allows(row, twice: true)) }
        #expect(!allows(change(68, world.random, from: 0, to: 10)) && !allows(change(68, world.random, from: 3, to: 7)))
    }

    /// A secret that a restored gate had besides has no owner that the log knows: a changed passphrase may remove it.
    @Test func keptSecrets() {
        var fold = world.fold
        let kept = world.random
        let rows = [
            change(6, RowRuleWorld.person.retyped(), from: 1, to: 2), change(70, world.random, from: 0, to: 9),
            change(70, kept, from: 7, to: 0),
        ]
        let statement = PassphraseStatement(
            person: RowRuleWorld.person, effects: StatementEffects(rows: rows, gate: gate))
        #expect(!fold.mayChange(statement))
        fold.adopt(StatementEffects(rows: [change(70, kept, from: 0, to: 7)]))
        #expect(fold.mayChange(statement))
    }
}
