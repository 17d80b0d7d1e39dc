import AuditLog

/// A person's keys between two openings of the vault by one command, so that it need not keep her passphrase while she
/// thinks, types, or reads.
///
/// Made from an unlocked session; wiped with the last reference.
public final class KeptKeys: Sendable {
    let identity: Identity
    let login: String
    /// See ``PersonSession/unopened``.
    let unopened: Set<UInt64>

    init(_ person: PersonSession) {
        (identity, login, unopened) = (person.identity, person.login, person.unopened)
    }
}

/// A vault just made, and its administrator's keys.
public struct NewlyMade: Sendable {
    /// What `init` shows.
    public let genesis: Genesis
    /// Good for `resume` when the vault is opened next.
    public let keys: KeptKeys
}

extension Vault {
    /// The keys behind a session, good for `resume` after this vault is closed.
    ///
    /// - Throws: `.sessionEnded`.
    public func keep(_ session: Session) throws(VaultError) -> KeptKeys { KeptKeys(try person(session)) }

    /// Goes on with kept keys: no passphrase, no derivation, no entry of its own.
    ///
    /// The keys must still be those the log knows for her, and her keyring the newest.
    ///
    /// - Throws: `.sessionEnded` when she is suspended, or has other keys by now; `.damaged(.keyring)` when an older row
    ///   was put back.
    public func resume(_ kept: KeptKeys) throws(VaultError) -> Session {
        let core = try opened()
        guard let member = core.fold.members[kept.identity.person], member.key == kept.identity.signing.id,
            member.isActive
        else {
            throw .sessionEnded
        }
        let person = try core.session(member, kept.identity)
        person.unopened = kept.unopened
        return core.begin(person)
    }
}
