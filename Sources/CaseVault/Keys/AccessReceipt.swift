import AuditLog
import VaultCrypto

/// Proof that the log holds, durably, an entry for opening these records; the gate opens for nothing else.
///
/// Move-only, and made only by ``ReadIntents/receipt(committed:)`` after the commit, so that no read can come before
/// its entry and no receipt can be used twice.
struct AccessReceipt: ~Copyable, Sendable {
    let person: PersonID
    let places: [RecordPlace]
    let use: RecordUse
    /// Segments of search indexes.
    let segments: [SegmentPlace]
    /// Time of the entry, milliseconds since 1970, UTC.
    let time: UInt64
    /// The first entry it stands for.
    let seq: UInt64

    fileprivate init(_ intents: consuming ReadIntents) {
        (person, places, segments) = (intents.person, intents.places, intents.segments)
        (use, time, seq) = (intents.use, intents.time, intents.seq)
    }
}

/// What opened records are for.
enum RecordUse: Sendable {
    /// To be shown, searched, exported, built upon.
    case reading
    /// To be sealed again as they are under newer keys.
    case resealing
}

extension LogFold {
    /// Whether a person may open a place for this.
    func allows(_ use: RecordUse, _ place: RecordPlace, _ person: PersonID, at time: UInt64) -> Bool {
        switch use {
        case .reading:
            mayOpen(place.record, revision: place.revision, of: place.generation.id, person, at: time)
        case .resealing:
            mayReseal(place.record, revision: place.revision, of: place.generation.id, person, at: time)
        }
    }
}

/// The records an operation asked to open, whose entries are staged and not yet durable.
///
/// Move-only: it becomes one receipt, or none.
struct ReadIntents: ~Copyable, Sendable {
    fileprivate let person: PersonID
    fileprivate let places: [RecordPlace]
    fileprivate let use: RecordUse
    fileprivate let segments: [SegmentPlace]
    fileprivate let time: UInt64
    /// The first entry staged for them.
    let seq: UInt64

    /// - Parameter seq: the first of the entries that were staged for these places, all in the running transaction.
    init(
        of person: PersonID, _ places: [RecordPlace], segments: [SegmentPlace] = [], for use: RecordUse = .reading,
        at time: UInt64, staged seq: UInt64
    ) {
        (self.person, self.places, self.segments, self.use) = (person, places, segments, use)
        (self.time, self.seq) = (time, seq)
    }

    /// The receipt, once the log is durable up to `size` entries; nil before that.
    consuming func receipt(committed size: UInt64) -> AccessReceipt? {
        seq < size ? AccessReceipt(self) : nil
    }
}
