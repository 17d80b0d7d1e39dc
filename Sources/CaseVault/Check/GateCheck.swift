import AuditLog
import VaultCrypto
import VaultStore

/// Compares gate.db with itself, with the rows that entries say it holds, and with the state that the log records.
struct GateCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private let gate: Gate
    private let expected: ExpectedRows
    /// What an interrupted command left: rows of later steps, if gate.db is all that the log says without them.
    private let strays: Set<RowPlace>

    init(_ gate: Gate, _ expected: ExpectedRows, _ fold: LogFold) throws(VaultError) {
        self.gate = gate
        self.expected = expected
        strays = try Self.strays(gate, fold)
        let database = gate.rows.database
        if try !stored(in: .gateDatabase, { try database.integrityFindings() }).isEmpty {
            findings.append(.init(object: "gate.db", kind: .databaseDamaged))
        }
        var seen: Set<RowPlace> = []
        let removed = fold.removedGateRows
        for row in try stored(in: .gateDatabase, { try database.rows() }) { seen.insert(look(row, removed)) }
        for place in expected.gateRows.keys where !seen.contains(place) { report(place, .missing) }
        if !strays.isEmpty { findings.append(.init(object: "gate.db", kind: .gateAhead)) }
        guard strays.isEmpty, let recorded = fold.gate, gate.rows.state.root != recorded.root else { return }
        let isBehind = gate.rows.state.counter <= recorded.counter
        findings.append(.init(object: "gate.db", kind: isBehind ? .gateBehind : .stateMismatch))
    }

    private static func strays(_ gate: Gate, _ fold: LogFold) throws(VaultError) -> Set<RowPlace> {
        guard let recorded = fold.gate, gate.rows.state.root != recorded.root else { return [] }
        // What was destroyed and is there again is no interrupted command's, whatever step it bears.
        let later = Set(gate.rows.allLeaves.filter { $0.revision > recorded.counter && !fold.isGone($0) })
        guard try gate.rows.root(without: later.contains) == recorded.root else { return [] }
        return Set(later.map(\.place))
    }

    private mutating func look(_ row: GateRow, _ removed: Set<RowPlace>) -> RowPlace {
        let place = row.place
        let hash = SHA256Hash.hash(row.sealed)
        if hash.stored != row.hash { report(place, .hashMismatch) }
        if (try? gate.rows.open(row)) == nil { report(place, .cannotOpen) }
        guard let content = expected.gateRows[place] else {
            // Those of the genesis stand in no entry: the recorded root covers them, until an entry removes one.
            let isLater = row.step > expected.genesisStep || expected.isGateRotated
            let isRemoved = removed.contains(place)
            if !strays.contains(place), isLater || isRemoved { report(place, .unexpected) }
            return place
        }
        guard let key = try? gate.tagKey(.zero) else { return place }
        let tag = key.withSecret { EntryTags.content(hash, in: content.month, key: $0) }
        if tag != content.tag { report(place, .contentMismatch) }
        return place
    }

    private mutating func report(_ place: RowPlace, _ kind: CheckReport.Finding.Kind) {
        findings.append(.init(object: "gate row \(place.row.hex)", kind: kind))
    }
}
