package import VaultCrypto

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
