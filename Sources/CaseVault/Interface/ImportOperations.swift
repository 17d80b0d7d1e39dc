internal import VaultCrypto

// An import goes as several operations, each one transaction: look, parts, the last of which closes the batch. What is
// interrupted stands in the list of imports, and is gone on with by the same file with the same map, or undone.

/// Where imported records go.
public enum ImportTarget: Codable, Hashable, Sendable {
    /// A case that is there.
    case known(CaseReference)
    /// A new case, led by whoever imports.
    case new
    /// The case to which the part before wrote last.
    case continued
}

/// One record to be imported.
public struct ImportRecord: Codable, Hashable, Sendable {
    /// Under whose keys it is sealed; neither `case` nor `process-notes`.
    public let compartment: Compartment
    /// What kind of record; `label` in `identity` becomes the label of a case that has none.
    public let form: String
    /// The text, sealed as it is.
    public let content: Bytes
    /// One record.
    public init(compartment: Compartment, form: String, content: Bytes) {
        (self.compartment, self.form, self.content) = (compartment, form, content)
    }
}

/// The records of one case.
public struct ImportGroup: Codable, Hashable, Sendable {
    /// Where they go.
    public let target: ImportTarget
    /// The records, in their order.
    public let records: [ImportRecord]
    /// Records of one case.
    public init(target: ImportTarget, records: [ImportRecord]) { (self.target, self.records) = (target, records) }
}

/// Asks how an import would begin, and which records the vault has already. Adds nothing.
///
/// For the cases that are there, the caller's readable records of the same compartments are opened, under one entry for
/// each case, and compared. Errors: `notPermitted` without any case named; `ImportLook/Response/refused` says which.
public struct ImportLook: Operation {
    /// What would happen.
    public struct Response: Codable, Sendable {
        /// The batch that was begun with the same records and is neither complete nor undone.
        public let unfinished: UInt32?
        /// How many records it brought.
        public let done: UInt32
        /// The newest batch that brought the same records and stands.
        public let complete: UInt32?
        /// Groups, by their place, whose case is not there, closed, or not the caller's to write to.
        public let refused: [Int]
        /// Records that the vault has already: group and record, by their places.
        public let duplicates: [Place]
    }
    /// A record of a plan.
    public struct Place: Codable, Hashable, Sendable {
        /// Which group.
        public let group: Int
        /// Which of its records.
        public let record: Int
    }
    /// What stands for all records together; see ``ImportPlan``.
    public let digest: Bytes
    /// All groups.
    public let groups: [ImportGroup]
    /// Asks about a plan.
    public init(_ plan: ImportPlan) { (digest, groups) = (plan.digest, plan.groups) }
}

/// Brings the next records of a batch, in one transaction; begins the batch with the first, closes it with the last.
///
/// For whoever holds `write` in each compartment used; new cases for whoever may open cases and write there. Errors:
/// `notPermitted`, `caseClosed`, `invalid(.form)`, `invalid(.content)`, `invalid(.label)`, `invalid(.importBatch)` when
/// the part does not follow what the batch has, `keyringFull`, `diskFull`.
public struct ImportPart: Operation {
    /// How far the batch is.
    public struct Response: Codable, Sendable {
        /// Its number.
        public let batch: UInt32
        /// How many records it brought so far.
        public let done: UInt32
        /// Whether all of it is there.
        public let isComplete: Bool
        /// The case of each group.
        public let cases: [String]
    }
    /// The batch; nil to begin one.
    public let batch: UInt32?
    /// What stands for all records together; see ``ImportPlan``.
    public let digest: Bytes
    /// How many records there are altogether.
    public let total: UInt32
    /// How many of them come before these.
    public let from: UInt32
    /// The next records.
    public let groups: [ImportGroup]
    /// The next part of a batch.
    public init(batch: UInt32?, digest: Bytes, total: UInt32, from: UInt32, groups: [ImportGroup]) {
        (self.batch, self.digest, self.total) = (batch, digest, total)
        (self.from, self.groups) = (from, groups)
    }
}

/// Lists imports: one's own; to an officer everybody's.
public struct ImportList: Operation {
    /// How an import stands.
    public enum State: String, Codable, Sendable {
        /// Interrupted: gone on with by the same file, or undone.
        case unfinished
        /// All of it is there.
        case complete
        /// Undone; `records` says how many stayed because somebody had changed them.
        case undone
    }
    /// One import.
    public struct Line: Codable, Sendable {
        /// Its number.
        public let batch: UInt32
        /// Who imported.
        public let by: String
        /// When it was begun; milliseconds since 1970, UTC.
        public let begun: UInt64
        /// How it stands.
        public let state: State
        /// How many cases it wrote to.
        public let cases: Int
        /// How many of its records are there.
        public let records: Int
        /// How many it has when it is complete.
        public let total: Int
    }
    /// The imports, oldest first.
    public typealias Response = [Line]
    /// Asks for the list.
    public init() {}
}

/// Takes out again what an import brought and nobody has changed since, as one act.
///
/// For whoever imported and for officers, with `write` in each compartment used. What was edited, lies in a closed case,
/// in one on hold, or in one that is no longer the caller's, stays and is named. A case that the import opened and that is
/// then empty is closed. Keys stay: copies of vault.db made meanwhile still hold the records; erasing is an act of its
/// own. Errors: `notPermitted`, also when there is no such import; `onHold` when that is why nothing can be taken out.
public struct ImportUndo: Operation {
    /// What was done.
    public struct Response: Codable, Sendable {
        /// The number of the import.
        public let batch: UInt32
        /// How many records went.
        public let removed: Int
        /// How many cases it opened are now empty and closed.
        public let closed: Int
        /// References of records that stayed.
        public let kept: [String]
    }
    /// Which import.
    public let batch: UInt32
    /// Undoes an import.
    public init(batch: UInt32) { self.batch = batch }
}

/// All records of an import, and what stands for them.
public struct ImportPlan: Sendable {
    /// The records, case by case.
    public let groups: [ImportGroup]
    /// SHA-256 over all of them; the same file with the same map gives the same.
    public let digest: Bytes
    /// How many records there are.
    public var total: UInt32 { UInt32(clamping: groups.reduce(0) { $0 + $1.records.count }) }

    /// A plan of these groups.
    public init(_ groups: [ImportGroup]) {
        self.groups = groups
        var hash = SHA256Hash.Stream()
        for group in groups {
            let reference = if case .known(let reference) = group.target { reference.description } else { "" }
            hash.update(Tuple(.statementImport, reference, UInt32(clamping: group.records.count)).bytes)
            for record in group.records {
                hash.update(
                    Tuple(.statementImport, record.compartment.description, record.form, record.content.array).bytes)
            }
        }
        digest = Bytes(hash.finish().bytes)
    }

    /// The next records after the first `done`, at most so many of them and so many bytes (one record at least). As they
    /// are when nothing is said, a commit is a small share of a part's time, and an interruption costs little.
    public func part(after done: UInt32, records: Int = 4_000, bytes: Int = 512 << 10) -> [ImportGroup] {
        var (skip, room, left) = (Int(done), records, bytes)
        var part: [ImportGroup] = []
        for group in groups {
            if skip >= group.records.count {
                skip -= group.records.count
                continue
            }
            var taken: [ImportRecord] = []
            for record in group.records[skip...] {
                guard room > 0, left > 0 else { break }
                taken.append(record)
                (room, left) = (room - 1, left - record.content.array.count)
            }
            if !taken.isEmpty { part.append(ImportGroup(target: skip > 0 ? .continued : group.target, records: taken)) }
            guard room > 0, left > 0 else { break }
            skip = 0
        }
        return part
    }
}
