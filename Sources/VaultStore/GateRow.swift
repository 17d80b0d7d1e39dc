/// A sealed row of gate.db: a gate secret or a tombstone.
package struct GateRow: Hashable, Sendable {
    package let kind: UInt8
    package let id: RowID
    /// The gate's counter when the row was written.
    package let step: UInt64
    /// At least one byte.
    package let sealed: [UInt8]
    package let hash: RowHash

    package init(kind: UInt8, id: RowID, step: UInt64, sealed: [UInt8], hash: RowHash) {
        self.kind = kind
        self.id = id
        self.step = step
        self.sealed = sealed
        self.hash = hash
    }
}

extension GateRow {
    init(_ row: borrowing Columns) throws(StoreError) {
        guard let kind = UInt8(exactly: try row.number(0)) else { throw StoreError.damaged }
        self.init(
            kind: kind, id: try row.rowID(1), step: try row.number(2), sealed: try row.bytes(4),
            hash: try row.rowHash(3))
    }

    /// - Throws: `.tooLarge`, `.refusedValue` for sealed bytes that the table does not take.
    func checkStorable() throws(StoreError) {
        guard sealed.count <= Row.maximumSealedByteCount else { throw .tooLarge }
        guard !sealed.isEmpty else { throw .refusedValue }
    }
}
