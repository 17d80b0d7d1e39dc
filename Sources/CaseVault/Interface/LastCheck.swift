import AuditLog

/// What the log says of the newest `check` that was written down.
public struct LastCheck: Codable, Hashable, Sendable {
    /// Milliseconds since 1970, UTC.
    public let time: UInt64
    /// The entry's number.
    public let entry: UInt64
    /// How many faults it found; none is a whole vault.
    public let faults: UInt64
}

extension VaultCore {
    /// The newest check; nil when none was written down.
    func lastCheck() throws(VaultError) -> LastCheck? {
        try newestEntry(of: [.checkOK, .checkFailed]).map {
            LastCheck(time: $0.time, entry: $0.seq, faults: $0.fields.count)
        }
    }
}
