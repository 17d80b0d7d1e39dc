import AuditLog
import VaultCrypto
import VaultStore

extension CaseAssign: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.caseAssign, by: .person(person), object: .clientCase)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try assign(core, person, in: transaction)
        }
    }

    private func assign(
        _ core: VaultCore, _ signer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        let found = try core.find(`case`)
        guard let member = core.member(login: login), core.fold.mayAssign(signer.member, found, to: member)
        else { throw .notPermitted }
        guard ActRule.role(for: .caseCreate, among: member.roles) != nil else { throw .invalid(.roles) }
        if found.members[member.person] == nil {
            try core.stage(
                EntryDraft(.caseAssign, by: .person(signer), object: .clientCase, caseID: found.id),
                AssignStatement(caseID: found.id, person: member.person, assigned: true), in: transaction)
        }
        for id in found.generations {
            if let generation = core.fold.generations[id] { try core.giveAll(generation, by: signer, in: transaction) }
        }
        return core.assigned(member, found, `case`, login)
    }
}

extension VaultCore {
    /// What a person holds of a case now, and what waits for another holder's unlock; each compartment once, however often
    /// its keys were replaced.
    fileprivate func assigned(
        _ member: Member, _ found: CaseFold, _ reference: CaseReference, _ login: String
    ) -> CaseAssign.Response {
        var granted: [CompartmentCode] = []
        var waiting: [CompartmentCode] = []
        for generation in found.generations.compactMap({ fold.generations[$0] }) {
            let name = generation.compartment.compartment
            if fold.lacking(generation).contains(where: { $0.person == member.person }) {
                if !waiting.contains(name) { waiting.append(name) }
            } else if !fold.entitlement(member, in: generation).subtracting(.give).isEmpty, !granted.contains(name) {
                granted.append(name)
            }
        }
        return CaseAssign.Response(
            case: reference.description, login: login, granted: granted.map(Compartment.init),
            waiting: waiting.map(Compartment.init))
    }
}

extension CaseUnassign: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.caseUnassign, by: .person(person), object: .clientCase)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let found = try core.find(`case`)
            guard let member = core.member(login: login), found.members[member.person] != nil,
                core.fold.mayAssign(person.member, found, to: nil)
            else { throw .notPermitted }
            let alone = core.fold.lastHeld(by: member, in: found, at: core.now)
            guard alone.isEmpty else { throw .lastHolder(of: alone.map(Compartment.init)) }
            // Her process notes are nobody else's to replace.
            let held = core.fold.compartments(of: found, everHeldBy: member.person).filter { $0.author == nil }
            try core.stage(
                EntryDraft(.caseUnassign, by: .person(person), object: .clientCase, caseID: found.id),
                AssignStatement(caseID: found.id, person: member.person, assigned: false), in: transaction)
            return Response(case: `case`.description, login: login, rotate: held.map { Compartment($0.compartment) })
        }
    }
}
