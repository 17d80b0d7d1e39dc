import AuditLog
import VaultCrypto
import VaultStore

extension StaffRenew: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.staffRenew, by: .person(person), object: .person)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.role(for: .staffRenew) != nil, let member = core.member(login: login),
                core.fold.mayRenew(person.member, member)
            else { throw .notPermitted }
            let alone = core.heldAlone(by: member.person)
            if lastHolder == .refuses, !alone.isEmpty { throw .holdsAlone(alone, canGoOn: true) }
            let slip = try core.slip(for: member.person, login)
            try core.stage(
                refusal,
                RenewStatement(person: member.person, codeKey: slip.key, expires: slip.answer.expires), in: transaction)
            return slip.answer
        }
    }
}

extension VaultCore {
    /// The rows that a person's new keys replace; nothing for somebody who is new herself.
    func replaced(
        by invitation: Invitation
    ) throws(VaultError) -> (identity: StoredRow?, keyring: StoredRow?, secrets: [GateRow]) {
        guard invitation.renews else { return (nil, nil, []) }
        let person = StoredID(invitation.person)
        let (identity, keyring) = try stored { (try store.row(.identity, person), try store.row(.keyring, person)) }
        return (identity, keyring, try gate.rows.personSecrets(invitation.person).map(\.row))
    }
}
