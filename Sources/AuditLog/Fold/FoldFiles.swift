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
    /// The code of the table of files in statements.
    static let fileTable: UInt8 = 13

    mutating func apply(_ entry: AuditEntry, _ statement: UploadStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID, statement.effects.rows.count == 1,
            let row = statement.effects.rows.first, row.isFile(statement.file)
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

    /// Whoever began an upload may give it up, and an officer: its author may have left.
    package func mayGiveUp(_ upload: UploadFold, _ signer: Member) -> Bool {
        upload.person == signer.person || officers.contains { $0.person == signer.person }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: FileStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            let upload = attachments.uploads[statement.file], upload.person == signer.person,
            upload.caseID == statement.caseID, generation.caseID == statement.caseID,
            generations[upload.generation]?.compartment == generation.compartment,
            cases[statement.caseID]?.closed == false, records[statement.record] == nil,
            holds(.write, signer.person, in: generation.id, at: entry.time), mayChange(statement)
        else { return false }
        records[statement.record] = RecordFold(author: signer.person, revision: 1, written: entry.time)
        attachments.files[statement.record] = statement.file
        attachments.uploads.removeValue(forKey: statement.file)
        take(statement.effects, of: entry)
        return true
    }

    /// The new record, its file's row, and the next revision of one other record: the header.
    private func mayChange(_ statement: FileStatement) -> Bool {
        let rows = statement.effects.rows
        guard rows.count >= 2, rows.count <= 3,
            rows[0].table == Self.recordTable, rows[0].row == statement.record.retyped(),
            rows[0].oldRevision == 0, rows[0].newRevision == 1,
            rows[1].isFile(statement.file), rows[1].oldRevision == 1, rows[1].newRevision == 2
        else { return false }
        return rows.dropFirst(2).allSatisfy { header in
            header.table == Self.recordTable && header.row != rows[0].row && header.oldRevision > 0
                && header.newRevision == header.oldRevision + 1
        }
    }
}

extension RowChange {
    fileprivate func isFile(_ file: FileID) -> Bool {
        table == LogFold.fileTable && row == file.retyped(as: RowKind.self)
    }
}
