package import VaultCrypto

/// `draft.save` of a file: an upload begins, or is given up; the row that holds its sealed draft is the one that changes.
package struct UploadStatement: ChangingStatement {
    package static let label = Label.statementUpload
    package let caseID: CaseID
    package let generation: GenerationID
    package let file: FileID
    package var effects: StatementEffects

    package init(caseID: CaseID, generation: GenerationID, file: FileID, effects: StatementEffects) {
        (self.caseID, self.generation, self.file, self.effects) = (caseID, generation, file, effects)
    }

    package var tuple: Tuple { Tuple(Self.label, caseID, generation, file, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 4)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        file = try reader.id(FileKind.self)
        effects = try reader.effects(withGate: false)
    }
}

/// `file.write`: an attachment is whole and becomes a record.
///
/// Among the rows are the record, the header's new revision, and the row of the file, which holds size and SHA-256 of
/// the stored chunks: its content tag commits the entry to every byte of the chunk file.
package struct FileStatement: ChangingStatement {
    package static let label = Label.statementFile
    package let caseID: CaseID
    package let generation: GenerationID
    package let record: RecordID
    package let number: UInt32
    package let file: FileID
    package var effects: StatementEffects

    package init(
        caseID: CaseID, generation: GenerationID, record: RecordID, number: UInt32, file: FileID,
        effects: StatementEffects
    ) {
        (self.caseID, self.generation, self.record, self.number) = (caseID, generation, record, number)
        (self.file, self.effects) = (file, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, caseID, generation, record, number, file, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        record = try reader.id(RecordKind.self)
        number = try reader.u32()
        file = try reader.id(FileKind.self)
        effects = try reader.effects(withGate: false)
    }
}

/// `file.read` of one attachment: which, and which bytes of it.
package struct FileReadStatement: Statement {
    package static let label = Label.statementFileRead
    package let record: RecordID
    package let revision: UInt64
    package let file: FileID
    /// The first byte.
    package let from: UInt64
    package let count: UInt64

    package init(record: RecordID, revision: UInt64, file: FileID, from: UInt64, count: UInt64) {
        (self.record, self.revision, self.file, self.from, self.count) = (record, revision, file, from, count)
    }

    package var tuple: Tuple { Tuple(Self.label, record, revision, file, from, count) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 5)
        record = try reader.id(RecordKind.self)
        revision = try reader.u64()
        file = try reader.id(FileKind.self)
        from = try reader.u64()
        count = try reader.u64()
        try reader.finish()
    }
}
