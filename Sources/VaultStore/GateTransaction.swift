import GRDB

/// The writing half of gate.db, valid while the body of `GateDatabase.transaction` runs.
package struct GateTransaction: Sendable {
    let connection: Connection
    let number: TransactionNumber

    /// - Throws: `.conflict` when there is a row of this kind and id; `.refusedValue`.
    package func insert(_ row: GateRow) throws(StoreError) {
        try row.checkStorable()
        let values: [SQLValue] = [
            .number(UInt64(row.kind)), .id(row.id), .number(row.step), .hash(row.hash), .bytes(row.sealed),
        ]
        _ = try connection.write(GateStatements.insert, values, in: number)
    }

    /// Puts a row in the place of the one of the same kind and id whose step is `old`.
    ///
    /// - Throws: `.conflict` when the row has another step; `.missingRow` when there is none; `.refusedValue`.
    package func replace(_ row: GateRow, expecting old: UInt64) throws(StoreError) {
        try row.checkStorable()
        let values: [SQLValue] = [
            .number(row.step), .hash(row.hash), .bytes(row.sealed), .number(UInt64(row.kind)), .id(row.id),
            .number(old),
        ]
        guard try connection.write(GateStatements.replace, values, in: number) == 0 else { return }
        throw try exists(row) ? .conflict : .missingRow
    }

    /// - Throws: `.missingRow` when there is none.
    package func delete(kind: UInt8, id: RowID) throws(StoreError) {
        let count = try connection.write(GateStatements.delete, [.number(UInt64(kind)), .id(id)], in: number)
        guard count > 0 else { throw .missingRow }
    }

    private func exists(_ row: GateRow) throws(StoreError) -> Bool {
        try connection.read { database in
            try database.first(GateStatements.one, [.number(UInt64(row.kind)), .id(row.id)]) { _ in true } ?? false
        }
    }
}

enum GateStatements {
    private static let select = "SELECT kind, id, step, hash, sealed FROM gate"
    static let one = select + " WHERE kind = ? AND id = ?"
    static let ofKind = select + " WHERE kind = ? ORDER BY id"
    static let all = select + " ORDER BY kind, id"
    static let insert = "INSERT INTO gate (kind, id, step, hash, sealed) VALUES (?, ?, ?, ?, ?)"
    static let replace = "UPDATE gate SET step = ?, hash = ?, sealed = ? WHERE kind = ? AND id = ? AND step = ?"
    static let delete = "DELETE FROM gate WHERE kind = ? AND id = ?"
}
