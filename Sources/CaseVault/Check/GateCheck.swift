import AuditLog
import VaultCrypto
import VaultStore

/// Compares gate.db with itself, with the rows that entries say it holds, and with the state that the log records.
struct GateCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private let gate: Gate
    private let expected: ExpectedRows

    init(_ gate: Gate, _ expected: ExpectedRows, _ fold: LogFold) throws(VaultError) {
        self.gate = gate
        self.expected = expected
        let database = gate.rows.database
        if try !stored(in: .gateDatabase, { try database.integrityFindings() }).isEmpty {
            findings.append(.init(object: "gate.db", kind: .databaseDamaged))
        }
        var seen: Set<ExpectedRows.Place> = []
        let removed = fold.removedGateRows
        for row in try stored(in: .gateDatabase, { try database.rows() }) { seen.insert(look(row, removed)) }
        for place in expected.gateRows.keys where !seen.contains(place) { report(place, .missing) }
        guard let recorded = fold.gate else { return }
        let state = gate.rows.state
        guard state.root != recorded.root else { return }
        findings.append(
            .init(object: "gate.db", kind: state.counter > recorded.counter ? .gateAhead : .gateBehind))
    }

    private mutating func look(_ row: GateRow, _ removed: Set<GateRowPlace>) -> ExpectedRows.Place {
        let place = ExpectedRows.Place(table: row.kind, row: RowID(row.id), revision: row.step)
        let hash = SHA256Hash.hash(row.sealed)
        if hash.stored != row.hash { report(place, .hashMismatch) }
        if (try? gate.rows.open(row)) == nil { report(place, .cannotOpen) }
        guard let content = expected.gateRows[place] else {
            // Those of the genesis stand in no entry: the recorded root covers them, until an entry removes one.
            if row.step > expected.genesisStep || expected.isGateRotated || removed.contains(row.leaf.place) {
                report(place, .unexpected)
            }
            return place
        }
        guard let key = try? gate.tagKey(.zero) else { return place }
        let tag = key.withSecret { EntryTags.content(hash, in: content.month, key: $0) }
        if tag != content.tag { report(place, .contentMismatch) }
        return place
    }

    private mutating func report(_ place: ExpectedRows.Place, _ kind: CheckReport.Finding.Kind) {
        findings.append(.init(object: "gate row \(place.row.hex)", kind: kind))
    }
}
