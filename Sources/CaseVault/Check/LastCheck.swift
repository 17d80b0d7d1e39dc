import AuditLog

extension VaultCore {
    /// The newest check; nil when none was written down.
    func lastCheck() throws(VaultError) -> LastCheck? {
        try newestEntry(of: [.checkOK, .checkFailed]).map {
            LastCheck(time: $0.time, entry: $0.seq, faults: $0.fields.count)
        }
    }
}
