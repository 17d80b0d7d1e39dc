import AuditLog
import VaultCrypto

/// Keys that were passed on and do not open: only the person they were meant for can find that out, and her unlock
/// writes it down. `check` names them while they wait.
struct GrantCheck {
    private var failed: [(by: KeyID, grant: UInt64)] = []

    /// Looks at one entry that counts.
    mutating func take(_ entry: AuditEntry) {
        // With a restore a new log begins, and what was said in the one before names its entries.
        if entry.fields.act.act == .backupRestore { failed = [] }
        guard entry.fields.act.act == .grantAccept, entry.fields.result == .failed, entry.fields.ref > 0 else { return }
        failed.append((entry.fields.by, entry.fields.ref - 1))
    }

    /// - Parameter fold: of the whole log. What was repaired, or was never given to her who says so, is no finding.
    func findings(_ fold: LogFold) -> [CheckReport.Finding] {
        let waiting = failed.filter { failure in
            fold.member(failure.by).map { fold.wraps[$0.person]?[fold.base + failure.grant] != nil } ?? false
        }
        return Set(waiting.map(\.grant)).sorted().map(CheckReport.Finding.init(grantOf:))
    }
}
