import AuditLog
import VaultCrypto

// What people answer to a restore: each confirms it, a second officer approves it.
extension RestoreConfirm: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.answerRestore(.backupConfirm, by: person) { core in
            core.fold.hasToConfirmRestore(person.member)
        }
    }
}

extension RestoreApprove: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.answerRestore(.approve, by: person) { core in
            core.mayApproveRestore(person.member)
        }
    }
}

extension Vault {
    /// An entry of a person that answers the newest restore, entry 0 of this log.
    func answerRestore(
        _ act: Act, by person: PersonSession, isDue: @escaping (VaultCore) -> Bool
    ) async throws(VaultError) -> RestoreNews {
        var draft = EntryDraft(act, by: .person(person), object: .backup)
        draft.ref = 1
        let entry = draft
        return try await change(refusal: entry) { (core, transaction) throws(VaultError) in
            guard isDue(core) else { throw .notPermitted }
            try core.stage(entry, in: transaction)
            guard let news = core.restoreNews else { throw .notPermitted }
            return news
        }
    }
}
