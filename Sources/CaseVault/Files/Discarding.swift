import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension FileDiscard: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.draftSave, by: .person(person), object: .file)
        let core = try vault.opened()
        guard let file = FileID(hex: self.upload), try core.mayDiscard(file, person) else {
            try await vault.refuse(refusal, .notPermitted)
            throw .notPermitted
        }
        // The room first: on a full disk the entry below needs some.
        core.emptyChunks(of: file, person)
        if core.fold.attachments.uploads[file] != nil {
            try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
                try core.stageDiscard(of: file, by: person, in: transaction)
            }
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

    fileprivate func emptyChunks(of file: FileID, _ person: PersonSession) {
        for session in sessions.values {
            session.transfers[file]?.empty()
            session.transfers[file] = nil
        }
        try? PlacedFile(opening: folder.chunks(of: file)).truncate(to: 0)
    }

    fileprivate func stageDiscard(
        of file: FileID, by person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        guard let upload = fold.attachments.uploads[file], fold.mayGiveUp(upload, person.member),
            let row = try stored({ try store.row(.file, StoredID(file)) }), row.revision == FileRow.draft
        else { throw .notPermitted }
        let draft = EntryDraft(.draftSave, by: .person(person), object: .file, caseID: upload.caseID)
        try stage(draft, [RowEdit(old: row, new: nil, caseID: upload.caseID)], in: transaction) {
            UploadStatement(caseID: upload.caseID, generation: upload.generation, file: file, effects: $0)
        }
    }
}
