import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension FileDiscard: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.draftSave, by: .person(person), object: .file)
        let core = try vault.opened()
        guard let file = FileID(hex: self.upload), try core.mayDiscard(file, person) else {
            await vault.refuse(refusal, .notPermitted)
            throw .notPermitted
        }
        core.endTransfers(of: file)
        // The entry first, then the bytes: an upload whose row still stands is never without its chunks. On a full disk the
        // entry takes the reserve, since room comes back.
        try await vault.begin { (core, transaction) throws(VaultError) in
            try core.stageDiscard(of: file, by: person, in: transaction)
        }
        // An interruption here leaves a file that nothing knows: `check` names it, and this command removes it.
        do throws(FileError) { try DurableFile.remove(core.folder.chunks(of: file), durability: .eventual) } catch {
            guard error == .missing else { throw VaultError(error) }
        }
        return Response(upload: self.upload)
    }
}

extension VaultCore {
    fileprivate func mayDiscard(_ file: FileID, _ person: PersonSession) throws(VaultError) -> Bool {
        if let upload = fold.attachments.uploads[file] { return fold.mayGiveUp(upload, person.member) }
        let isOfficer = fold.officers.contains { $0.person == person.person }
        let isKnown = try stored { try store.exists(.file, StoredID(file)) }
        return isOfficer && !isKnown && DurableFile.exists(folder.chunks(of: file))
    }

    /// Nobody goes on with the upload.
    fileprivate func endTransfers(of file: FileID) {
        for session in sessions.values {
            session.transfers[file]?.close()
            session.transfers[file] = nil
        }
    }

    fileprivate func stageDiscard(
        of file: FileID, by person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        guard let upload = fold.attachments.uploads[file] else {
            return try stageClearing(of: file, by: person, in: transaction)
        }
        guard fold.mayGiveUp(upload, person.member),
            let row = try stored({ try store.row(.file, StoredID(file)) }), row.revision == FileRow.draft
        else { throw .notPermitted }
        let draft = EntryDraft(.draftSave, by: .person(person), object: .file, caseID: upload.caseID)
        try stage(draft, [RowEdit(old: row, new: nil, caseID: upload.caseID)], in: transaction) {
            UploadStatement(caseID: upload.caseID, generation: upload.generation, file: file, effects: $0)
        }
    }

    /// A file that no row names goes with an entry too: somebody put it there, or a row was lost.
    private func stageClearing(
        of file: FileID, by person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        guard try mayDiscard(file, person) else { throw .notPermitted }
        let statement = UploadStatement(caseID: .zero, generation: .zero, file: file, effects: StatementEffects())
        try stage(EntryDraft(.draftSave, by: .person(person), object: .file), statement, in: transaction)
    }
}
