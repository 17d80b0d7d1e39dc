package import VaultCrypto

/// A case as the log knows it.
package struct CaseFold: Hashable, Sendable {
    package let id: CaseID
    /// The six symbols of the reference.
    package let reference: String
    package let lead: PersonID
    package let maker: PersonID
    /// Who is assigned, and by which entry.
    package var members: [PersonID: UInt64]
    package var closed: Bool
    /// The newest generation of each compartment.
    package var newest: [CompartmentField: GenerationID]
    /// All generations, oldest first.
    package var generations: [GenerationID]
    /// Whether it was opened with a label, the first record of `identity`.
    package let hasLabel: Bool
    /// Record number 0.
    package let header: RecordID
    /// Record number 1, if it is the label.
    package var label: RecordID?
    /// The number of the next record, process notes aside: one more than the largest.
    package internal(set) var nextNumber: UInt32
    /// How many records each compartment has, process notes aside.
    package internal(set) var counts: [CompartmentCode: UInt64]
    /// How many of these are erased. The sealed header counts them until it is written again: whoever erases need not be
    /// able to open it.
    package internal(set) var gone: [CompartmentCode: UInt64] = [:]
    /// The generation whose index began with the label; it is made right after the case.
    var labelIndex: GenerationID?

    /// How many records there are in a compartment, process notes aside.
    package func count(in compartment: CompartmentCode) -> UInt64 {
        let all = counts[compartment] ?? 0
        return all - min(gone[compartment] ?? 0, all)
    }
}

/// A generation as the log knows it, with the grants that live.
package struct GenerationFold: Hashable, Sendable {
    package let id: GenerationID
    package let caseID: CaseID
    package let compartment: CompartmentField
    package let number: UInt32
    package let commitment: Blake2bDigest
    package let maker: PersonID
    /// The entry that made it.
    package let seq: UInt64
    package var grants: [PersonID: Grant]
    /// Whose half has been opened and lies in her keyring: the maker's, and everyone's who accepted a grant.
    package var held: Set<PersonID> = []
    package var hasRecords = false
    /// Everyone who ever held it, or was given it.
    package var everHeld: Set<PersonID> = []
    /// How many stored revisions lie under it.
    package internal(set) var live = 0
    /// The gate's half is gone: nothing lies under it, and nothing ever will.
    package internal(set) var isRetired = false
}

/// A live grant.
package struct Grant: Hashable, Sendable {
    package var rights: Rights
    /// Milliseconds since 1970, UTC; 0 never expires.
    package let expires: UInt64
    /// The entry of the grant, or of the making for the maker.
    package let seq: UInt64
    package let granter: KeyID
    package let grantee: KeyID

    /// Whether it allows `right` at this time.
    package func allows(_ right: Rights, at time: UInt64) -> Bool {
        rights.isSuperset(of: right) && (expires == 0 || time < expires)
    }
}

/// The newest change of a row that the opener checks at once.
package struct RowMark: Hashable, Sendable {
    package let revision: UInt64
    package let tag: ContentTag
    /// Time of the entry, whose month keys the tag; milliseconds since 1970, UTC.
    package let time: EntryTime
}
