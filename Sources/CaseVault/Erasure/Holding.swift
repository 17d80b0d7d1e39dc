import AuditLog
import VaultCrypto
import VaultStore

extension HoldSet: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(stands ? .holdSet : .holdLift, by: .person(person), object: .hold)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let found = try core.find(`case`)
            guard stands ? core.fold.maySetHold(person.member, found) : person.member.isOfficer else {
                throw .notPermitted
            }
            let hold = core.fold.holds[found.id]
            if (hold != nil) != stands {
                var draft = refusal
                draft.caseID = found.id
                try core.stage(draft, HoldStatement(caseID: found.id, lifted: hold?.seq), in: transaction)
            }
            return core.hold(on: found)
        }
    }
}

extension HoldList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        guard let reference = self.case else {
            guard person.member.isOfficer else { throw .notPermitted }
            return core.fold.holds.keys.compactMap { core.fold.cases[$0] }.map(core.hold).sorted { $0.case < $1.case }
        }
        let found = try core.find(reference)
        guard core.fold.maySetHold(person.member, found) || core.fold.isAssigned(person.person, found.id) else {
            throw .notPermitted
        }
        return [core.hold(on: found)]
    }
}

extension VaultCore {
    fileprivate func hold(on found: CaseFold) -> CaseHold {
        let hold = fold.holds[found.id]
        return CaseHold(
            case: CaseReference(symbols: found.reference).description, stands: hold != nil,
            by: hold.map { login(of: $0.by) }, since: hold?.time)
    }
}
