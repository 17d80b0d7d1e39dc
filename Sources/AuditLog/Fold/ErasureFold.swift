package import VaultCrypto

/// An erasure that was ordered and is not done yet.
package struct ErasureOrder: Hashable, Sendable {
    package let scope: ErasureScope
    /// The entry that orders it.
    package let seq: UInt64
    package let by: PersonID
    /// The ``SteadyTime`` at which the wait is over.
    package let due: UInt64
}

/// What the log keeps of what was erased.
package struct ErasureFold: Hashable, Sendable {
    /// The tombstone of each generation whose q is destroyed.
    package internal(set) var tombstones: [GenerationID: TombstoneFold] = [:]
    /// Attachments whose chunks are to be unlinked.
    package internal(set) var files: Set<FileID> = []
    /// Numbers of these are not given again.
    package internal(set) var records: Set<RecordID> = []
    /// Those of them that went alone, with the entry of each.
    package internal(set) var single: [RecordID: UInt64] = [:]
    /// The newest entry that erased, and its time.
    package internal(set) var newest: (seq: UInt64, time: UInt64)?

    package static func == (left: ErasureFold, right: ErasureFold) -> Bool {
        left.tombstones == right.tombstones && left.files == right.files && left.records == right.records
            && left.single == right.single
            && left.newest?.seq == right.newest?.seq
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(tombstones) }
}

/// A row of gate.db that stands where q was: the entry of the erasure, and the step at which the row was written.
package struct TombstoneFold: Hashable, Sendable {
    package let seq: UInt64
    package internal(set) var step: UInt64
    /// The compartment whose other records were sealed again under newer keys when one was erased: a copy of both files
    /// from before still has them under this generation. Nil when everything that ever lay there is erased.
    package internal(set) var outlivedBy: ErasedPlace?

    package init(seq: UInt64, step: UInt64, outlivedBy: ErasedPlace? = nil) {
        (self.seq, self.step, self.outlivedBy) = (seq, step, outlivedBy)
    }
}

/// A compartment of a case of which one record was erased.
package struct ErasedPlace: Hashable, Sendable {
    let caseID: CaseID
    let compartment: CompartmentField
}
