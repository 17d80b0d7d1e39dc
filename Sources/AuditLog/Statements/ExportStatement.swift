package import VaultCrypto

/// `record.export`: one record or attachment leaves the vault in a folder made for somebody outside.
///
/// Whom it is for stands here only as a tag under the case's own key: the name of an institution can be guessed from a
/// plain hash, and may be a person's. Whoever has the vault and the cover sheet can show that they belong together; after
/// the case is erased nobody can.
package struct ExportStatement: Statement {
    package static let label = Label.statementExport
    package let generation: GenerationID
    package let record: RecordID
    package let revision: UInt64
    package let recipient: RecipientTag
    /// Which item of the export this is, from 1.
    package let item: UInt32
    /// How many items the export has.
    package let items: UInt32

    package init(
        generation: GenerationID, record: RecordID, revision: UInt64, recipient: RecipientTag, item: UInt32,
        items: UInt32
    ) {
        (self.generation, self.record, self.revision) = (generation, record, revision)
        (self.recipient, self.item, self.items) = (recipient, item, items)
    }

    package var tuple: Tuple { Tuple(Self.label, generation, record, revision, recipient, item, items) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        generation = try reader.id(GenerationKind.self)
        record = try reader.id(RecordKind.self)
        revision = try reader.u64()
        recipient = try reader.digest(RecipientTagKind.self)
        item = try reader.u32()
        items = try reader.u32()
        try reader.finish()
    }
}
