// A file goes as several short operations, so that nobody waits behind a gigabyte: begin, chunks with their raw bytes
// beside the request, finish. See ``FileUpload`` and ``FileReading`` for the bytes.

/// Begins an attachment, or goes on with one of the caller's own that was interrupted.
///
/// For whoever holds `write` in the compartment. An interrupted upload is recognised by its case, compartment, name, type
/// and size, which stand in a draft that only she can open; every chunk that is there already is compared with the bytes
/// sent, so that an edited file never becomes half old and half new. Errors: `notPermitted`, `invalid(.fileName)`,
/// `invalid(.fileType)`, `invalid(.fileSize)`, `caseClosed`, `keyringFull`, `diskFull`.
public struct FileBegin: Operation {
    /// An upload that takes chunks.
    public struct Response: Codable, Sendable {
        /// The id of the file, 32 hexadecimal digits; the name of its chunk file.
        public let upload: String
        /// How many chunks it takes, the filling included.
        public let chunks: Int
        /// How many chunks of an interrupted upload are there.
        public let stored: Int
    }
    /// Which case.
    public let `case`: CaseReference
    /// Under whose keys it is sealed.
    public let compartment: Compartment
    /// The name it had, kept as it is: 1 to 255 bytes of UTF-8, no slash.
    public let name: String
    /// What it is, for example `application/pdf`.
    public let type: String
    /// How many bytes it has.
    public let size: UInt64
    /// An attachment that is not there yet.
    public init(case reference: CaseReference, compartment: Compartment, name: String, type: String, size: UInt64) {
        (self.case, self.compartment) = (reference, compartment)
        (self.name, self.type, self.size) = (name, type, size)
    }
}

/// Finishes an upload: makes its chunks durable, then writes the record. Errors: `invalid(.fileIncomplete)` while chunks
/// are missing, `notPermitted`, `caseClosed`, `diskFull`, `inputOutput`.
public struct FileFinish: Operation {
    /// Where the attachment stands now.
    public struct Response: Codable, Sendable {
        /// The reference of its record.
        public let file: String
        /// How many bytes it has.
        public let bytes: UInt64
    }
    /// The id that ``FileBegin`` answered.
    public let upload: String
    /// An upload whose chunks have all been sent.
    public init(upload: String) { self.upload = upload }
}

/// Gives an unfinished upload up and its room back: one's own, or as an officer anybody's; an officer also removes a
/// chunk file that nothing in the vault knows. Errors: `notPermitted`, also when there is no such upload.
public struct FileDiscard: Operation {
    /// What was removed.
    public struct Response: Codable, Sendable {
        /// The id of the file.
        public let upload: String
    }
    /// The id of the file.
    public let upload: String
    /// An upload that will not be finished.
    public init(upload: String) { self.upload = upload }
}

/// Lists the uploads that are not finished: the caller's own with their names, and as an officer everybody's.
public struct FileUnfinished: Operation {
    /// Uploads by the time they began.
    public typealias Response = [UnfinishedUpload]
    /// All of them.
    public init() {}
}

/// An upload that was begun and not finished. It is no record, and nothing can be read from it.
public struct UnfinishedUpload: Codable, Sendable {
    /// The id of the file.
    public let upload: String
    /// The case it was meant for; nil when the caller has nothing to do with it, or the vault does not know the file.
    public let `case`: CaseReference?
    /// Who began it; empty for a chunk file that nothing in the vault knows.
    public let author: String
    /// When, milliseconds since 1970, UTC; 0 for an unknown file.
    public let begun: UInt64
    /// Bytes on the disk.
    public let bytes: UInt64
    /// The file's name, for its author only.
    public let name: String?
}

/// What is known of an attachment besides its bytes.
public struct AttachmentLine: Codable, Sendable {
    /// The reference of the record.
    public let file: String
    /// The name it had where it came from: any characters but slash and zero. Never a path to write to.
    public let name: String
    /// What its sender said it is.
    public let type: String
    /// How many bytes it has.
    public let bytes: UInt64
    /// The compartment it lies in.
    public let compartment: Compartment
    /// Login of whoever added it.
    public let author: String
    /// When it was added; milliseconds since 1970, UTC.
    public let created: UInt64
}

/// Lists the attachments of a case that the caller may read. One entry, whose statement names every record opened for it.
public struct FileList: Operation {
    /// The attachments by number, those of her own process notes last.
    public typealias Response = [AttachmentLine]
    /// Which case.
    public let `case`: CaseReference
    /// Only this compartment, or all.
    public let compartment: Compartment?
    /// Why.
    public let purpose: Purpose
    /// The attachments of one case.
    public init(case reference: CaseReference, compartment: Compartment?, purpose: Purpose) {
        (self.case, self.compartment, self.purpose) = (reference, compartment, purpose)
    }
}

/// Opens an attachment, or a range of it; one entry, however many bytes.
///
/// The answer is its line; ``Vault/open(_:in:)`` gives the bytes beside it. Errors: `notPermitted` (also when there is no
/// such record), `invalid(.notAttachment)`, `invalid(.range)`, `damaged`.
public struct FileGet: Operation {
    /// What was opened.
    public typealias Response = AttachmentLine
    /// Which attachment.
    public let file: RecordReference
    /// The first byte; at most the size.
    public let from: UInt64
    /// How many bytes, cut at the end of the file; nil for all that follow.
    public let count: UInt64?
    /// Why.
    public let purpose: Purpose
    /// Where the bytes go.
    public let showing: Showing
    /// A range of one attachment.
    public init(file: RecordReference, from: UInt64 = 0, count: UInt64? = nil, purpose: Purpose, showing: Showing) {
        (self.file, self.from, self.count) = (file, from, count)
        (self.purpose, self.showing) = (purpose, showing)
    }
}
