package import VaultCrypto

// People whose rights change: suspended, resumed, with other roles, with new keys.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: SuspendStatement) -> Bool {
        guard let officer = member(entry.fields.by), let person = members[statement.person],
            maySuspend(officer, person), removesOnlyWraps(for: person.person, statement.effects)
        else { return false }
        officersChange(at: entry) { fold in
            fold.members[person.person]?.suspended = entry.seq
        }
        dropWraps(of: person.person) { _ in true }
        dropRequests(of: person.person)
        take(statement.effects, of: entry)
        return true
    }

    /// An officer, another person than herself; never the last administrator.
    package func maySuspend(_ officer: Member, _ person: Member) -> Bool {
        officer.isOfficer && person.isActive && person.person != officer.person && !isLastAdministrator(person)
    }

    /// Whether without this person nobody could invite, set roles, or set the policy.
    package func isLastAdministrator(_ person: Member) -> Bool {
        person.roles.contains(.administrator)
            && !officers.contains { $0.roles.contains(.administrator) && $0.person != person.person }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: ResumeStatement) -> Bool {
        guard let person = members[statement.person], person.suspended == statement.suspension,
            let subject = resumption(person), spend(.resume, subject, for: entry)
        else { return false }
        officersChange(at: entry) { fold in
            fold.members[person.person]?.suspended = nil
            fold.liftExclusions(of: person.person)
        }
        return true
    }

    /// What a request to resume this person is about: her, her key, and this one suspension. Nil while she works.
    package func resumption(_ person: Member) -> Blake2bDigest? {
        person.suspended.map {
            RequestKind.resume.subject(in: vault, ResumeStatement(person: person.person, suspension: $0).tuple)
        }
    }

    /// Keeps account of the time since when there is a single officer.
    private mutating func officersChange(at entry: AuditEntry, _ change: (inout LogFold) -> Void) {
        let before = officers.count
        change(&self)
        if before > 1, officers.count < 2 { secondOfficerUntil = steady(at: entry) }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: RoleStatement) -> Bool {
        guard let signer = member(entry.fields.by), let person = members[statement.person],
            maySetRoles(signer, person, statement.roles),
            removesOnlyWraps(for: person.person, statement.effects)
        else { return false }
        let lost = cases.values.contains { found in
            !lastHeld(by: person, in: found, at: entry.time, becoming: statement.roles).isEmpty
        }
        guard !lost else { return false }
        officersChange(at: entry) { fold in
            fold.members[person.person]?.roles = statement.roles
        }
        dropWraps(of: person.person) { _ in true }
        if let changed = members[person.person] { narrowGrants(of: changed) }
        if !statement.roles.contains(where: RoleCode.offices.contains) { dropRequests(of: person.person) }
        take(statement.effects, of: entry)
        return true
    }

    /// An administrator, never for herself; one administrator stays.
    package func maySetRoles(_ signer: Member, _ person: Member, _ roles: [RoleCode]) -> Bool {
        signer.roles.contains(.administrator) && signer.person != person.person && person.isActive
            && roles != person.roles && (roles.contains(.administrator) || !isLastAdministrator(person))
    }

    /// Takes from a person's grants what her roles allow no more. Process notes stay their author's.
    private mutating func narrowGrants(of person: Member) {
        for (id, generation) in generations {
            guard generation.compartment.author == nil, let grant = generation.grants[person.person] else { continue }
            narrowGrant(of: person.person, in: id, to: kept(by: person, of: grant.rights, in: generation))
        }
    }

    /// Leaves a person these rights of her grant; with none left she holds the half no more.
    mutating func narrowGrant(of person: PersonID, in generation: GenerationID, to kept: Rights) {
        generations[generation]?.grants[person]?.rights = kept
        guard kept.isEmpty else { return }
        generations[generation]?.grants[person] = nil
        generations[generation]?.held.remove(person)
        lostKeys.lose(person)
    }

    /// What is left of rights that a person with these roles holds: what she is entitled to, and as a maker `give`.
    func kept(by person: Member, of rights: Rights, in generation: GenerationFold) -> Rights {
        var entitled = entitlement(person, in: generation)
        if generation.maker == person.person, !entitled.isEmpty { entitled.insert(.give) }
        return rights.intersection(entitled)
    }
}

extension Member {
    /// Whether her signatures count and the gate serves her.
    package var isActive: Bool { suspended == nil }

    /// Administrator or coordinator.
    package var isOfficer: Bool { roles.contains(where: RoleCode.offices.contains) }
}

extension RoleCode {
    /// The roles of an officer.
    package static let offices: [RoleCode] = [.administrator, .coordinator]
}
