/// Adds a record to a case. For whoever holds `write` in the compartment.
///
/// Content is text, Markdown or JSON in UTF-8, at most 1 MiB. Errors: `notPermitted`, `invalid(.form)`,
/// `invalid(.content)`, `caseClosed`.
public struct RecordAdd: Operation {
    public struct Response: Codable, Sendable {
        /// `K-7F3Q2M-X/3`, or `K-7F3Q2M-X/n1` for a process note.
        public let record: String
        public let revision: UInt64
    }
    public let `case`: CaseReference
    public let compartment: Compartment
    /// `[a-z][a-z0-9_]{1,31}`.
    public let form: String
    public let content: Bytes
    /// Language tag of the content, for example `sr`; may be empty.
    public let language: String
    public init(case reference: CaseReference, compartment: Compartment, form: String, content: Bytes, language: String) {
        (self.case, self.compartment, self.form) = (reference, compartment, form)
        (self.content, self.language) = (content, language)
    }
}

/// What is known of a record besides its content.
public struct RecordLine: Codable, Sendable {
    public enum Kind: String, Codable, Sendable { case record, file }
    public let record: String
    public let revision: UInt64
    public let compartment: Compartment
    public let form: String
    /// Login of the author, whose signature was verified.
    public let author: String
    /// Milliseconds since 1970, UTC.
    public let created: UInt64
    public let kind: Kind
}

/// A record, opened: its line and its content.
public struct RecordView: Codable, Sendable {
    public let line: RecordLine
    public let content: Bytes
}

/// How opened content leaves the program; `piped` is written into the log.
public enum Showing: String, Codable, Sendable { case terminal, piped }

/// Lists the records of a case that the caller may read, without their content.
public struct RecordList: Operation {
    public typealias Response = [RecordLine]
    public let `case`: CaseReference
    public let compartment: Compartment?
    public let purpose: Purpose
    public init(case reference: CaseReference, compartment: Compartment?, purpose: Purpose) {
        (self.case, self.compartment, self.purpose) = (reference, compartment, purpose)
    }
}

/// Opens one revision of a record, the newest unless another is asked for. Errors: `notPermitted` (also when there is
/// no such record), `damaged`.
public struct RecordShow: Operation {
    public typealias Response = RecordView
    public let record: RecordReference
    public let revision: UInt64?
    public let purpose: Purpose
    public let showing: Showing
    public init(record: RecordReference, revision: UInt64?, purpose: Purpose, showing: Showing) {
        (self.record, self.revision, self.purpose, self.showing) = (record, revision, purpose, showing)
    }
}

/// Opens all the caller may read in a case, oldest first; one entry a record, one commit.
public struct CaseRead: Operation {
    public typealias Response = [RecordView]
    public let `case`: CaseReference
    public let compartment: Compartment?
    /// Only records changed at or after this time, milliseconds since 1970, UTC.
    public let since: UInt64?
    public let purpose: Purpose
    public let showing: Showing
    public init(
        case reference: CaseReference, compartment: Compartment?, since: UInt64?, purpose: Purpose, showing: Showing
    ) {
        (self.case, self.compartment, self.since) = (reference, compartment, since)
        (self.purpose, self.showing) = (purpose, showing)
    }
}

/// Writes a new revision of a record; the older ones stay. Errors: `conflict` when `replacing` is not the newest.
public struct RecordEdit: Operation {
    public typealias Response = RecordAdd.Response
    public let record: RecordReference
    /// The revision the caller has seen and replaces.
    public let replacing: UInt64
    public let content: Bytes
    public let purpose: Purpose
    public init(record: RecordReference, replacing: UInt64, content: Bytes, purpose: Purpose) {
        (self.record, self.replacing, self.content, self.purpose) = (record, replacing, content, purpose)
    }
}

/// Lists the revisions of a record, newest last, with who wrote each and when.
public struct RecordHistory: Operation {
    public typealias Response = [RecordLine]
    public let record: RecordReference
    public let purpose: Purpose
    public init(record: RecordReference, purpose: Purpose) { (self.record, self.purpose) = (record, purpose) }
}
