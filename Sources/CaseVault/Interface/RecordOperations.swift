/// Adds a record to a case. For whoever holds `write` in the compartment.
///
/// Content is text, Markdown or JSON in UTF-8, at most 1 MiB. Errors: `notPermitted`, `invalid(.form)`,
/// `invalid(.language)`, `invalid(.content)`, `caseClosed`, `keyringFull` for the first record of a compartment.
public struct RecordAdd: Operation {
    /// Where the record stands now.
    public struct Response: Codable, Sendable {
        /// `K-7F3Q2M-X/3`, or `K-7F3Q2M-X/n1` for a process note.
        public let record: String
        /// The revision written; 1 for a new record.
        public let revision: UInt64
    }
    /// Which case.
    public let `case`: CaseReference
    /// Under whose keys it is sealed; a record has one compartment, for good.
    public let compartment: Compartment
    /// What kind of record: `[a-z][a-z0-9_]{1,31}`.
    public let form: String
    /// The text, sealed as it is.
    public let content: Bytes
    /// Language tag of the content, for example `sr`; may be empty.
    public let language: String
    /// The caller's draft of it, which goes in the same transaction; nil when there is none.
    public let draft: UInt32?
    /// A record that is not there yet.
    public init(
        case reference: CaseReference, compartment: Compartment, form: String, content: Bytes, language: String,
        draft: UInt32? = nil
    ) {
        (self.case, self.compartment, self.form) = (reference, compartment, form)
        (self.content, self.language, self.draft) = (content, language, draft)
    }
}

/// What is known of a record besides its content.
public struct RecordLine: Codable, Sendable {
    /// What the line stands for.
    public enum Kind: String, Codable, Sendable {
        /// Text that was written.
        case record
        /// An attachment; its content here is its name, type and size as JSON, its bytes are had by ``FileGet``.
        case file
    }
    /// The reference of the record.
    public let record: String
    /// The revision opened.
    public let revision: UInt64
    /// The compartment it lies in.
    public let compartment: Compartment
    /// What kind of record.
    public let form: String
    /// Login of the author, whose signature was verified.
    public let author: String
    /// When this revision was written; milliseconds since 1970, UTC.
    public let created: UInt64
    /// Whether it is a record or an attachment.
    public let kind: Kind
}

/// A record, opened: its line and its content.
public struct RecordView: Codable, Sendable {
    /// What is known of it.
    public let line: RecordLine
    /// What its author wrote; an ordinary value that nothing wipes.
    public let content: Bytes
}

/// How opened content leaves the program; `piped` is written into the log.
public enum Showing: String, Codable, Sendable {
    /// Shown on a screen and gone with it.
    case terminal
    /// Handed to a pipe, a file or another program.
    case piped
}

/// Lists the records of a case that the caller may read, without their content.
///
/// One entry, whose statement names every record opened for it.
public struct RecordList: Operation {
    /// The records by number, the caller's own process notes last.
    public typealias Response = [RecordLine]
    /// Which case.
    public let `case`: CaseReference
    /// Only this compartment, or all.
    public let compartment: Compartment?
    /// Why.
    public let purpose: Purpose
    /// The records of one case.
    public init(case reference: CaseReference, compartment: Compartment?, purpose: Purpose) {
        (self.case, self.compartment, self.purpose) = (reference, compartment, purpose)
    }
}

/// Opens one revision of a record, the newest unless another is asked for. Errors: `notPermitted` (also when there is
/// no such record), `damaged`.
public struct RecordShow: Operation {
    /// The record, opened after its entry was durable.
    public typealias Response = RecordView
    /// Which record.
    public let record: RecordReference
    /// Which revision; nil for the newest.
    public let revision: UInt64?
    /// Why.
    public let purpose: Purpose
    /// Where the content goes.
    public let showing: Showing
    /// One revision of one record.
    public init(record: RecordReference, revision: UInt64?, purpose: Purpose, showing: Showing) {
        (self.record, self.revision, self.purpose, self.showing) = (record, revision, purpose, showing)
    }
}

/// Opens a record to be printed: paper leaves the vault, so it is an act of its own.
///
/// As ``RecordShow`` otherwise. Errors: `notPermitted`.
public struct RecordPrint: Operation {
    /// The record, opened.
    public typealias Response = RecordView
    /// Which record.
    public let record: RecordReference
    /// Which revision; nil for the newest.
    public let revision: UInt64?
    /// Why.
    public let purpose: Purpose
    /// One revision of one record.
    public init(record: RecordReference, revision: UInt64?, purpose: Purpose) {
        (self.record, self.revision, self.purpose) = (record, revision, purpose)
    }
}

/// Opens all the caller may read in a case, oldest first; one entry a record, one commit.
public struct CaseRead: Operation {
    /// The records by time of writing.
    public typealias Response = [RecordView]
    /// Which case.
    public let `case`: CaseReference
    /// Only this compartment, or all.
    public let compartment: Compartment?
    /// Only records changed at or after this time, milliseconds since 1970, UTC; the others are not opened.
    public let since: UInt64?
    /// Why.
    public let purpose: Purpose
    /// Where the content goes.
    public let showing: Showing
    /// The newest revision of every record of one case.
    public init(
        case reference: CaseReference, compartment: Compartment?, since: UInt64?, purpose: Purpose, showing: Showing
    ) {
        (self.case, self.compartment, self.since) = (reference, compartment, since)
        (self.purpose, self.showing) = (purpose, showing)
    }
}

/// Writes a new revision of a record; the older ones stay.
///
/// For whoever may read it and holds `write` in its compartment. Errors: `conflict` when `replacing` is not the newest,
/// `notPermitted`, `invalid(.content)`, `caseClosed`.
public struct RecordEdit: Operation {
    /// Where the record stands now.
    public typealias Response = RecordAdd.Response
    /// Which record.
    public let record: RecordReference
    /// The revision the caller has seen and replaces.
    public let replacing: UInt64
    /// The whole new text.
    public let content: Bytes
    /// Why the old text is opened: the new one names its hash.
    public let purpose: Purpose
    /// The caller's draft of it, which goes in the same transaction; nil when there is none.
    public let draft: UInt32?
    /// The next revision of one record.
    public init(
        record: RecordReference, replacing: UInt64, content: Bytes, purpose: Purpose, draft: UInt32? = nil
    ) {
        (self.record, self.replacing, self.content, self.purpose) = (record, replacing, content, purpose)
        self.draft = draft
    }
}

/// Lists the revisions of a record, newest last, with who wrote each and when.
///
/// Author and time lie inside the seal, so each revision is opened, and is an entry.
public struct RecordHistory: Operation {
    /// One line for each revision.
    public typealias Response = [RecordLine]
    /// Which record.
    public let record: RecordReference
    /// Why.
    public let purpose: Purpose
    /// Every revision of one record.
    public init(record: RecordReference, purpose: Purpose) { (self.record, self.purpose) = (record, purpose) }
}
