import AuditLog
import VaultCrypto
import VaultStore

// Copies of gate.db: each made before an erasure still opens what was erased, to whoever has the gate key and a vault.db of
// then. The log knows of each; when it is destroyed a person has to say.
extension Vault {
    /// The copies of gate.db that may still be somewhere, oldest first. Needs no passphrase.
    public func gateCopies() throws(VaultError) -> [GateCopy] {
        let fold = try looked().fold
        return fold.gateCopies.map { copy in
            GateCopy(
                number: copy.seq, time: copy.time, holdsErased: fold.erased.newest.map { copy.seq < $0.seq } ?? false)
        }
    }
}

extension BackupDestroyed: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let draft = EntryDraft(.backupDestroyed, by: .person(person), object: .backup)
        return try await vault.change(refusal: draft) { (core, transaction) throws(VaultError) in
            guard person.member.isOfficer else { throw .notPermitted }
            // Their numbers are no secret: anybody lists them.
            guard core.fold.gateCopies.contains(where: { $0.seq == number }) else { throw .invalid(.gateCopy) }
            try core.stage(draft, BackupDestroyedStatement(copy: number), in: transaction)
            return Response(
                number: number, older: core.fold.erased.newest.map { _ in core.fold.gateCopiesBeforeErasure })
        }
    }
}
