package import VaultCrypto

// One function for each act that the fold follows: it says who may, and what changes.
extension LogFold {
    /// Acts without a statement: whoever signs must be known, and act under a role she holds.
    mutating func applyPlain(_ entry: AuditEntry) -> FoldProblem? {
        if entry.needsStatement { return .statementMissing }
        return mayAct(entry) ? nil : .notPermitted
    }

    /// Returns whether the entry was permitted.
    mutating func applyStated(_ entry: AuditEntry, _ bytes: [UInt8]) throws(MalformedTuple) -> Bool {
        switch entry.fields.act.act {
        case .vaultCreate: return apply(entry, try GenesisStatement(decoding: bytes))
        case .staffEnrol: return apply(entry, try EnrolStatement(decoding: bytes))
        default: break
        }
        guard mayAct(entry) else { return false }
        switch entry.fields.act.act {
        case .keySystem: return apply(entry, try KeysStatement(decoding: bytes))
        case .policySet: return apply(entry, try PolicyStatement(decoding: bytes))
        case .staffInvite: return apply(entry, try InviteStatement(decoding: bytes))
        case .staffConfirm: return apply(entry, try ConfirmStatement(decoding: bytes))
        case .staffPassphrase: return apply(entry, try PassphraseStatement(decoding: bytes))
        case .sessionUnlock: return apply(unlock: entry, try AttemptStatement(decoding: bytes))
        case .sessionDenied: return apply(denied: entry, try AttemptStatement(decoding: bytes))
        case .caseCreate: return apply(entry, try CaseStatement(decoding: bytes))
        case .caseAssign, .caseUnassign: return apply(entry, try AssignStatement(decoding: bytes))
        case .caseClose, .caseReopen: return apply(entry, try CaseStateStatement(decoding: bytes))
        case .generationMake: return apply(entry, try GenerationStatement(decoding: bytes))
        case .grantGive: return apply(entry, try GrantStatement(decoding: bytes))
        case .grantAccept, .grantDrop: return apply(entry, try KeyringStatement(decoding: bytes))
        case .recordWrite: return apply(entry, try RecordStatement(decoding: bytes))
        case .gateCheck: return apply(entry, try GateStatement(decoding: bytes))
        case .state: return apply(entry, try StateStatement(decoding: bytes))
        default: return true
        }
    }

    /// Takes over the rows and the gate's state that a permitted entry brings.
    mutating func take(_ effects: StatementEffects, of entry: AuditEntry) {
        if let gate = effects.gate {
            self.gate = gate
            gateRemovals = effects.rows.filter { $0.table >= 64 && $0.newRevision == 0 }
        }
        if !effects.rows.isEmpty { changedSinceState = true }
        for change in effects.rows where markedTables.contains(change.table) {
            personRows[change.table, default: [:]][change.row] = RowMark(
                revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
        }
    }
}

// People and keys.
extension LogFold {
    private mutating func apply(_ entry: AuditEntry, _ statement: GenesisStatement) -> Bool {
        guard entry.seq == 0, genesis == nil, statement.vault == vault else { return false }
        guard entry.fields.by == KeyID(vault: vault, signing: statement.signingKey, wrapping: statement.wrappingKey)
        else { return false }
        genesis = statement
        // Until `key.system` names her, the key of the genesis stands for a person without roles but administrator.
        let person = PersonID.zero
        members[person] = Member(
            person: person, key: entry.fields.by, signingKey: statement.signingKey, wrappingKey: statement.wrappingKey,
            roles: [.administrator], since: 0, sinceTime: entry.time, confirmed: true)
        holders[entry.fields.by] = .person(person)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: KeysStatement) -> Bool {
        guard entry.seq == 1, let genesis, systemKey == nil, statement.roles.contains(.administrator),
            statement.person != .zero
        else { return false }
        members.removeValue(forKey: .zero)
        members[statement.person] = Member(
            person: statement.person, key: entry.fields.by, signingKey: genesis.signingKey,
            wrappingKey: genesis.wrappingKey, roles: statement.roles, since: 0, sinceTime: entry.time, confirmed: true)
        holders[entry.fields.by] = .person(statement.person)
        systemKey = statement.systemKey
        logKey = statement.logKey
        holders[KeyID(vault: vault, signing: statement.systemKey, wrapping: nil)] = .system
        holders[KeyID(vault: vault, signing: statement.logKey, wrapping: nil)] = .log
        take(statement.effects, of: entry)
        return holders.count == 3
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: PolicyStatement) -> Bool {
        if entry.seq == 2 { guard statement.policy.hash == genesis?.policyHash else { return false } }
        policy = statement.policy
        policyEntry = entry.seq
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: InviteStatement) -> Bool {
        guard members[statement.person] == nil, statement.person != .zero, !statement.roles.isEmpty,
            holders[KeyID(vault: vault, signing: statement.codeKey, wrapping: nil)] == nil
        else { return false }
        invitations[statement.person] = Invitation(
            person: statement.person, roles: statement.roles, codeKey: statement.codeKey, seq: entry.seq,
            time: entry.time, expires: statement.expires)
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: EnrolStatement) -> Bool {
        let enrolment = statement.enrolment
        let key = KeyID(vault: vault, signing: enrolment.signingKey, wrapping: enrolment.wrappingKey)
        guard let invitation = invitations[enrolment.person], invitation.seq == enrolment.invitation,
            enrolment.vault == vault, entry.fields.by == key, holders[key] == nil, members[enrolment.person] == nil,
            !members.values.contains(where: { $0.signingKey == enrolment.signingKey }),
            entry.time < invitation.expires,
            enrolment.signingKey.isValid(statement.signature, for: enrolment.tuple.bytes),
            invitation.codeKey.isValid(statement.codeSignature, for: enrolment.tuple.bytes)
        else { return false }
        invitations.removeValue(forKey: enrolment.person)
        members[enrolment.person] = Member(
            person: enrolment.person, key: key, signingKey: enrolment.signingKey, wrappingKey: enrolment.wrappingKey,
            roles: invitation.roles, since: entry.seq, sinceTime: entry.time, confirmed: false)
        holders[key] = .person(enrolment.person)
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: ConfirmStatement) -> Bool {
        guard members[statement.person]?.key == statement.key, entry.fields.by != statement.key else { return false }
        members[statement.person]?.confirmed = true
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: PassphraseStatement) -> Bool {
        guard member(entry.fields.by)?.person == statement.person else { return false }
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(unlock entry: AuditEntry, _ statement: AttemptStatement) -> Bool {
        guard let person = member(entry.fields.by)?.person else { return false }
        attempts[statement.login]?.passphrases = 0
        unlocks[person] = (entry.seq, entry.time)
        return true
    }

    private mutating func apply(denied entry: AuditEntry, _ statement: AttemptStatement) -> Bool {
        guard holders[entry.fields.by] == .system else { return false }
        switch statement.secret {
        case .passphrase: attempts[statement.login, default: Attempts()].passphrases += 1
        case .code: attempts[statement.login, default: Attempts()].codes.append(entry.seq)
        }
        attempts[statement.login]?.last = entry.time
        return true
    }
}

// Cases, generations, grants, records.
extension LogFold {
    private mutating func apply(_ entry: AuditEntry, _ statement: CaseStatement) -> Bool {
        guard let maker = member(entry.fields.by)?.person, cases[statement.caseID] == nil, statement.caseID != .zero,
            members[statement.lead] != nil, statement.members.allSatisfy({ members[$0] != nil }),
            statement.members.contains(statement.lead),
            Set(statement.members).isSubset(of: [statement.lead, maker])
        else { return false }
        cases[statement.caseID] = CaseFold(
            id: statement.caseID, reference: statement.reference, lead: statement.lead, maker: maker,
            members: Dictionary(statement.members.map { ($0, entry.seq) }) { first, _ in first }, closed: false,
            newest: [:], generations: [])
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: AssignStatement) -> Bool {
        guard let signer = member(entry.fields.by), let found = cases[statement.caseID],
            let person = members[statement.person],
            mayAssign(signer, found, to: statement.assigned ? person : nil)
        else { return false }
        if statement.assigned {
            guard entry.fields.act.act == .caseAssign, found.members[person.person] == nil else { return false }
            cases[found.id]?.members[person.person] = entry.seq
        } else {
            guard entry.fields.act.act == .caseUnassign, found.members[person.person] != nil else { return false }
            cases[found.id]?.members.removeValue(forKey: person.person)
            revokeGrants(of: person, in: found)
        }
        return true
    }

    /// An administrator, a coordinator or the lead; nobody assigns herself.
    package func mayAssign(_ signer: Member, _ found: CaseFold, to person: Member?) -> Bool {
        let officer = signer.roles.contains(.administrator) || signer.roles.contains(.coordinator)
        return (officer || found.lead == signer.person) && person?.person != signer.person
    }

    private mutating func revokeGrants(of person: Member, in found: CaseFold) {
        for id in found.generations {
            guard var grant = generations[id]?.grants[person.person], let name = generations[id]?.compartment
            else { continue }
            grant.rights.formIntersection(policy.custody(of: person.roles, in: name.compartment))
            generations[id]?.grants[person.person] = grant.rights.isEmpty ? nil : grant
        }
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: CaseStateStatement) -> Bool {
        guard let signer = member(entry.fields.by), let found = cases[statement.caseID],
            statement.closed == (entry.fields.act.act == .caseClose), found.closed != statement.closed,
            mayClose(signer, found), holds(.write, signer.person, in: found.newest[.shared(.header)], at: entry.time)
        else { return false }
        cases[found.id]?.closed = statement.closed
        take(statement.effects, of: entry)
        return true
    }

    /// The lead, or a coordinator who is assigned.
    package func mayClose(_ signer: Member, _ found: CaseFold) -> Bool {
        guard found.members[signer.person] != nil else { return false }
        return found.lead == signer.person || signer.roles.contains(.coordinator)
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: GenerationStatement) -> Bool {
        guard let maker = member(entry.fields.by), maker.person == statement.maker, let found = cases[statement.caseID],
            generations[statement.generation] == nil, statement.generation != .zero
        else { return false }
        let current = found.newest[statement.compartment].flatMap { generations[$0]?.number } ?? 0
        guard statement.number == current + 1, statement.rights == makerRights(maker, found, statement.compartment)
        else { return false }
        let grant = Grant(
            rights: statement.rights, expires: 0, seq: entry.seq, granter: entry.fields.by, grantee: entry.fields.by)
        generations[statement.generation] = GenerationFold(
            id: statement.generation, caseID: found.id, compartment: statement.compartment, number: statement.number,
            commitment: statement.commitment, maker: maker.person, seq: entry.seq, grants: [maker.person: grant])
        cases[found.id]?.newest[statement.compartment] = statement.generation
        cases[found.id]?.generations.append(statement.generation)
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
        let opening = found.maker == maker.person && [.header, .identity].contains(field.compartment)
        guard rights.contains(.write) || opening else { return [] }
        return rights.union(.give)
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: GrantStatement) -> Bool {
        let info = statement.info
        guard let granter = member(entry.fields.by), info.granter == entry.fields.by, info.vault == vault,
            let grantee = member(info.grantee), grantee.person != granter.person,
            let generation = generations[info.generation], generation.caseID == info.caseID,
            generation.compartment == info.compartment, generation.number == info.number,
            generation.commitment == info.commitment, info.compartment.compartment != .processNotes,
            holds(.give, granter.person, in: generation.id, at: entry.time),
            info.rights == entitlement(grantee, in: generation),
            info.authority == authority(for: grantee, in: generation), info.expires == 0
        else { return false }
        generations[generation.id]?.grants[grantee.person] = Grant(
            rights: info.rights, expires: info.expires, seq: entry.seq, granter: entry.fields.by, grantee: info.grantee)
        wraps[grantee.person, default: [:]][entry.seq] = statement
        changedSinceState = true
        return true
    }

    /// What a person is entitled to hold of a generation: by her roles when assigned, and as a custodian.
    package func entitlement(_ person: Member, in generation: GenerationFold) -> Rights {
        guard generation.compartment.compartment != .processNotes else { return [] }
        let custody = policy.custody(of: person.roles, in: generation.compartment.compartment)
        guard cases[generation.caseID]?.members[person.person] != nil else { return custody }
        return custody.union(policy.rights(of: person.roles, in: generation.compartment.compartment))
    }

    /// The entry that authorises a grant: the assignment, or for a custodian the making of the generation.
    package func authority(for person: Member, in generation: GenerationFold) -> UInt64 {
        cases[generation.caseID]?.members[person.person] ?? generation.seq
    }

    /// Whether a person holds a right in a generation now.
    package func holds(_ right: Rights, _ person: PersonID, in generation: GenerationID?, at time: UInt64) -> Bool {
        guard let generation, let grant = generations[generation]?.grants[person] else { return false }
        return grant.allows(right, at: time)
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: KeyringStatement) -> Bool {
        guard let signer = member(entry.fields.by), signer.person == statement.person else { return false }
        guard statement.accepted.allSatisfy({ wraps[signer.person]?[$0] != nil }) else { return false }
        for seq in statement.accepted { wraps[signer.person]?.removeValue(forKey: seq) }
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: RecordStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID,
            holds(.write, signer.person, in: generation.id, at: entry.time)
        else { return false }
        if statement.revision == 1 { authors[statement.record] = signer.person }
        written[statement.record] = entry.time
        take(statement.effects, of: entry)
        return true
    }
}

// The gate and the state.
extension LogFold {
    private mutating func apply(_ entry: AuditEntry, _ statement: GateStatement) -> Bool {
        guard holders[entry.fields.by] == .system else { return false }
        take(statement.effects, of: entry)
        return true
    }

    private mutating func apply(_ entry: AuditEntry, _ statement: StateStatement) -> Bool {
        guard holders[entry.fields.by] == .system, statement.gate == gate else { return false }
        state = (statement.vaultRoot, entry.seq)
        changedSinceState = false
        return true
    }
}
