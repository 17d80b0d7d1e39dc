import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Lines of the log as they are stored: pseudonymous, readable without a key. Refusals that were only counted so far
    /// are written first.
    public func auditLines(from first: UInt64 = 0, to last: UInt64? = nil) throws(VaultError) -> [String] {
        let core = try looked()
        core.writeRefusalCounts()
        var lines: [String] = []
        try stored(in: .log) {
            try core.store.forEachLine(from: min(first, core.tail.size)) { seq, line in
                if seq <= last ?? .max { lines.append(String(decoding: line, as: UTF8.self)) }
            }
        }
        return lines
    }

    /// Verifies the whole log: grammar, chain, every signature, every right, checkpoints.
    public func verifyLog(progress: Progress = { _, _ in }) throws(VaultError) -> VerifyReport {
        let core = try looked()
        let total = core.tail.size
        let log = try LogCheck(of: core.store, vault: core.id, gate: core.gate) { _, tail in progress(tail.size, total)
        }
        let findings = log.findings + (core.rollback.map { [$0.finding] } ?? [])
        return VerifyReport(
            verdict: findings.verdict, entries: log.head.size, head: log.head.root.hex, findings: findings)
    }
}
