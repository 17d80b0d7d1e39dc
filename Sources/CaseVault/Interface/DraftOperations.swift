/// Seals a text that is not finished, so that no more than what was typed since is lost with the process or the power.
///
/// A draft is its writer's: nobody else lists, opens or saves it. It lies under her keyring key, belongs to one case, and
/// can be saved by whoever is assigned to the case, whether or not the record will be accepted. One entry, one commit.
/// Any bytes that were written, also those that no record would hold: what is wrong with a text is mended later.
/// Errors: `notPermitted`, `invalid(.content)` for nothing or more than ``byteLimit``, `invalid(.form)`.
public struct DraftSave: Operation {
    /// The most bytes of a draft, eight times those of a record.
    public static let byteLimit = 8 << 20
    /// How she names it from now on.
    public struct Response: Codable, Sendable {
        /// The draft's number among hers.
        public let number: UInt32
    }
    /// The draft that is written anew; nil begins one.
    public let number: UInt32?
    /// Where the text will go.
    public let target: DraftTarget
    /// The whole text as it is now.
    public let content: Bytes
    /// A draft as it is now.
    public init(number: UInt32?, target: DraftTarget, content: Bytes) {
        (self.number, self.target, self.content) = (number, target, content)
    }
}

/// Where a text goes when it is finished: a new record, or the next revision of one.
public struct DraftTarget: Codable, Hashable, Sendable {
    /// Which case.
    public let `case`: CaseReference
    /// The compartment of the new record; nil for a revision, which stays in its own.
    public let compartment: Compartment?
    /// The form of the new record; empty for a revision.
    public let form: String
    /// The record that gets a new revision; nil for a new record.
    public let record: RecordReference?
    /// The revision that is replaced; 0 for a new record.
    public let replacing: UInt64

    /// A new record.
    public init(case reference: CaseReference, compartment: Compartment, form: String) {
        (self.case, self.compartment, self.form) = (reference, compartment, form)
        (record, replacing) = (nil, 0)
    }

    /// The next revision of a record.
    public init(record: RecordReference, replacing revision: UInt64) {
        (self.case, compartment, form) = (record.case, nil, "")
        (self.record, replacing) = (record, revision)
    }
}

/// Lists the caller's drafts of cases she is assigned to. Opens none, so it is no entry.
public struct DraftList: Operation {
    /// One draft.
    public struct Line: Codable, Sendable {
        /// Its number among hers.
        public let number: UInt32
        /// The case it belongs to.
        public let `case`: String
        /// When it was last saved, milliseconds since 1970, UTC.
        public let saved: UInt64
    }
    /// By number.
    public typealias Response = [Line]
    /// All of the caller's.
    public init() {}
}

/// Opens one of the caller's drafts; an entry is durable before it opens.
public struct DraftOpen: Operation {
    /// The text and where it goes.
    public struct Response: Codable, Sendable {
        /// Its number among hers.
        public let number: UInt32
        /// Where the text will go.
        public let target: DraftTarget
        /// When it was last saved, milliseconds since 1970, UTC.
        public let saved: UInt64
        /// The text as it was saved.
        public let content: Bytes
    }
    /// Which.
    public let number: UInt32
    /// Why.
    public let purpose: Purpose
    /// One draft.
    public init(number: UInt32, purpose: Purpose) { (self.number, self.purpose) = (number, purpose) }
}

/// Deletes one of the caller's drafts, unopened.
public struct DraftDiscard: Operation {
    /// What is gone.
    public struct Response: Codable, Sendable {
        /// Its number among hers.
        public let number: UInt32
    }
    /// Which.
    public let number: UInt32
    /// One draft.
    public init(number: UInt32) { self.number = number }
}
