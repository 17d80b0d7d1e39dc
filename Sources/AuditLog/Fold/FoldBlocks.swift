package import VaultCrypto

// What stands between a person and grants that live: suspension and declared conflicts. They are withheld, not ended.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: ConflictStatement) -> Bool {
        guard let signer = member(entry.fields.by), let person = members[statement.person],
            let found = cases[statement.caseID], mayDeclareConflict(signer, person, found),
            removesOnlyWraps(for: person.person, statement.effects, where: { $0.caseID == found.id })
        else { return false }
        conflicts[found.id, default: [:]][person.person] = entry.seq
        dropWraps(of: person.person) { $0.caseID == found.id }
        take(statement.effects, of: entry)
        return true
    }

    /// Everyone for herself, an officer for anybody; once.
    package func mayDeclareConflict(_ signer: Member, _ person: Member, _ found: CaseFold) -> Bool {
        (signer.person == person.person || signer.isOfficer) && !hasConflict(person.person, found.id)
    }

    package func hasConflict(_ person: PersonID, _ found: CaseID) -> Bool { conflicts[found]?[person] != nil }

    /// Whether a person is assigned to a case, has declared no conflict in it, and its erasure is not ordered.
    package func worksOn(_ found: CaseID, _ person: PersonID) -> Bool {
        isAssigned(person, found) && closing(found) == nil
    }

    package func isAssigned(_ person: PersonID, _ found: CaseID) -> Bool {
        cases[found]?.members[person] != nil && !hasConflict(person, found)
    }

    /// Neither suspended nor in conflict.
    func mayBeAssigned(_ person: Member, _ found: CaseFold) -> Bool {
        person.isActive && !hasConflict(person.person, found.id)
    }

    /// Whether nothing stands between a person and her grant. Into process notes she writes only in a role that may.
    func isOpen(_ generation: GenerationFold, to person: PersonID, for right: Rights) -> Bool {
        guard let member = members[person], member.isActive, !hasConflict(person, generation.caseID) else {
            return false
        }
        guard generation.compartment.author != nil, right.contains(.write) else { return true }
        return policy.rights(of: member.roles, in: .processNotes).contains(.write)
    }

    /// Whether this key's owner is suspended or has other keys by now: nothing counts that it signs, not even that she
    /// was refused.
    package func isSilenced(_ key: KeyID) -> Bool {
        switch holders[key] {
        case .person(let person): members[person]?.isActive == false
        case .former: true
        case .system, .log, nil: false
        }
    }

    /// The signing key of a member who is not suspended.
    func activeKey(_ person: PersonID) -> VerifyingKey? {
        members[person].flatMap { $0.isActive ? $0.signingKey : nil }
    }

    /// Takes back grants that nobody has opened; who holds the half already keeps her grant.
    mutating func dropWraps(of person: PersonID, where isMeant: (GrantInfo) -> Bool) {
        for (seq, grant) in wraps[person] ?? [:] where isMeant(grant.info) {
            wraps[person]?[seq] = nil
            let id = grant.info.generation
            guard let found = generations[id], found.grants[person]?.seq == seq, !found.held.contains(person) else {
                continue
            }
            generations[id]?.grants[person] = nil
            // The half of an earlier grant may still lie in her keyring.
            lostKeys.lose(person)
        }
    }
}
