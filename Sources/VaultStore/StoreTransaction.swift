import GRDB

/// The writing half of vault.db, valid while the body of `VaultDatabase.transaction` runs; kept longer, every call throws
/// `.transactionOver`, also while another transaction runs.
///
/// After `.full`, `.inputOutput`, `.syncFailed` and `.outOfMemory` SQLite may have rolled back everything; then every
/// further write and the commit throw that error again.
package struct StoreTransaction: Sendable {
    let connection: Connection
    let number: TransactionNumber

    /// Runs `body` so that its own writes are undone, and only they, when it throws.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        try connection.savepoint(of: number, body)
    }

    // MARK: - Rows

    /// - Throws: `.conflict` when this revision of the row exists; `.refusedValue` when the row is not one the table takes,
    ///   `.tooLarge` when it has more bytes.
    package func insert(_ row: Row) throws(StoreError) {
        let values = try row.values()
        _ = try run(RowStatements.of(row.table).insert, values)
    }

    /// Puts a row in the place of the revision `old` of the same id.
    ///
    /// - Throws: `.conflict` when the row has other revisions only, or already this one, or the expected one twice;
    ///   `.missingRow` when it has none; `.tooLarge`, `.refusedValue`.
    package func replace(_ row: Row, expecting old: UInt64) throws(StoreError) {
        guard try run(RowStatements.of(row.table).replace, try row.values() + [.number(old)]) == 0 else { return }
        throw try exists(row.table, row.id) ? .conflict : .missingRow
    }

    /// Deletes one revision of a row.
    ///
    /// - Throws: `.missingRow` when there is none, `.conflict` when the row has other revisions only.
    package func delete(_ table: Table, _ id: RowID, revision: UInt64) throws(StoreError) {
        guard try run(RowStatements.of(table).delete, [.id(id), .number(revision)]) == 0 else { return }
        throw try exists(table, id) ? .conflict : .missingRow
    }

    // MARK: - Audit log

    /// Appends a line, without its line end, to the log.
    ///
    /// - Throws: `.conflict` unless `seq` is the next one; `.refusedValue` for an empty line or one over 1,024 bytes.
    package func append(seq: UInt64, line: [UInt8]) throws(StoreError) {
        _ = try run(LogStatements.insertEntry, [.number(seq), .bytes(line)])
    }

    /// Stores a checkpoint with the frontier of the tree at that size.
    ///
    /// - Throws: `.conflict` when there is one of this size; `.refusedValue` for size 0 or an empty note.
    package func insertCheckpoint(_ checkpoint: StoredCheckpoint) throws(StoreError) {
        let values: [SQLValue] = [
            .number(checkpoint.size), .bytes(checkpoint.note), .bytes(checkpoint.frontier),
        ]
        _ = try run(LogStatements.insertCheckpoint, values)
    }

    // MARK: -

    /// Runs a writing statement and returns the number of rows it changed.
    private func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try connection.write(sql, values, in: number)
    }

    private func exists(_ table: Table, _ id: RowID) throws(StoreError) -> Bool {
        try connection.read { database in
            try database.first(RowStatements.of(table).exists, [.id(id)]) { try $0.number(0) == 1 } ?? false
        }
    }
}

extension Row {
    /// The values in the order of `RowStatements.insert`.
    ///
    /// - Throws: `.tooLarge`, `.refusedValue`.
    fileprivate func values() throws(StoreError) -> [SQLValue] {
        guard sealed.count <= Self.maximumSealedByteCount else { throw .tooLarge }
        guard revision > 0, !sealed.isEmpty, (generation != nil) == table.hasGeneration
        else { throw .refusedValue }
        guard let generation else { return [.id(id), .number(revision), .hash(hash), .bytes(sealed)] }
        return [.id(id), .number(revision), .hash(hash), .bytes(sealed), .id(generation)]
    }
}
