package import VaultCrypto

// Generations, grants, keyrings, and the records written under them.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: GenerationStatement) -> Bool {
        guard let maker = member(entry.fields.by), maker.person == statement.maker, let found = cases[statement.caseID],
            !hasConflict(maker.person, found.id),
            generations[statement.generation] == nil, statement.generation != .zero, gateRises(statement.effects),
            mayBeIndexed(statement, found), mayChange(statement)
        else { return false }
        let current = found.newest[statement.compartment].flatMap { generations[$0]?.number } ?? 0
        guard statement.number == current + 1, !statement.rights.isEmpty,
            statement.rights == makerRights(maker, found, statement.compartment),
            mayReplace(statement.compartment, of: found, maker.person, at: entry.time)
        else { return false }
        let grant = Grant(
            rights: statement.rights, expires: 0, seq: entry.seq, granter: entry.fields.by, grantee: entry.fields.by)
        generations[statement.generation] = GenerationFold(
            id: statement.generation, caseID: found.id, compartment: statement.compartment, number: statement.number,
            commitment: statement.commitment, maker: maker.person, seq: entry.seq, grants: [maker.person: grant],
            held: [maker.person], hasRecords: beginsWithRecord(statement, found), everHeld: [maker.person])
        cases[found.id]?.newest[statement.compartment] = statement.generation
        cases[found.id]?.generations.append(statement.generation)
        lackingKeys.change(found.id)
        takeFirstRecords(statement, found)
        carryOut(statement)
        take(statement.effects, of: entry)
        return true
    }

    /// What a person gets of a generation she makes: what her role allows, plus `give` — except process notes, which
    /// are the author's alone. Empty when she may not make it.
    package func makerRights(_ maker: Member, _ found: CaseFold, _ field: CompartmentField) -> Rights {
        if let author = field.author, author != maker.person { return [] }
        let isMember = found.members[maker.person] != nil
        let rights: Rights = isMember ? policy.rights(of: maker.roles, in: field.compartment) : []
        if field.compartment == .processNotes { return rights }
        // Whoever keys are replaced against does not make the next ones herself.
        guard !isExcluded(maker.person, from: found.id, at: .max) else { return [] }
        let opening = found.maker == maker.person && [.header, .identity].contains(field.compartment)
        guard rights.contains(.write) || opening else { return [] }
        return rights.union(.give)
    }

    mutating func apply(_ entry: AuditEntry, _ statement: GrantStatement) -> Bool {
        let info = statement.info
        guard let granter = member(entry.fields.by), info.granter == entry.fields.by, info.vault == vault,
            let grantee = member(info.grantee), grantee.person != granter.person, grantee.isActive,
            !hasConflict(grantee.person, info.caseID),
            let generation = generations[info.generation], generation.caseID == info.caseID,
            generation.compartment == info.compartment, generation.number == info.number,
            generation.commitment == info.commitment, info.compartment.compartment != .processNotes,
            holds(.give, granter.person, in: generation.id, at: entry.time),
            info.rights == entitlement(grantee, in: generation), !info.rights.isEmpty,
            info.authority == authority(for: grantee, in: generation), info.expires == 0,
            mayChange(statement, of: entry)
        else { return false }
        knownRows.insert(RowName(table: TableCode.wrap, row: statement.row))
        generations[generation.id]?.grants[grantee.person] = Grant(
            rights: info.rights, expires: info.expires, seq: entry.seq, granter: entry.fields.by, grantee: info.grantee)
        generations[generation.id]?.everHeld.insert(grantee.person)
        lackingKeys.change(generation.caseID)
        wraps[grantee.person, default: [:]][entry.seq] = statement
        changedSinceState = true
        return true
    }

    /// What a person is entitled to hold of a generation: by her roles when assigned, and as a custodian.
    ///
    /// - Parameter new: another policy than the one in force.
    package func entitlement(_ person: Member, in generation: GenerationFold, by new: Policy? = nil) -> Rights {
        guard generation.compartment.compartment != .processNotes, person.isActive, !generation.isRetired,
            !hasConflict(person.person, generation.caseID), !isExcluded(person.person, from: generation)
        else { return [] }
        return entitled(person, in: generation, by: new ?? policy)
    }

    /// The entry that authorises a grant: the assignment, or for a custodian the making of the generation.
    package func authority(for person: Member, in generation: GenerationFold) -> UInt64 {
        cases[generation.caseID]?.members[person.person] ?? generation.seq
    }

    /// Whether a person holds a right in a generation now.
    ///
    /// A grant that has expired once does not come back with a clock that was set back.
    package func holds(_ right: Rights, _ person: PersonID, in generation: GenerationID?, at time: UInt64) -> Bool {
        guard let generation, let found = generations[generation] else { return false }
        return holds(right, person, in: found, at: time)
    }

    /// The same of a generation that is looked up already, as the fold has it now.
    func holds(_ right: Rights, _ person: PersonID, in found: GenerationFold, at time: UInt64) -> Bool {
        !found.isRetired && !isClosed(found.caseID, found.compartment) && isGranted(right, person, in: found, at: time)
    }

    /// The same, whether or not an erasure that is ordered closes it.
    func isGranted(_ right: Rights, _ person: PersonID, in generation: GenerationFold, at time: UInt64) -> Bool {
        guard let grant = generation.grants[person], isOpen(generation, to: person, for: right) else { return false }
        return grant.allows(right, at: max(time, latest))
    }

    /// Whether a person may open a revision of a record that lies in a generation: under `read`, or under `own` if she
    /// wrote that very revision. The generation must be one of the record's own case and compartment.
    package func mayOpen(
        _ record: RecordID, revision: UInt64, of generation: GenerationID, _ person: PersonID, at time: UInt64
    ) -> Bool {
        erasure(ofRecord: record) == nil && mayReseal(record, revision: revision, of: generation, person, at: time)
    }

    /// The same to seal it again, unread: a record whose own erasure waits goes along when others need new keys.
    package func mayReseal(
        _ record: RecordID, revision: UInt64, of generation: GenerationID, _ person: PersonID, at time: UInt64
    ) -> Bool {
        guard let place = generations[generation], belongs(record, to: place) else { return false }
        if holds(.read, person, in: place, at: time) { return true }
        return holds(.own, person, in: place, at: time) && records[record]?[revision]?.author == person
    }

    mutating func apply(_ entry: AuditEntry, _ statement: KeyringStatement) -> Bool {
        guard let signer = member(entry.fields.by), signer.person == statement.person else { return false }
        guard statement.accepted.allSatisfy({ wraps[signer.person]?[$0] != nil }), mayChange(statement)
        else { return false }
        for seq in statement.accepted {
            guard let grant = wraps[signer.person]?.removeValue(forKey: seq) else { continue }
            hold(grant.info.generation, signer.person, by: seq)
        }
        if !statement.dropped.isEmpty { lostKeys.drop(signer.person) }
        take(statement.effects, of: entry)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: RecordStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID, let found = cases[statement.caseID], !found.closed,
            mayChange(statement, of: found, in: generation), attachments.files[statement.record] == nil,
            holds(.write, signer.person, in: generation.id, at: entry.time),
            statement.revision == (records[statement.record]?.revision ?? 0) + 1,
            entry.fields.revision == statement.revision,
            statement.revision == 1
                || mayOpen(
                    statement.record, revision: statement.revision - 1, of: generation.id, signer.person, at: entry.time
                ),
            isNumbered(statement.record, statement.number, generation.compartment, found),
            mayFinish(statement.effects.rows, of: statement.caseID, by: signer.person),
            continues(statement.effects.rows, at: entry.fields.time),
            continuesIndex(statement.effects.rows, of: generation.id, at: entry.fields.time)
        else { return false }
        finishDrafts(statement.effects.rows)
        takeRecords(
            statement.effects.rows, by: signer.person, entry,
            new: .init(generation: generation, number: statement.number))
        take(statement.effects, of: entry)
        return true
    }

    /// Whether a record is of the case and compartment of a generation, or new.
    private func belongs(_ record: RecordID, to generation: GenerationFold) -> Bool {
        guard let known = records[record] else { return true }
        return known.caseID == generation.caseID && known.compartment == generation.compartment
    }
}
