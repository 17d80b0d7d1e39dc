import AuditLog
import VaultStore

extension VaultCore {
    /// The newest entry of one of these acts, looked for from the end of the log.
    func newestEntry(of acts: Set<Act>) throws(VaultError) -> AuditEntry? {
        try stored(in: .log) {
            try store.batch {
                for seq in (0..<tail.size).reversed() {
                    guard let line = try store.line(seq), let entry = try? AuditEntry(parsing: line),
                        let act = entry.fields.act.act, acts.contains(act)
                    else { continue }
                    return entry
                }
                return nil
            }
        }
    }
}
