import VaultCrypto

/// Where the next line of a log belongs, and what it must link to.
///
/// Lines that do not count (malformed, badly signed) may stand in the place of an entry or between two: until an entry
/// that counts shows which, both are possible. So one bad line spoils neither the place nor the link of those after it.
struct ChainPlace: Sendable {
    /// The seq after the last entry that counts.
    private var next: UInt64
    /// How many places the bad lines since then may have taken.
    private var doubtful: UInt64 = 0
    /// The leaf hash of the last entry that counts.
    private var lastEntry: SHA256Digest
    /// The leaf hash of the last line in its place, bad ones included.
    private(set) var lastLine: SHA256Digest

    init(next: UInt64, prev: SHA256Digest) {
        self.next = next
        lastEntry = prev
        lastLine = prev
    }

    /// A line that is not an entry.
    mutating func takeMalformed(_ leafHash: SHA256Digest, reporting found: inout FindingList) {
        found.add(.malformed, at: next + doubtful)
        doubtful += 1
        lastLine = leafHash
    }

    /// An entry whose signature is known to be bad. It is never believed about a place ahead.
    mutating func takeUnsigned(_ entry: AuditEntry, _ leafHash: SHA256Digest, reporting found: inout FindingList) {
        guard entry.seq >= next, entry.seq <= next + doubtful else { return found.add(.outOfPlace, at: entry.seq) }
        checkLink(of: entry, reporting: &found)
        doubtful = max(doubtful, entry.seq - next + 1)
        lastLine = leafHash
    }

    /// An entry that is signed, as far as that was asked.
    ///
    /// - Returns: whether it stands in its place.
    mutating func take(_ entry: AuditEntry, _ leafHash: SHA256Digest, reporting found: inout FindingList) -> Bool {
        guard entry.seq >= next else {
            found.add(.outOfPlace, at: entry.seq)
            return false
        }
        if entry.seq > next + doubtful {
            found.add(.missing, (next + doubtful)...(entry.seq - 1))
        } else {
            checkLink(of: entry, reporting: &found)
        }
        next = entry.seq + 1
        doubtful = 0
        lastEntry = leafHash
        lastLine = leafHash
        return true
    }

    private func checkLink(of entry: AuditEntry, reporting found: inout FindingList) {
        if entry.prev == lastLine { return }
        if entry.seq == next && entry.prev == lastEntry { return }
        found.add(.brokenLink, at: entry.seq)
    }
}
