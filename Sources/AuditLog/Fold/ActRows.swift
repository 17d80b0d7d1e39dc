import VaultCrypto

// The rows that each act may change: the allow-list of the fold.
extension LogFold {
    func mayChange(_ statement: KeysStatement) -> Bool {
        let person = statement.person.retyped(as: RowKind.self)
        return RowRule.allow(
            statement.effects,
            [
                .new(TableCode.person, person), .new(TableCode.parameters, vault.retyped(as: RowKind.self)),
                .new(TableCode.identity, person), .new(TableCode.keyring, person), .new(TableCode.lookup, nil),
            ])
    }

    /// After a restore the seeds of the gate's two keys are replaced.
    func mayRenewKeys(_ statement: KeysStatement) -> Bool {
        RowRule.allow(
            statement.effects, [.renewed(TableCode.gateSystemSeed, .zero), .renewed(TableCode.gateLogSeed, .zero)])
    }

    /// Rows of what was erased go; of gate.db it says how the copy differs from what the restored log knows: rows it has
    /// besides, and rows that are lost, of whose content nobody can say more.
    func mayChange(_ statement: RestoreStatement) -> Bool {
        guard let gate = statement.effects.gate else { return false }
        var seen: Set<RowChange> = []
        return statement.effects.rows.allSatisfy { change in
            guard seen.insert(change).inserted else { return false }
            let isGone = change.oldRevision > 0 && change.newRevision == 0 && change.newTag == .zero
            if change.table < TableCode.firstOfGate {
                return isGone && change.tagsFit && Self.erasedTables.contains(change.table)
            }
            return isGone || change.oldRevision == 0 && change.newRevision <= gate.counter && change.tagsFit
        }
    }

    /// A new person's names and login, or again the names of one whose invitation ran out.
    func mayChange(_ statement: InviteStatement) -> Bool {
        let person = statement.person.retyped(as: RowKind.self)
        if invitations[statement.person] != nil {
            return RowRule.allow(statement.effects, [.next(TableCode.person, person)])
        }
        return areUnknown(statement.effects, in: TableCode.lookup)
            && RowRule.allow(statement.effects, [.new(TableCode.person, person), .new(TableCode.lookup, nil)])
    }

    /// A new person's lock, keyring and gate secret.
    func mayChange(_ statement: EnrolStatement) -> Bool {
        let person = statement.enrolment.person.retyped(as: RowKind.self)
        if members[statement.enrolment.person] != nil { return mayRenew(statement) }
        return areUnknown(statement.effects, in: TableCode.gatePerson)
            && RowRule.allow(
                statement.effects,
                [
                    .new(TableCode.identity, person), .new(TableCode.keyring, person), .new(TableCode.gatePerson, nil),
                ])
    }

    /// The same of a member who gets new keys: what she had is replaced, and what waited for her goes.
    private func mayRenew(_ statement: EnrolStatement) -> Bool {
        let person = statement.enrolment.person
        let row = person.retyped(as: RowKind.self)
        return removesOnlySecrets(of: person, statement.effects)
            && areUnknown(statement.effects, in: TableCode.gatePerson)
            && RowRule.allow(
                statement.effects,
                [
                    .next(TableCode.identity, row), .next(TableCode.keyring, row), .new(TableCode.gatePerson, nil),
                    .gone(TableCode.gatePerson, nil, 0...Self.olderSecrets),
                ] + waitingWraps(for: person) { _ in true })
    }

    /// Wraps that wait for a person, and nothing else.
    func removesOnlyWraps(
        for person: PersonID, _ effects: StatementEffects, where isMeant: (GrantInfo) -> Bool = { _ in true }
    ) -> Bool {
        RowRule.allow(effects, waitingWraps(for: person, where: isMeant))
    }

    private func waitingWraps(for person: PersonID, where isMeant: (GrantInfo) -> Bool) -> [RowRule] {
        let rows = Set((wraps[person] ?? [:]).values.filter { isMeant($0.info) }.map(\.row))
        return rows.map { .gone(TableCode.wrap, $0, 0...1) }
    }

    /// Whether the secrets that go are this person's. The founder's first is in no entry, nor is one that a restored gate
    /// had and the restored log had not.
    private func removesOnlySecrets(of person: PersonID, _ effects: StatementEffects) -> Bool {
        effects.rows.allSatisfy { change in
            guard change.table == TableCode.gatePerson, change.newRevision == 0 else { return true }
            if let owner = gateSecrets[change.row] { return owner == person }
            return founder == person || adoptedGateRows.contains(change.name)
        }
    }

    /// The signer's own lock, and in the gate her own secrets: every older one goes.
    func mayChange(_ statement: PassphraseStatement) -> Bool {
        let person = statement.person
        return removesOnlySecrets(of: person, statement.effects)
            && areUnknown(statement.effects, in: TableCode.gatePerson)
            && RowRule.allow(
                statement.effects,
                [
                    .next(TableCode.identity, person.retyped(as: RowKind.self)), .new(TableCode.gatePerson, nil),
                    .gone(TableCode.gatePerson, nil, 0...Self.olderSecrets),
                ])
    }

    /// Header and, with a label, its record; the reference; the key of the case's tags.
    func mayChange(_ statement: CaseStatement) -> Bool {
        let areNew = statement.effects.rows.allSatisfy {
            $0.table != TableCode.record || records[$0.row.retyped()] == nil
        }
        return areNew && areUnknown(statement.effects, in: TableCode.lookup)
            && areUnknown(statement.effects, in: TableCode.gateTagKey) && beginsIndex(statement.effects.rows)
            && RowRule.allow(
                statement.effects,
                [
                    .new(TableCode.record, nil, 1...2), .new(TableCode.lookup, nil), .new(TableCode.gateTagKey, nil),
                    .segments(nil),
                ])
    }

    func mayChange(_ statement: CaseStateStatement, of found: CaseFold) -> Bool {
        RowRule.allow(statement.effects, [.next(TableCode.record, found.header.retyped(as: RowKind.self))])
    }

    /// The maker's keyring changes with it, or once for several generations, by an entry of its own (`grant.accept`).
    func mayChange(_ statement: GenerationStatement) -> Bool {
        let generation = statement.generation.retyped(as: RowKind.self)
        return RowRule.allow(
            statement.effects,
            [
                .next(TableCode.keyring, statement.maker.retyped(as: RowKind.self), 0...1),
                .new(TableCode.generation, generation), .new(TableCode.gateGeneration, generation),
            ])
    }

    /// One wrap that there never was; its tag stands in the line, since the statement has no list.
    func mayChange(_ statement: GrantStatement, of entry: AuditEntry) -> Bool {
        guard entry.fields.before == nil, let after = entry.fields.after, after != .zero else { return false }
        return !knownRows.contains(RowName(table: TableCode.wrap, row: statement.row))
    }

    /// Her own keyring, and the wraps of the grants that she names.
    func mayChange(_ statement: KeyringStatement) -> Bool {
        let waiting = statement.accepted.compactMap { wraps[statement.person]?[$0]?.row }
        let wrapRules = Set(waiting).map { RowRule.gone(TableCode.wrap, $0, 0...1) }
        return RowRule.allow(
            statement.effects,
            [.next(TableCode.keyring, statement.person.retyped(as: RowKind.self))] + wrapRules)
    }

    /// The record's own row, its case's header, and the draft that it was; a process note stands in no header.
    func mayChange(_ statement: RecordStatement, of found: CaseFold, in generation: GenerationFold) -> Bool {
        let row = statement.record.retyped(as: RowKind.self)
        guard statement.record != found.header else { return false }
        let record: RowRule = statement.revision == 1 ? .new(TableCode.record, row) : .next(TableCode.record, row)
        let draft = RowRule.gone(TableCode.draft, nil, 0...1)
        let index = RowRule.segments(generation.id)
        guard generation.compartment.author == nil else {
            return RowRule.allow(statement.effects, [record, draft, index])
        }
        let header = RowRule.next(TableCode.record, found.header.retyped(as: RowKind.self))
        return RowRule.allow(statement.effects, [record, header, draft, index])
    }

    /// Rows that an interrupted command left in gate.db are adopted as they are, but none that was destroyed; only such a
    /// row may go again.
    func mayChange(_ statement: GateStatement) -> Bool {
        guard let gate = statement.effects.gate else { return statement.effects.rows.isEmpty }
        var seen: Set<RowName> = []
        return statement.effects.rows.allSatisfy { change in
            let name = change.name
            guard change.table >= TableCode.firstOfGate, change.tagsFit, seen.insert(name).inserted else {
                return false
            }
            if change.newRevision == 0 { return adoptedGateRows.contains(name) }
            return change.oldRevision == 0 && change.newRevision <= gate.counter && !adoptedGateRows.contains(name)
                && !goneGateRows.contains(name)
        }
    }

    mutating func adopt(_ effects: StatementEffects) {
        for change in effects.rows where change.table >= TableCode.firstOfGate {
            let name = change.name
            if change.newRevision > 0 { adoptedGateRows.insert(name) } else { adoptedGateRows.remove(name) }
        }
    }

    /// Whether the new rows of one table are new to the log as well.
    private func areUnknown(_ effects: StatementEffects, in table: UInt8) -> Bool {
        effects.rows.allSatisfy {
            $0.table != table || $0.oldRevision > 0 || !knownRows.contains($0.name)
        }
    }

    /// Notes new rows whose ids say nothing, and whose the gate's secrets are.
    mutating func know(_ effects: StatementEffects, of person: PersonID? = nil) {
        for change in effects.rows where change.oldRevision == 0 && Self.opaqueTables.contains(change.table) {
            knownRows.insert(change.name)
            if let person, change.table == TableCode.gatePerson { gateSecrets[change.row] = person }
        }
    }

    /// Notes whose login the one look-up among these rows stands for.
    mutating func knowLogin(of person: PersonID, _ effects: StatementEffects) {
        for change in effects.rows where change.table == TableCode.lookup { logins[change.row] = person }
    }

    private static let erasedTables = [
        TableCode.generation, TableCode.wrap, TableCode.record, TableCode.file, TableCode.draft, TableCode.searchIndex,
        TableCode.lookup,
    ]
    private static let opaqueTables: Set<UInt8> = [TableCode.lookup, TableCode.gateTagKey, TableCode.gatePerson]
    /// A changed passphrase removes one older secret, or a few that interrupted changes left.
    private static let olderSecrets = 64
}
