import AuditLog
import VaultCrypto
import VaultStore

/// Compares gate.db with itself and with the state that the log records.
enum GateCheck {
    static func findings(_ gate: Gate, _ recorded: GateState?) throws(VaultError) -> [CheckReport.Finding] {
        var findings: [CheckReport.Finding] = []
        let database = gate.rows.database
        if try !stored(in: .gateDatabase, { try database.integrityFindings() }).isEmpty {
            findings.append(.init(object: "gate.db", kind: .databaseDamaged))
        }
        for row in try stored(in: .gateDatabase, { try database.rows() }) {
            let object = "gate row \(RowID(row.id).hex)"
            if SHA256Hash.hash(row.sealed).stored != row.hash {
                findings.append(.init(object: object, kind: .hashMismatch))
            }
            if (try? gate.rows.open(row)) == nil { findings.append(.init(object: object, kind: .cannotOpen)) }
        }
        guard let recorded else { return findings }
        let state = gate.rows.state
        if state.root != recorded.root {
            let kind: CheckReport.Finding.Kind = state.counter > recorded.counter ? .gateAhead : .gateBehind
            findings.append(.init(object: "gate.db", kind: kind))
        }
        return findings
    }
}
