import VaultCrypto

// Cases and who is assigned to them.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: CaseStatement) -> Bool {
        guard let maker = member(entry.fields.by)?.person, cases[statement.caseID] == nil, statement.caseID != .zero,
            members[statement.lead]?.isActive == true, statement.members.allSatisfy({ members[$0] != nil }),
            statement.members.contains(statement.lead),
            Set(statement.members).isSubset(of: [statement.lead, maker]), gateRises(statement.effects),
            CrockfordBase32.areSymbols(statement.reference, count: 6), !references.contains(statement.reference),
            mayChange(statement), let header = statement.effects.rows.first, header.table == TableCode.record,
            continues(statement.effects.rows, at: entry.fields.time)
        else { return false }
        let hasLabel = statement.effects.rows.count { $0.table == TableCode.record } == 2
        cases[statement.caseID] = CaseFold(
            id: statement.caseID, reference: statement.reference, lead: statement.lead, maker: maker,
            members: Dictionary(statement.members.map { ($0, entry.seq) }) { first, _ in first }, closed: false,
            newest: [:], generations: [], hasLabel: hasLabel, header: header.row.retyped(),
            label: hasLabel
                ? statement.effects.rows.last { $0.table == TableCode.record }.map { $0.row.retyped() } : nil,
            nextNumber: hasLabel ? 2 : 1, counts: hasLabel ? [.identity: 1] : [:])
        lackingKeys.change(statement.caseID)
        references.insert(statement.reference)
        caseRows[statement.caseID] = Set(
            statement.effects.rows.filter { [TableCode.lookup, TableCode.gateTagKey].contains($0.table) }
                .map(\.name))
        let index = statement.effects.rows.first { $0.table == TableCode.searchIndex }
        cases[statement.caseID]?.labelIndex = index?.row.retyped(as: GenerationKind.self)
        // Header and label are its maker's.
        takeRecords(statement, by: maker, entry)
        take(statement.effects, of: entry)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: AssignStatement) -> Bool {
        guard let signer = member(entry.fields.by), let found = cases[statement.caseID],
            let person = members[statement.person],
            mayAssign(signer, found, to: statement.assigned ? person : nil)
        else { return false }
        if statement.assigned {
            guard entry.fields.act.act == .caseAssign, found.members[person.person] == nil else { return false }
            cases[found.id]?.members[person.person] = entry.seq
        } else {
            guard entry.fields.act.act == .caseUnassign, found.members[person.person] != nil,
                lastHeld(by: person, in: found, at: entry.time).isEmpty
            else { return false }
            cases[found.id]?.members.removeValue(forKey: person.person)
            revokeGrants(of: person, in: found)
        }
        lackingKeys.change(found.id)
        return true
    }

    /// An administrator, a coordinator or the lead; nobody assigns herself.
    package func mayAssign(_ signer: Member, _ found: CaseFold, to person: Member?) -> Bool {
        let leads = found.lead == signer.person && found.members[signer.person] != nil
        guard !hasConflict(signer.person, found.id), person.map({ mayBeAssigned($0, found) }) ?? true else {
            return false
        }
        return (signer.isOfficer || leads) && person?.person != signer.person
    }

    mutating func revokeGrants(of person: Member, in found: CaseFold) {
        for id in found.generations {
            guard let grant = generations[id]?.grants[person.person], let name = generations[id]?.compartment,
                name.author == nil
            else { continue }
            let custody = policy.custody(of: person.roles, in: name.compartment)
            narrowGrant(of: person.person, in: id, to: grant.rights.intersection(custody))
        }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: CaseStateStatement) -> Bool {
        guard let signer = member(entry.fields.by), let found = cases[statement.caseID],
            statement.closed == (entry.fields.act.act == .caseClose), found.closed != statement.closed,
            mayClose(signer, found), mayChange(statement, of: found),
            holds(.write, signer.person, in: found.newest[.shared(.header)], at: entry.time),
            continues(statement.effects.rows, at: entry.fields.time)
        else { return false }
        cases[found.id]?.closed = statement.closed
        takeRecords(statement.effects.rows, by: signer.person, entry)
        take(statement.effects, of: entry)
        return true
    }

    /// The lead, or a coordinator who is assigned.
    package func mayClose(_ signer: Member, _ found: CaseFold) -> Bool {
        guard found.members[signer.person] != nil, !hasConflict(signer.person, found.id) else { return false }
        return found.lead == signer.person || signer.roles.contains(.coordinator)
    }
}
