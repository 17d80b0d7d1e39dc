/// What was seen of this vault before is not in vault.db: an older copy was put back, or it has another history.
///
/// Such a vault is only looked at. A read needs a durable entry, and an entry appended here would be the second one with
/// its number: two logs of one origin, of which nobody could say later which was the vault's.
public struct Rollback: Codable, Hashable, Sendable {
    /// Who saw it.
    public enum Anchor: String, Codable, Sendable {
        /// A head that this account remembers.
        case head
        /// The head in the gate's directory.
        case gate
        /// The copy of the log, `audit.jsonl`.
        case mirror
    }

    /// Who saw it.
    public let anchor: Anchor
    /// vault.db is older; otherwise it has another entry where there was one before.
    public let isOlder: Bool
    /// Entries that were seen.
    public let seen: UInt64
    /// When, milliseconds since 1970, UTC; nil when nobody knows. For a head the time of its file, for the mirror that
    /// of its last line: neither is signed.
    public let seenTime: UInt64?
    /// Entries in vault.db.
    public let entries: UInt64
    /// Time of the last of them, milliseconds since 1970, UTC.
    public let lastEntry: UInt64

    package init(
        anchor: Anchor, isOlder: Bool, seen: UInt64, seenTime: UInt64?, entries: UInt64, lastEntry: UInt64
    ) {
        (self.anchor, self.isOlder, self.seen, self.seenTime) = (anchor, isOlder, seen, seenTime)
        (self.entries, self.lastEntry) = (entries, lastEntry)
    }
}
