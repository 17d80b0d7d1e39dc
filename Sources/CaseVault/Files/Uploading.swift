import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension FileBegin: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let layout = try layout()
        let refusal = EntryDraft(.draftSave, by: .person(person), object: .file)
        let body: FileBody = try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let found = try core.find(`case`, for: person)
            guard !found.closed else { throw .caseClosed }
            let field = CompartmentField(compartment.value, author: person.person)
            guard field != .shared(.header) else { throw .notPermitted }
            let item = try core.writable(field, of: found, by: person, in: transaction)
            if let known = try core.interrupted(self, field, of: found, by: person) { return known }
            return try begin(core, layout, item.name, person, in: transaction)
        }
        let upload: FileUpload
        do throws(VaultError) { upload = try vault.opened().upload(body, by: person) } catch {
            guard error == .diskFull else { throw error }
            // There is no room for it: nothing of it stays.
            _ = try await FileDiscard(upload: body.file.hex).perform(in: vault, by: person)
            throw error
        }
        return Response(upload: upload.id, chunks: upload.chunkCount, stored: upload.stored)
    }

    private func begin(
        _ core: VaultCore, _ layout: ChunkLayout, _ generation: GenerationName, _ person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> FileBody {
        let randomness = core.environment.randomness
        let body = FileBody(
            file: .random(randomness), key: HeldSecret(Secret(random: randomness)), name: name, type: type,
            layout: layout)
        let row = UploadDraft.row(body, of: person.identity, in: generation.id, core.id, randomness)
        let draft = EntryDraft(.draftSave, by: .person(person), object: .file, caseID: generation.caseID)
        try core.stage(draft, [RowEdit(old: nil, new: row, caseID: generation.caseID)], in: transaction) {
            UploadStatement(caseID: generation.caseID, generation: generation.id, file: body.file, effects: $0)
        }
        return body
    }
}

extension VaultCore {
    /// An upload of the same file that this person began and did not finish.
    fileprivate func interrupted(
        _ begin: FileBegin, _ field: CompartmentField, of found: CaseFold, by person: PersonSession
    ) throws(VaultError) -> FileBody? {
        for (file, upload) in fold.attachments.uploads where upload.person == person.person {
            guard upload.caseID == found.id, fold.generations[upload.generation]?.compartment == field,
                let body = try? draft(of: file, by: person), body.name == begin.name, body.type == begin.type,
                UInt64(body.layout.trueByteCount) == begin.size
            else { continue }
            return body
        }
        return nil
    }

    /// What an unfinished upload of one's own is.
    func draft(of file: FileID, by person: PersonSession) throws(VaultError) -> FileBody {
        guard let row = try stored({ try store.row(.file, StoredID(file)) }), row.revision == FileRow.draft
        else { throw .notPermitted }
        return try UploadDraft.open(row, of: person.identity, id)
    }

    /// The upload as this session has it, or begins to have it.
    func upload(_ body: FileBody, by person: PersonSession) throws(VaultError) -> FileUpload {
        if let known = person.transfers[body.file] { return known }
        let path = folder.chunks(of: body.file)
        let upload: FileUpload
        do throws(FileError) {
            // A crash may have come between the draft's commit and the file.
            if !DurableFile.exists(folder.files) { try DurableFolder.createNew(folder.files) }
            let file =
                DurableFile.exists(path) ? try PlacedFile(opening: path) : try PlacedFile(creatingAt: path)
            try file.reserve(byteCount: body.layout.storedByteCount)
            upload = try FileUpload(body, in: id, at: file, environment.randomness)
        } catch {
            throw VaultError(error)
        }
        person.transfers[body.file] = upload
        return upload
    }
}

extension Vault {
    /// The upload that ``FileBegin`` answered, to send chunks to.
    ///
    /// - Throws: `notPermitted` when this session has no such upload; `sessionEnded`.
    public func upload(_ id: String, in session: Session) throws(VaultError) -> FileUpload {
        let person = try person(session)
        guard let file = FileID(hex: id), let upload = person.transfers[file] else { throw .notPermitted }
        return upload
    }
}
