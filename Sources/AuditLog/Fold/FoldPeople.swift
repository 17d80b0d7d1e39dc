import VaultCrypto

// People and keys.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: GenesisStatement) -> Bool {
        guard entry.seq == 0, genesis == nil, statement.vault == vault else { return false }
        guard entry.fields.by == KeyID(vault: vault, signing: statement.signingKey, wrapping: statement.wrappingKey)
        else { return false }
        genesis = statement
        gateKey = GateKeyFold(seq: entry.seq, time: entry.time)
        // Until `key.system` names her, the key of the genesis stands for a person without roles but administrator.
        let person = PersonID.zero
        members[person] = Member(
            person: person, key: entry.fields.by, signingKey: statement.signingKey, wrappingKey: statement.wrappingKey,
            roles: [.administrator], since: 0, sinceTime: entry.time, confirmed: true)
        holders[entry.fields.by] = .person(person)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: KeysStatement) -> Bool {
        if ended != nil { return renewKeys(entry, statement) }
        guard entry.seq == 1, let genesis, systemKey == nil, statement.roles.contains(.administrator),
            statement.person != .zero, Set(gateKeys(of: statement) + [entry.fields.by]).count == 3,
            gateRises(statement.effects), mayChange(statement)
        else { return false }
        founder = statement.person
        members.removeValue(forKey: .zero)
        members[statement.person] = Member(
            person: statement.person, key: entry.fields.by, signingKey: genesis.signingKey,
            wrappingKey: genesis.wrappingKey, roles: statement.roles, since: 0, sinceTime: entry.time, confirmed: true)
        holders[entry.fields.by] = .person(statement.person)
        systemKey = statement.systemKey
        logKey = statement.logKey
        let keys = gateKeys(of: statement)
        holders[keys[0]] = .system
        holders[keys[1]] = .log
        knowLogin(of: statement.person, statement.effects)
        take(statement.effects, of: entry)
        return true
    }

    /// After a restore the gate signs with new keys; the old ones sign nothing any more.
    private mutating func renewKeys(_ entry: AuditEntry, _ statement: KeysStatement) -> Bool {
        let keys = gateKeys(of: statement)
        guard entry.seq == base + 1, let officer = member(entry.fields.by), officer.person == statement.person,
            officer.person == restore?.by, statement.roles == officer.roles, keys[0] != keys[1],
            keys.allSatisfy({ holders[$0] == nil }), gateRises(statement.effects), mayRenewKeys(statement)
        else { return false }
        holders = holders.filter { $0.value != .system && $0.value != .log }
        (systemKey, logKey) = (statement.systemKey, statement.logKey)
        (holders[keys[0]], holders[keys[1]]) = (.system, .log)
        take(statement.effects, of: entry)
        return true
    }

    /// The ids of the gate's two keys, the system key first.
    private func gateKeys(of statement: KeysStatement) -> [KeyID] {
        [statement.systemKey, statement.logKey].map { KeyID(vault: vault, signing: $0, wrapping: nil) }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: InviteStatement) -> Bool {
        guard members[statement.person] == nil, statement.person != .zero, !statement.roles.isEmpty,
            holders[KeyID(vault: vault, signing: statement.codeKey, wrapping: nil)] == nil, mayChange(statement)
        else { return false }
        invitations[statement.person] = Invitation(
            person: statement.person, roles: statement.roles, codeKey: statement.codeKey, seq: entry.seq,
            time: entry.time, expires: statement.expires)
        knowLogin(of: statement.person, statement.effects)
        take(statement.effects, of: entry)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: EnrolStatement) -> Bool {
        let enrolment = statement.enrolment
        let key = KeyID(vault: vault, signing: enrolment.signingKey, wrapping: enrolment.wrappingKey)
        guard let invitation = invitations[enrolment.person], invitation.seq == enrolment.invitation,
            enrolment.vault == vault, entry.fields.by == key, holders[key] == nil,
            invitation.renews == (members[enrolment.person]?.isActive ?? false),
            !isKnown(enrolment.signingKey),
            max(entry.time, latest) < invitation.expires,
            enrolment.signingKey.isValid(statement.signature, for: enrolment.tuple.bytes),
            invitation.codeKey.isValid(statement.codeSignature, for: enrolment.tuple.bytes),
            gateRises(statement.effects), mayChange(statement)
        else { return false }
        invitations.removeValue(forKey: enrolment.person)
        let before = members[enrolment.person]
        let roles = before?.roles ?? invitation.roles
        if invitation.renews { retireKeys(of: enrolment.person) }
        members[enrolment.person] = Member(
            person: enrolment.person, key: key, signingKey: enrolment.signingKey, wrappingKey: enrolment.wrappingKey,
            roles: roles, since: entry.seq, sinceTime: entry.time, confirmed: false)
        if let before { members[enrolment.person]?.joined = before.joined }
        holders[key] = .person(enrolment.person)
        take(statement.effects, of: entry, by: enrolment.person)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: ConfirmStatement) -> Bool {
        guard members[statement.person]?.key == statement.key, entry.fields.by != statement.key else { return false }
        members[statement.person]?.confirmed = true
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: PassphraseStatement) -> Bool {
        guard member(entry.fields.by)?.person == statement.person, gateRises(statement.effects), mayChange(statement)
        else { return false }
        take(statement.effects, of: entry, by: statement.person)
        return true
    }

    mutating func apply(unlock entry: AuditEntry, _ statement: AttemptStatement) -> Bool {
        guard let person = member(entry.fields.by)?.person, logins[statement.login] == person else { return false }
        attempts[statement.login]?.passphrases = 0
        unlocks[person] = (entry.seq, entry.time)
        return true
    }

    mutating func apply(denied entry: AuditEntry, _ statement: AttemptStatement) -> Bool {
        guard holders[entry.fields.by] == .system else { return false }
        switch statement.secret {
        case .passphrase: attempts[statement.login, default: Attempts()].passphrases += 1
        case .code: attempts[statement.login, default: Attempts()].codes.append(entry.seq)
        }
        attempts[statement.login]?.last = Attempts.Moment(entry)
        return true
    }
}
