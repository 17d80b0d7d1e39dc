import AuditLog
import VaultCrypto
import VaultStore

/// One try at one login.
struct UnlockAttempt {
    let lookup: RowID
    let person: PersonID?
    let member: Member?
    private let core: VaultCore
    private let row: StoredRow?

    init(login: String, in core: VaultCore) throws(VaultError) {
        self.core = core
        lookup = core.gate.rowKey.lookup(.login, login)
        guard let found = try stored({ try core.store.row(.lookup, StoredID(core.gate.rowKey.lookup(.login, login))) })
        else {
            (person, member, row) = (nil, nil, nil)
            return
        }
        guard let id = PersonID(bytes: try core.gate.rowKey.open(found)) else { throw .damaged(.lookup) }
        person = id
        // A suspended person's passphrase opens nothing; the answer is that of a wrong one.
        member = core.fold.members[id].flatMap { $0.isActive ? $0 : nil }
        row = try stored { try core.store.row(.identity, StoredID(id)) }
    }

    /// Derives once whatever the login, and opens the seed; nil when it does not open, which counts from here on.
    ///
    /// - Throws: `.tooSoon`, before any derivation.
    func seed(_ passphrase: borrowing Passphrase) throws(VaultError) -> HeldSecret? {
        let wait = core.unlockWait(lookup)
        guard wait == 0 else { throw .tooSoon(milliseconds: wait) }
        if let seed = try derived(passphrase) { return seed }
        core.countUnstaged(AttemptStatement(login: lookup, secret: .passphrase))
        return nil
    }

    private func derived(_ passphrase: borrowing Passphrase) throws(VaultError) -> HeldSecret? {
        let parameters = core.parameters.parameters
        let environment = core.environment
        guard let person, let row, member != nil else {
            _ = try environment.stretch(passphrase, core.gate.saltForNobody(lookup), parameters)
            return nil
        }
        let lock = IdentityLock(vault: core.id, person: person, parameters: parameters)
        let stretched = try environment.stretch(passphrase, LockedIdentity.salt(of: row), parameters)
        for (_, u) in try core.gate.rows.personSecrets(person) {
            let seed = try stretched.withSecret { (stretched) throws(VaultError) in
                try u.withSecret { (u) throws(VaultError) in
                    try LockedIdentity.open(row, with: stretched, u: u, lock)
                }
            }
            if let seed { return seed }
        }
        return nil
    }

    /// Of the row that the passphrase is tried on.
    var identityRevision: UInt64? { row?.revision }

    /// Her keys and her keyring, after both were found to be the newest the log knows.
    func session(_ member: Member, _ seed: HeldSecret) throws(VaultError) -> PersonSession {
        let person = member.person
        let isFounder = member.since == 0
        let identity = try Identity(seed: seed, vault: isFounder ? .zero : core.id, person: person).named(in: core.id)
        guard identity.signing.id == member.key else { throw .damaged(.identity) }
        if let row { try core.checkNewest(row, .identity) }
        return try core.session(member, identity)
    }
}
