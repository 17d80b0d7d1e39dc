import AuditLog
import VaultStore

/// Acts whose newest entry is asked for: where it stands is noted while the log is read and written.
enum SoughtActs {
    static func act(of entry: AuditEntry) -> Act? {
        switch entry.fields.act.act {
        case .checkOK: .checkOK
        case .checkFailed: .checkFailed
        case .diskLow: .diskLow
        default: nil
        }
    }
}

extension VaultCore {
    /// The newest entry of one of these acts, each of ``SoughtActs``.
    func newestEntry(of acts: Set<Act>) throws(VaultError) -> AuditEntry? {
        guard let seq = acts.compactMap({ newestSeqs[$0] }).max(),
            let line = try stored(in: .log, { try store.line(seq) })
        else { return nil }
        return try? AuditEntry(parsing: line)
    }
}
