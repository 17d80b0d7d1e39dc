package import VaultCrypto

/// `import.batch`: records of one case that a batch brought, or, without a case, that the batch is complete.
///
/// The rows are the header's new revision and one new record for each item, in any order.
package struct ImportStatement: ChangingStatement {
    package static let label = Label.statementImport

    /// One record of the batch: where its keys come from, and its number in the case.
    package struct Item: Hashable, Sendable, TupleField {
        package let generation: GenerationID
        package let record: RecordID
        package let number: UInt32

        package init(generation: GenerationID, record: RecordID, number: UInt32) {
            (self.generation, self.record, self.number) = (generation, record, number)
        }

        package var fieldByteCount: Int { 36 }

        package func appendField(to bytes: inout [UInt8]) {
            generation.appendField(to: &bytes)
            record.appendField(to: &bytes)
            number.appendField(to: &bytes)
        }

        init?(_ bytes: [UInt8]) {
            guard bytes.count == 36, let generation = GenerationID(bytes: bytes[0..<16]),
                let record = RecordID(bytes: bytes[16..<32])
            else { return nil }
            self.init(generation: generation, record: record, number: UInt32(bigEndian: bytes[32...]))
        }
    }

    /// The number of the batch, from 1.
    package let batch: UInt32
    /// What stands for the records to come; the same file with the same map gives the same, so that it can be gone on with.
    package let mark: RowID
    /// How many records the batch has when it is complete.
    package let total: UInt32
    /// How many of them there were before this entry.
    package let from: UInt32
    /// Zero when the batch is complete.
    package let caseID: CaseID
    /// Whether the batch opened this case itself, in the same transaction.
    package let opens: Bool
    package let items: [Item]
    package var effects: StatementEffects

    package init(
        batch: UInt32, mark: RowID, total: UInt32, from: UInt32, caseID: CaseID, opens: Bool, items: [Item],
        effects: StatementEffects
    ) {
        (self.batch, self.mark, self.total, self.from) = (batch, mark, total, from)
        (self.caseID, self.opens, self.items, self.effects) = (caseID, opens, items, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, batch, mark, total, from, caseID, UInt8(opens ? 1 : 0), FieldList(items),
            FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 8)
        batch = try reader.u32()
        mark = try reader.id(RowKind.self)
        total = try reader.u32()
        from = try reader.u32()
        caseID = try reader.id(CaseKind.self)
        opens = try reader.flag()
        var items: [Item] = []
        for bytes in try reader.list() {
            guard let item = Item(bytes) else { throw .badValue(field: reader.nextField - 1) }
            items.append(item)
        }
        self.items = items
        effects = try reader.effects(withGate: false)
    }
}

/// `import.undo`: records of a batch in one case that nobody has changed since go again.
package struct ImportUndoStatement: ChangingStatement {
    package static let label = Label.statementImportUndo
    package let batch: UInt32
    package let caseID: CaseID
    package let records: [RecordID]
    package var effects: StatementEffects

    package init(batch: UInt32, caseID: CaseID, records: [RecordID], effects: StatementEffects) {
        (self.batch, self.caseID, self.records, self.effects) = (batch, caseID, records, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, batch, caseID, FieldList(records), FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 4)
        batch = try reader.u32()
        caseID = try reader.id(CaseKind.self)
        records = try reader.identifiers(RecordKind.self)
        effects = try reader.effects(withGate: false)
    }
}
