import GRDB

/// gate.db: the few secrets that stay outside vault.db, sealed under the gate key.
///
/// Used as `VaultDatabase` is. Each commit is durable with its folder (synchronous=EXTRA) and leaves no journal.
package final class GateDatabase: Sendable {
    let connection: Connection

    private init(_ connection: Connection) {
        self.connection = connection
    }

    /// Makes an empty gate.db, readable by its owner alone, and opens it.
    ///
    /// - Throws: `.alreadyExists`, `.cannotOpen` (the folder), `.full`, `.inputOutput`, `.syncFailed`.
    package static func create(at path: String) throws(StoreError) -> GateDatabase {
        GateDatabase(try Connection.create(.gate, at: path))
    }

    /// Opens an existing gate.db; with `readOnly` as `VaultDatabase` does.
    ///
    /// - Throws: as opening a `VaultDatabase`.
    package convenience init(opening path: String, readOnly: Bool = false) throws(StoreError) {
        self.init(try Connection.open(.gate, at: path, readOnly: readOnly))
    }

    /// Runs `body` in one transaction: all it wrote is durable when this returns, or nothing is there.
    ///
    /// - Throws: what `body` throws, or `StoreError`, as `VaultDatabase.transaction` does.
    package func transaction<R>(_ body: (GateTransaction) throws -> R) throws -> R {
        try connection.transaction { try body(GateTransaction(connection: connection, number: $0)) }
    }

    package func close() throws(StoreError) {
        try connection.close()
    }

    package func integrityFindings() throws(StoreError) -> [IntegrityFinding] {
        try connection.integrityFindings()
    }

    // MARK: - Reading

    package func row(kind: UInt8, id: RowID) throws(StoreError) -> GateRow? {
        try connection.read { database in
            try database.first(GateStatements.one, [.number(UInt64(kind)), .id(id)]) { try GateRow($0) }
        }
    }

    /// Every row of a kind, ordered by id.
    package func rows(kind: UInt8) throws(StoreError) -> [GateRow] {
        try collect(GateStatements.ofKind, [.number(UInt64(kind))])
    }

    /// Every row, ordered by kind and id.
    package func rows() throws(StoreError) -> [GateRow] {
        try collect(GateStatements.all, [])
    }

    private func collect(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [GateRow] {
        try connection.read { try $0.all(sql, values) { try GateRow($0) } }
    }
}
