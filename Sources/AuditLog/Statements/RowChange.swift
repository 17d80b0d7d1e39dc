package import VaultCrypto

/// One changed row in a statement: the log commits to what stands in the database, and to what stood there before.
///
/// Content tags are keyed by the case and the month of the entry, so nothing links across months or after erasure.
package struct RowChange: Hashable, Sendable {
    /// Code of the table: below 64 in vault.db, from 64 in gate.db.
    package let table: UInt8
    package let row: RowID
    /// 0 when the row did not exist before.
    package let oldRevision: UInt64
    /// 0 when the row exists no more.
    package let newRevision: UInt64
    /// Content tag of the bytes before; zero when there were none.
    package let oldTag: ContentTag
    /// Content tag of the bytes after; zero when there are none.
    package let newTag: ContentTag

    package init(
        table: UInt8, row: RowID, oldRevision: UInt64, newRevision: UInt64, oldTag: ContentTag, newTag: ContentTag
    ) {
        (self.table, self.row) = (table, row)
        (self.oldRevision, self.newRevision) = (oldRevision, newRevision)
        (self.oldTag, self.newTag) = (oldTag, newTag)
    }

    /// The number of bytes of one change in a statement.
    package static let byteCount = 1 + 16 + 8 + 8 + 32 + 32
}

extension RowChange: TupleField {
    package var fieldByteCount: Int { Self.byteCount }

    package func appendField(to bytes: inout [UInt8]) {
        table.appendField(to: &bytes)
        row.appendField(to: &bytes)
        oldRevision.appendField(to: &bytes)
        newRevision.appendField(to: &bytes)
        oldTag.appendField(to: &bytes)
        newTag.appendField(to: &bytes)
    }

    /// Reads one change back.
    ///
    /// - Throws: `MalformedTuple` unless there are exactly `byteCount` bytes.
    init(decoding bytes: ArraySlice<UInt8>) throws(MalformedTuple) {
        guard bytes.count == Self.byteCount else { throw .truncated }
        let start = bytes.startIndex
        func part(_ from: Int, _ count: Int) -> ArraySlice<UInt8> { bytes[(start + from)..<(start + from + count)] }
        guard let row = RowID(bytes: part(1, 16)), let old = ContentTag(bytes: part(33, 32)),
            let new = ContentTag(bytes: part(65, 32))
        else { throw .truncated }
        self.init(
            table: bytes[start], row: row, oldRevision: UInt64(bigEndian: part(17, 8)),
            newRevision: UInt64(bigEndian: part(25, 8)),
            oldTag: old, newTag: new)
    }
}
