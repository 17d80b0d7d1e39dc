import Testing
import VaultCrypto

@testable import AuditLog

/// Guards the rows of `gate.rotate`: every row of gate.db from an older step to this one, and nothing else.
@Suite struct GateRotateRowTests {
    private static let removed = RowID.random(.system)

    private var fold: LogFold {
        var fold = LogFold(vault: .random(.system))
        fold.removedGateRows = [RowPlace(table: 70, row: Self.removed, revision: 3)]
        return fold
    }

    private static func renewed(_ table: UInt8, _ row: RowID, from old: UInt64 = 3, to new: UInt64 = 9) -> RowChange {
        RowChange(table: table, row: row, oldRevision: old, newRevision: new, oldTag: .mark(1), newTag: .mark(2))
    }

    private static let rows: [RowChange] = [
        renewed(65, .zero), renewed(66, .zero), renewed(67, .zero), renewed(68, .random(.system)),
        renewed(70, .random(.system)),
    ]

    private func allows(_ rows: [RowChange], counter: UInt64? = 9) -> Bool {
        let gate = counter.map { GateState(counter: $0, root: .zero) }
        return fold.mayChange(GateRotateStatement(effects: StatementEffects(rows: rows, gate: gate)))
    }

    @Test func itsOwnRowsAreAllowed() { #expect(allows(Self.rows)) }

    @Test func itNamesTheGate() { #expect(!allows(Self.rows, counter: nil)) }

    @Test func theGatesOwnThreeAreAmongThem() {
        for index in 0..<3 {
            var rows = Self.rows
            rows.remove(at: index)
            #expect(!allows(rows), "\(index)")
        }
        #expect(!allows([]))
    }

    @Test func nothingElseIsNamed() {
        let row = RowID.random(.system)
        let others: [(String, RowChange)] = [
            ("a row of vault.db", Self.renewed(11, row)), ("a table there is not", Self.renewed(72, row)),
            ("another step", Self.renewed(68, row, to: 8)), ("a step back", Self.renewed(68, row, from: 9)),
            (
                "a new row",
                RowChange(table: 68, row: row, oldRevision: 0, newRevision: 9, oldTag: .zero, newTag: .mark(1))
            ),
            (
                "a row that goes",
                RowChange(table: 68, row: row, oldRevision: 3, newRevision: 0, oldTag: .mark(1), newTag: .zero)
            ),
            ("no tag", RowChange(table: 68, row: row, oldRevision: 3, newRevision: 9, oldTag: .zero, newTag: .mark(1))),
            ("a row twice", Self.rows[3]), ("a removed row", Self.renewed(70, Self.removed)),
        ]
        for (what, change) in others { #expect(!allows(Self.rows + [change]), "\(what)") }
    }
}

extension Digest {
    fileprivate static func mark(_ number: UInt8) -> Self {
        Self(bytes: [UInt8](repeating: number, count: 32)) ?? .zero
    }
}
