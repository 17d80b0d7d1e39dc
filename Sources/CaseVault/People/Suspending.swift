import AuditLog
import VaultCrypto
import VaultStore

extension StaffSuspend: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.staffSuspend, by: .person(person), object: .person)
        let core = try vault.opened()
        let response = try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try suspend(core, person, in: transaction)
        }
        core.endSessionsOver()
        vault.executor.join()
        return response
    }

    private func suspend(
        _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard officer.member.isOfficer, let member = core.member(login: login), member.person != officer.person else {
            throw .notPermitted
        }
        let alone = core.heldAlone(by: member.person)
        let answer = Response(login: login, cases: alone.map(\.case))
        guard member.isActive else { return answer }
        if core.fold.isLastAdministrator(member) { throw .lastAdministrator }
        if lastHolder == .refuses, !alone.isEmpty { throw .holdsAlone(alone, canGoOn: true) }
        try core.stageRefusalCounts(in: transaction)
        try core.stage(
            EntryDraft(.staffSuspend, by: .person(officer), object: .person),
            try core.droppedWraps(of: member.person) { _ in true }, in: transaction
        ) { SuspendStatement(person: member.person, effects: $0) }
        return answer
    }
}

extension VaultCore {
    /// Whether the log still knows this session's keys; her roles are then those of now.
    func isCurrent(_ session: PersonSession) -> Bool {
        guard let member = fold.members[session.person], member.key == session.identity.signing.id, member.isActive
        else { return false }
        session.member = member
        return true
    }

    /// Wipes the keys of everyone who is suspended or has other keys by now.
    func endSessionsOver() { endSessions { !isCurrent($1) } }

    /// The rows of wraps that wait for a person and go with this entry.
    func droppedWraps(
        of person: PersonID, where isMeant: (GrantInfo) -> Bool
    ) throws(VaultError) -> [RowEdit] {
        var edits: [RowEdit] = []
        for (_, grant) in (fold.wraps[person] ?? [:]).sorted(by: { $0.key < $1.key }) where isMeant(grant.info) {
            // One that is missing already must not keep anybody from being suspended; `check` names it.
            guard let row = try stored({ try store.row(.wrap, StoredID(grant.row)) }) else { continue }
            edits.append(RowEdit(old: row, new: nil, caseID: grant.info.caseID))
        }
        return edits
    }

    /// What a person alone holds, by case.
    func heldAlone(by person: PersonID) -> [HeldAlone] {
        heldAlone { found in fold.lastHeld(by: person, in: found, at: now) { _ in [] } }
    }

    /// Cases with compartments that somebody alone holds.
    func heldAlone(_ lost: (CaseFold) -> [CompartmentCode]) -> [HeldAlone] {
        fold.cases.values.compactMap { found in
            let compartments = lost(found)
            guard !compartments.isEmpty else { return nil }
            return HeldAlone(
                case: CaseReference(symbols: found.reference), compartments: compartments.map(Compartment.init))
        }.sorted { $0.case.description < $1.case.description }
    }
}
