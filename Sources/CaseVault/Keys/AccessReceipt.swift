import AuditLog
import VaultCrypto

/// Proof that the log holds, durably, an entry for opening these records; the gate opens for nothing else.
///
/// Move-only, and made only by ``ReadIntents/receipt(committed:)`` after the commit, so that no read can come before
/// its entry and no receipt can be used twice.
struct AccessReceipt: ~Copyable, Sendable {
    let person: PersonID
    let places: [RecordPlace]
    /// Time of the entry, milliseconds since 1970, UTC.
    let time: UInt64
    /// The first entry it stands for.
    let seq: UInt64

    fileprivate init(_ intents: ReadIntents, seq: UInt64) {
        (person, places, time) = (intents.person, intents.places, intents.time)
        self.seq = seq
    }
}

/// The records an operation asked to open, whose entries are staged and not yet durable.
struct ReadIntents: Sendable {
    let person: PersonID
    let places: [RecordPlace]
    let time: UInt64
    /// The first entry staged for them.
    let seq: UInt64

    /// The receipt, once the log is durable up to `size` entries; nil before that.
    func receipt(committed size: UInt64) -> AccessReceipt? {
        seq < size ? AccessReceipt(self, seq: seq) : nil
    }
}
