/// Lets records and attachments of a case out of the vault, for somebody named. For whoever may read each of them; of
/// attorney notes only her own.
///
/// One entry an item, all in one commit, before anything is opened; either all items may go or none is opened. The answer
/// is their lines; ``Vault/open(_:in:)`` gives what they hold beside it. Errors: `notPermitted` (also when an item does
/// not exist, or there is nothing to export), `invalid` with `.recipient` and
/// `.tooManyItems`, `damaged`.
public struct CaseExport: Operation {
    /// The items as they leave, in order.
    public typealias Response = [ExportLine]

    /// Which items of the case.
    public enum Items: Codable, Hashable, Sendable {
        /// These; one that is named twice goes once.
        case these([RecordReference])
        /// Everything in this compartment that she may export.
        case all(of: Compartment)
    }

    /// How many items go into one export: each attachment holds a descriptor.
    public static let itemLimit = 500

    /// Which case.
    public let `case`: CaseReference
    /// What of it.
    public let items: Items
    /// For whom, as the cover sheet says it: one line of at most 200 letters. The log keeps a tag of it, never the words.
    public let recipient: String
    /// Why.
    public let purpose: Purpose

    /// The newest revision of each item.
    public init(case reference: CaseReference, items: Items, recipient: String, purpose: Purpose) {
        (self.case, self.items, self.recipient, self.purpose) = (reference, items, recipient, purpose)
    }
}

/// One item of an export, besides its bytes.
public struct ExportLine: Codable, Sendable {
    /// What is known of the record.
    public let line: RecordLine
    /// The name an attachment had where it came from; nil for a record. Never a path to write to.
    public let name: String?
    /// The name of the file in the export: the number and an ending, both of our own making.
    public let file: String
    /// How many bytes it has.
    public let bytes: UInt64
}

/// Items that were opened after their entries were durable.
public struct ExportReading: Sendable {
    /// What an item holds.
    public enum Content: Sendable {
        /// The text of a record, as it was written.
        case text(Bytes)
        /// The bytes of an attachment, opened as they are asked for.
        case file(FileReading)
    }

    /// The items in order.
    public let items: [(line: ExportLine, content: Content)]
    /// The organisation's name.
    public let organisation: String
    /// When, milliseconds since 1970, UTC: the time of the first entry.
    public let time: UInt64
    /// The first of the entries that tell of it.
    public let entry: UInt64
}
