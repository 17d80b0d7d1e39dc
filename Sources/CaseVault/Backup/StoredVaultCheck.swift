import AuditLog
import VaultCrypto
import VaultStore

/// The log and the rows of a copied vault.db: what `check` looks at, without mirror, heads and gate.db.
struct StoredVaultCheck {
    let log: LogCheck
    let expected: ExpectedRows
    let findings: [CheckReport.Finding]

    init(
        _ store: VaultDatabase, _ gate: Gate, progress: (_ done: UInt64, _ total: UInt64) -> Void
    ) throws(VaultError) {
        var findings: [CheckReport.Finding] = []
        if try !stored({ try store.integrityFindings() }).isEmpty {
            findings.append(.init(object: "vault.db", kind: .databaseDamaged))
        }
        let lines = try stored { try store.lineCount + store.pastLineCount }
        let total = try stored { try Table.allCases.reduce(lines) { $0 + UInt64(try store.count($1)) } }
        var expected = ExpectedRows()
        let log = try LogCheck(of: store, vault: gate.vault, gate: gate) { _, tail in
            progress(tail.size, total)
        } counted: { (entry, statement, origin) throws(VaultError) in
            try expected.apply(entry, statement, gate.rowKey, in: origin.number)
        }
        findings += log.findings
        findings += try RowCheck(store, expected, gate) { progress(lines + $0, total) }.findings
        if let state = log.fold.state, !log.fold.changedSinceState, try store.stateRoot() != state.root {
            findings.append(.init(object: "state of entry \(state.seq)", kind: .stateMismatch))
        }
        (self.log, self.expected, self.findings) = (log, expected, findings)
    }

    var isWhole: Bool { !findings.contains(where: \.isFault) }
}
