package import VaultCrypto

/// What the log says of attachments.
package struct AttachmentFold: Hashable, Sendable {
    /// The file behind each record that is an attachment.
    package internal(set) var files: [RecordID: FileID] = [:]
    /// Uploads that were begun and neither finished nor given up.
    package internal(set) var uploads: [FileID: UploadFold] = [:]
    /// Every id that was ever given to a file: none is used twice.
    var known: Set<FileID> = []
}

/// An upload that is not finished.
package struct UploadFold: Hashable, Sendable {
    package let caseID: CaseID
    package let generation: GenerationID
    package let person: PersonID
    /// When it was begun, milliseconds since 1970, UTC.
    package let begun: UInt64
}

// Attachments: who may begin, give up and finish an upload, and which rows each of these entries may name.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: UploadStatement) -> Bool {
        if let signer = member(entry.fields.by), clears(statement, signer) { return true }
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID, let row = statement.effects.rows.first, isBegunOrGivenUp(statement)
        else { return false }
        switch (row.oldRevision, row.newRevision) {
        case (0, 1):
            guard !attachments.known.contains(statement.file), cases[statement.caseID]?.closed == false,
                holds(.write, signer.person, in: generation.id, at: entry.time)
            else { return false }
            attachments.known.insert(statement.file)
            attachments.uploads[statement.file] = UploadFold(
                caseID: statement.caseID, generation: generation.id, person: signer.person, begun: entry.time)
        case (1, 0):
            guard let upload = attachments.uploads[statement.file], upload.generation == generation.id,
                mayGiveUp(upload, signer)
            else { return false }
            attachments.uploads.removeValue(forKey: statement.file)
        default: return false
        }
        take(statement.effects, of: entry)
        return true
    }

    /// The file's row alone, made or gone.
    private func isBegunOrGivenUp(_ statement: UploadStatement) -> Bool {
        let row = statement.file.retyped(as: RowKind.self)
        return RowRule.allow(statement.effects, [.new(TableCode.file, row)])
            || RowRule.allow(statement.effects, [.gone(TableCode.file, row)])
    }

    /// Whoever began an upload may give it up, and an officer without a conflict in its case: its author may have left.
    package func mayGiveUp(_ upload: UploadFold, _ signer: Member) -> Bool {
        if upload.person == signer.person { return true }
        return officers.contains { $0.person == signer.person } && !hasConflict(signer.person, upload.caseID)
    }

    /// An officer clears away a chunk file that no row names: no upload and no attachment of the log.
    private func clears(_ statement: UploadStatement, _ signer: Member) -> Bool {
        statement.caseID == .zero && statement.generation == .zero && statement.effects.rows.isEmpty
            && attachments.uploads[statement.file] == nil && !attachments.files.values.contains(statement.file)
            && officers.contains { $0.person == signer.person }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: FileStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            let upload = attachments.uploads[statement.file], upload.person == signer.person,
            upload.caseID == statement.caseID, generation.caseID == statement.caseID,
            generations[upload.generation]?.compartment == generation.compartment,
            let found = cases[statement.caseID], !found.closed, records[statement.record] == nil,
            holds(.write, signer.person, in: generation.id, at: entry.time),
            mayChange(statement, of: found, in: generation),
            isNumbered(statement.record, statement.number, generation.compartment, found),
            continues(statement.effects.rows, at: entry.fields.time),
            continuesIndex(statement.effects.rows, of: generation.id, at: entry.fields.time)
        else { return false }
        takeRecords(
            statement.effects.rows, by: signer.person, entry,
            new: .init(generation: generation, number: statement.number))
        attachments.files[statement.record] = statement.file
        attachments.uploads.removeValue(forKey: statement.file)
        take(statement.effects, of: entry)
        return true
    }

    /// The new record, its file's row, and the header; a process note stands in no header.
    private func mayChange(_ statement: FileStatement, of found: CaseFold, in generation: GenerationFold) -> Bool {
        let header: [RowRule] =
            generation.compartment.author == nil
            ? [.next(TableCode.record, found.header.retyped(as: RowKind.self))] : []
        let rules: [RowRule] = [
            .new(TableCode.record, statement.record.retyped(as: RowKind.self)),
            .next(TableCode.file, statement.file.retyped(as: RowKind.self)), .segments(generation.id),
        ]
        return RowRule.allow(statement.effects, rules + header)
    }
}
