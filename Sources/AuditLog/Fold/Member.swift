package import VaultCrypto

/// A person as the log knows her: keys and roles from one index on.
package struct Member: Hashable, Sendable {
    package let person: PersonID
    package let key: KeyID
    package let signingKey: VerifyingKey
    package let wrappingKey: WrappingPublicKey
    package internal(set) var roles: [RoleCode]
    /// The entry from which her signatures count.
    package let since: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let sinceTime: UInt64
    /// The entry by which she first came; new keys change nothing about it.
    package internal(set) var joined: UInt64
    /// Whether an officer compared the six words of her key with her.
    package var confirmed: Bool
    /// The entry that suspended her; nil while she works.
    package internal(set) var suspended: UInt64?

    package init(
        person: PersonID, key: KeyID, signingKey: VerifyingKey, wrappingKey: WrappingPublicKey, roles: [RoleCode],
        since: UInt64, sinceTime: UInt64, confirmed: Bool
    ) {
        (self.person, self.key, self.signingKey, self.wrappingKey) = (person, key, signingKey, wrappingKey)
        (self.roles, self.since, self.sinceTime, self.confirmed) = (roles, since, sinceTime, confirmed)
        joined = since
    }
}

/// A person who was invited and has not enrolled.
package struct Invitation: Hashable, Sendable {
    package let person: PersonID
    package let roles: [RoleCode]
    package let codeKey: VerifyingKey
    /// The entry of the invitation.
    package let seq: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let time: UInt64
    package let expires: UInt64
    /// Whether it gives new keys to somebody who is a member already.
    package var renews = false
}

/// What a key of the log may sign.
package enum KeyHolder: Hashable, Sendable {
    case person(PersonID)
    /// The gate's own key: refusals, states, checkpoints' entries.
    case system
    /// Signs checkpoints, never entries.
    case log
    /// Signed in her name until she got new keys.
    case former(PersonID)
}

extension KeyID {
    /// The id of a person's keys, or of a system, log or enrolment key, whose wrapping key is empty.
    package init(vault: VaultID, signing: VerifyingKey, wrapping: WrappingPublicKey?) {
        let tuple =
            if let wrapping { Tuple(.keyId, vault, signing, wrapping) } else {
                Tuple(.keyId, vault, signing, [UInt8]())
            }
        self.init(prefixOf: Blake2b.hash(tuple))
    }
}
