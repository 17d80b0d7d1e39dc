package import VaultCrypto

/// `record.write`: one revision of one record; the header's new revision is among the rows.
package struct RecordStatement: ChangingStatement {
    package static let label = Label.statementRecord
    package let caseID: CaseID
    package let generation: GenerationID
    package let record: RecordID
    package let number: UInt32
    package let revision: UInt64
    package var effects: StatementEffects

    package init(
        caseID: CaseID, generation: GenerationID, record: RecordID, number: UInt32, revision: UInt64,
        effects: StatementEffects
    ) {
        (self.caseID, self.generation, self.record) = (caseID, generation, record)
        (self.number, self.revision, self.effects) = (number, revision, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, caseID, generation, record, number, revision, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        record = try reader.id(RecordKind.self)
        number = try reader.u32()
        revision = try reader.u64()
        effects = try reader.effects(withGate: false)
    }
}

/// A read of several records under one entry (`case.list`, a list of records): which, at which revision.
package struct ReadStatement: Statement {
    package static let label = Label.statementRead
    package struct Item: Hashable, Sendable, TupleField {
        package let record: RecordID
        package let revision: UInt64
        package init(record: RecordID, revision: UInt64) { (self.record, self.revision) = (record, revision) }
        package var fieldByteCount: Int { 24 }
        package func appendField(to bytes: inout [UInt8]) {
            record.appendField(to: &bytes)
            revision.appendField(to: &bytes)
        }
    }
    package let items: [Item]

    package init(items: [Item]) { self.items = items }

    package var tuple: Tuple { Tuple(Self.label, FieldList(items)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 1)
        items = try reader.items()
        try reader.finish()
    }
}

extension TupleReader {
    /// A list of records, each with its revision.
    mutating func items() throws(MalformedTuple) -> [ReadStatement.Item] {
        var items: [ReadStatement.Item] = []
        for item in try list() {
            guard item.count == 24, let record = RecordID(bytes: item.prefix(16)) else {
                throw .badValue(field: nextField - 1)
            }
            items.append(
                ReadStatement.Item(record: record, revision: UInt64(bigEndian: item.suffix(8))))
        }
        return items
    }
}
