package import VaultCrypto

// New keys for a member who forgot her passphrase.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: RenewStatement) -> Bool {
        guard let signer = member(entry.fields.by), let person = members[statement.person], mayRenew(signer, person),
            holders[KeyID(vault: vault, signing: statement.codeKey, wrapping: nil)] == nil
        else { return false }
        invitations[person.person] = Invitation(
            person: person.person, roles: person.roles, codeKey: statement.codeKey, seq: entry.seq, time: entry.time,
            expires: statement.expires, renews: true)
        return true
    }

    /// An administrator, for somebody else who works here.
    package func mayRenew(_ signer: Member, _ person: Member) -> Bool {
        signer.roles.contains(.administrator) && signer.person != person.person && person.isActive
    }

    /// Whether a signing key is, or was, somebody's.
    func isKnown(_ key: VerifyingKey) -> Bool {
        members.values.contains { $0.signingKey == key } || formerKeys.values.contains(key)
    }

    /// Her old keys sign nothing more, and what was wrapped to them or lay in her keyring is hers no more.
    mutating func retireKeys(of person: PersonID) {
        guard let member = members[person] else { return }
        formerKeys[member.key] = member.signingKey
        holders[member.key] = .former(person)
        dropWraps(of: person) { _ in true }
        liftExclusions(of: person)
        for id in generations.keys where generations[id]?.grants[person] != nil {
            narrowGrant(of: person, in: id, to: [])
        }
    }

    /// The key with which a record was signed, whoever it belongs to now.
    package func authorKey(_ key: KeyID) -> VerifyingKey? { member(key)?.signingKey ?? formerKeys[key] }

    /// Who signs, or signed, with a key.
    package func person(_ key: KeyID) -> PersonID? {
        switch holders[key] {
        case .person(let person), .former(let person): person
        case .system, .log, nil: nil
        }
    }
}
