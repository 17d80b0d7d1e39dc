import AuditLog
import VaultCrypto
import VaultStore

extension StaffRole: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        guard !roles.isEmpty, Set(roles).count == roles.count else { throw .invalid(.roles) }
        let refusal = EntryDraft(.roleSet, by: .person(person), object: .person)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try set(core, person, in: transaction)
        }
    }

    private func set(
        _ core: VaultCore, _ signer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard signer.role(for: .roleSet) != nil, let member = core.member(login: login), member.isActive,
            member.person != signer.person
        else { throw .notPermitted }
        let codes = roles.map(\.value)
        let answer = Response(login: login, roles: roles)
        guard codes != member.roles else { return answer }
        if !codes.contains(.administrator), core.fold.isLastAdministrator(member) { throw .lastAdministrator }
        let alone = core.heldAlone(by: member, becoming: codes)
        guard alone.isEmpty else { throw .holdsAlone(alone, canGoOn: false) }
        try core.stage(
            EntryDraft(.roleSet, by: .person(signer), object: .person),
            try core.droppedWraps(of: member.person) { _ in true }, in: transaction
        ) { RoleStatement(person: member.person, roles: codes, effects: $0) }
        _ = try core.completeGrants(signer, in: transaction)
        return answer
    }
}

extension ConflictDeclare: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.conflictDeclare, by: .person(person), object: .clientCase)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try declare(core, person, in: transaction)
        }
    }

    private func declare(
        _ core: VaultCore, _ signer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        let found = try core.find(`case`)
        let login = self.login ?? signer.login
        guard let member = core.member(login: login), member.person == signer.person || signer.member.isOfficer
        else { throw .notPermitted }
        let answer = Response(case: `case`.description, login: login)
        guard !core.fold.hasConflict(member.person, found.id) else { return answer }
        let alone = core.heldAlone(by: member.person).filter { $0.case == `case` }
        if lastHolder == .refuses, !alone.isEmpty { throw .holdsAlone(alone, canGoOn: true) }
        try core.stage(
            EntryDraft(.conflictDeclare, by: .person(signer), object: .clientCase, caseID: found.id),
            try core.droppedWraps(of: member.person) { $0.caseID == found.id }, in: transaction
        ) { ConflictStatement(caseID: found.id, person: member.person, effects: $0) }
        return answer
    }
}

extension VaultCore {
    /// What a person alone holds and would not keep under other roles.
    fileprivate func heldAlone(by member: Member, becoming roles: [RoleCode]) -> [HeldAlone] {
        heldAlone { found in fold.lastHeld(by: member, in: found, at: now, becoming: roles) }
    }
}
