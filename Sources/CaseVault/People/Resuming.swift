import AuditLog
import VaultCrypto
import VaultStore

extension StaffResume: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.staffResume, by: .person(person), object: .person)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.member.isOfficer, let member = core.member(login: login),
                let subject = core.fold.resumption(member)
            else { throw .notPermitted }
            if core.fold.mayActAlone(person.member, .resume, at: core.steadyNow) {
                try core.resume(member, by: person, in: transaction)
                return Response(login: login, state: .resumed, number: nil, expires: nil)
            }
            let request = try core.request(
                RequestStatement(kind: .resume, target: member.person.retyped(), subject: subject), by: person,
                in: transaction)
            return Response(login: login, state: .asked, number: request.seq, expires: request.expires)
        }
    }
}

extension VaultCore {
    /// Stages the end of a suspension.
    ///
    /// - Parameter request: the approved request that allows it; nil when a sole officer does it alone.
    func resume(
        _ member: Member, by officer: PersonSession, request: UInt64? = nil, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        guard let suspension = member.suspended else { throw .notPermitted }
        var draft = EntryDraft(.staffResume, by: .person(officer), object: .person)
        draft.spend(request)
        try stage(draft, ResumeStatement(person: member.person, suspension: suspension), in: transaction)
    }
}
