import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension FileGet: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let reading = try await vault.reading(self, by: person)
        reading.close()
        return reading.line
    }
}

extension Vault {
    /// Carries out a ``FileGet`` and gives the bytes beside its answer.
    ///
    /// - Throws: as ``FileGet``.
    public func open(_ get: FileGet, in session: Session) async throws(VaultError) -> FileReading {
        let person = try person(session)
        let reading = try await reading(get, by: person)
        person.transfers.add(reading)
        return reading
    }

    /// Logs the intent and opens the record; the bytes are opened as they are asked for.
    func reading(_ get: FileGet, by person: PersonSession) async throws(VaultError) -> FileReading {
        var draft = EntryDraft(.fileRead, by: .person(person), object: .file)
        if get.showing == .piped { draft.flags.insert(.piped) }
        let entry = draft
        return try await read(refusal: entry) { (core, transaction) throws(VaultError) in
            let place = try core.place(of: get.file, revision: nil, for: person)
            return try core.stageFileRead(get, place, of: entry, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            guard let opened = try core.openAll(receipt, for: person).first else { throw .damaged(.record) }
            return try core.reading(get, opened)
        }
    }
}

extension VaultCore {
    /// Stages the one entry of a get, which names the range.
    ///
    /// - Throws: `.notPermitted` unless the person may open the record; `.invalid(.notAttachment)`.
    fileprivate func stageFileRead(
        _ get: FileGet, _ place: RecordPlace, of draft: EntryDraft, by person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ReadIntents {
        let time = now
        guard person.keyring[place.generation.id] != nil,
            fold.mayOpen(place.record, revision: place.revision, of: place.generation.id, person.person, at: time)
        else { throw .notPermitted }
        guard let file = fold.attachments.files[place.record] else { throw .invalid(.notAttachment) }
        var entry = draft
        (entry.caseID, entry.record, entry.revision) = (place.generation.caseID, place.record, place.revision)
        (entry.why, entry.result) = (get.purpose.value, .intent)
        if fold.cases[place.generation.caseID]?.closed == true { entry.flags.insert(.closed) }
        let statement = FileReadStatement(
            record: place.record, revision: place.revision, file: file, from: get.from, count: get.count ?? .max)
        let seq = try stage(entry, statement, in: transaction)
        return ReadIntents(of: person.person, [place], at: time, staged: seq)
    }

    /// The bytes of an opened record.
    fileprivate func reading(_ get: FileGet, _ opened: OpenedRecord) throws(VaultError) -> FileReading {
        let body = try fileBody(opened)
        let size = body.layout.trueByteCount
        guard get.from <= UInt64(size) else { throw .invalid(.range) }
        let from = Int(get.from)
        let range = from..<(from + Int(min(get.count ?? .max, UInt64(size - from))))
        return FileReading(
            body, line(opened, body, named: get.file), range: range, in: id, from: try chunkFile(of: body))
    }

    /// The whole of an opened attachment, when the log already says why.
    func wholeReading(_ opened: OpenedRecord, named reference: RecordReference) throws(VaultError) -> FileReading {
        let body = try fileBody(opened)
        return FileReading(
            body, line(opened, body, named: reference), range: 0..<body.layout.trueByteCount, in: id,
            from: try chunkFile(of: body))
    }

    /// - Throws: `.damaged(.file)` when it is not there or not as long as it must be; `.inputOutput`.
    private func chunkFile(of body: FileBody) throws(VaultError) -> ReadableFile {
        do throws(FileError) {
            let file = try ReadableFile(opening: folder.chunks(of: body.file))
            guard try file.byteCount() == body.layout.storedByteCount else { throw FileError.missing }
            return file
        } catch .inputOutput {
            throw .inputOutput
        } catch {
            throw .damaged(.file)
        }
    }

    /// What the record of an attachment holds; the log, the file's row and the record must say the same.
    ///
    /// - Throws: `.damaged(.file)`.
    func fileBody(_ opened: OpenedRecord) throws(VaultError) -> FileBody {
        guard let file = fold.attachments.files[opened.place.record],
            let body = try? FileBody(decoding: opened.body.content), body.file == file,
            let row = try stored({ try store.row(.file, StoredID(file)) }), row.revision == FileRow.whole,
            try FileRow(decoding: row) == FileRow(body)
        else { throw .damaged(.file) }
        return body
    }

    func line(_ opened: OpenedRecord, _ body: FileBody, named reference: RecordReference) -> AttachmentLine {
        AttachmentLine(
            file: reference.description, name: body.name, type: body.type, bytes: UInt64(body.layout.trueByteCount),
            compartment: Compartment(opened.place.generation.compartment.compartment),
            author: login(of: opened.body.head.author), created: opened.body.head.created)
    }
}
