import AuditLog
import VaultCrypto
import VaultStore

// The chunk file and its name are durable before the transaction that makes the record: there is never a record without
// its file. A crash in between leaves the draft, and the next `FileBegin` of the same file goes on from it.
extension FileFinish: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.fileWrite, by: .person(person), object: .file)
        guard let file = FileID(hex: self.upload), let upload = person.transfers[file],
            let begun = try vault.opened().fold.attachments.uploads[file],
            let found = try vault.opened().fold.cases[begun.caseID]
        else {
            await vault.refuse(refusal, .notPermitted)
            throw .notPermitted
        }
        let body = try await upload.complete()
        let reference = CaseReference(symbols: found.reference)
        let record: RecordReference
        do throws(VaultError) {
            record = try await vault.changeWithHeader(of: reference, by: person, refusal: refusal) {
                (core, found, opened, transaction) throws(VaultError) in
                try write(core, found, opened, body, begun, person, in: transaction)
            }
        } catch {
            upload.goOn()
            throw error
        }
        upload.close()
        person.transfers[file] = nil
        return Response(file: record.description, bytes: UInt64(body.layout.trueByteCount))
    }

    private func write(
        _ core: VaultCore, _ found: CaseFold, _ opened: OpenedHeader, _ body: FileBody, _ begun: UploadFold,
        _ person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> RecordReference {
        guard !found.closed else { throw .caseClosed }
        guard let field = core.fold.generations[begun.generation]?.compartment,
            let old = try stored({ try core.store.row(.file, StoredID(body.file)) }), old.revision == FileRow.draft
        else { throw .notPermitted }
        let item = try core.writable(field, of: found, by: person, in: transaction)
        let isNote = field.author != nil
        var header = opened.header
        let number = isNote ? try core.nextNote(found.id, of: person.person) : header.next
        let head = RecordHead(
            vault: core.id, caseID: found.id, compartment: field,
            record: core.gate.rowKey.recordID(found.id, number, author: field.author), revision: 1, previous: .zero,
            author: person.identity.signing.id, form: FileBody.form, created: core.now, language: "")
        let row = try core.seal(body.bytes, head, item.name, under: item.half, by: person)
        let file = FileRow(body).row(of: body.file, in: item.name.id)
        var edits = [
            RowEdit(old: nil, new: row, caseID: found.id), RowEdit(old: old, new: file, caseID: found.id),
        ]
        if !isNote {
            header.next += 1
            header.note(field.compartment, at: core.now, isNew: true)
            edits.append(try core.nextHeader(header, after: opened, of: found, by: person))
        }
        edits += try core.indexEdits(head, [], fileName: body.name, in: item.name, under: item.half)
        var draft = EntryDraft(.fileWrite, by: .person(person), object: .file, caseID: found.id)
        (draft.record, draft.revision) = (head.record, head.revision)
        try core.stage(draft, edits, in: transaction) {
            FileStatement(
                caseID: found.id, generation: item.name.id, record: head.record, number: number, file: body.file,
                effects: $0)
        }
        return RecordReference(
            case: CaseReference(symbols: found.reference), number: number, isProcessNote: isNote)
    }
}
