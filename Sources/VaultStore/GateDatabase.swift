import Foundation
import GRDB

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
    /// - Throws: `.cannotOpen`, `.notAVault`, `.newerFormat`, `.damaged`, `.locked`, `.settingRefused`, `.inputOutput`.
    package convenience init(opening path: String, readOnly: Bool = false) throws(StoreError) {
        self.init(try Connection.open(.gate, at: path, readOnly: readOnly))
    }

    /// Runs `body` in one transaction: all it wrote is durable when this returns, or nothing is there.
    ///
    /// - Throws: what `body` throws, or `StoreError`, as `VaultDatabase.transaction` does.
    package func transaction<R>(_ body: (borrowing GateTransaction) throws -> R) throws -> R {
        try connection.transaction { database in
            try body(GateTransaction(connection: connection, database: database))
        }
    }

    package func close() throws(StoreError) {
        try connection.close()
    }

    /// What the open connection answers for each setting that has a pragma.
    package var settings: [Setting: String] {
        get throws(StoreError) { try connection.settings }
    }

    package func integrityFindings() throws(StoreError) -> [IntegrityFinding] {
        try connection.integrityFindings()
    }

    // MARK: - Reading

    package func row(kind: UInt8, id: RowID) throws(StoreError) -> GateRow? {
        try connection.read { database in
            try database.first(GateStatements.one, [Int64(kind), id.data]) { try GateRow($0) }
        }
    }

    /// Every row of a kind, ordered by id.
    package func rows(kind: UInt8) throws(StoreError) -> [GateRow] {
        try collect(GateStatements.ofKind, [Int64(kind)])
    }

    /// Every row, ordered by kind and id.
    package func rows() throws(StoreError) -> [GateRow] {
        try collect(GateStatements.all, [])
    }

    /// The stored hash of every row, ordered by kind and id.
    package func hashes() throws(StoreError) -> [RowHash] {
        try connection.read { database in
            var hashes: [RowHash] = []
            try database.forEach(GateStatements.all) { hashes.append(try $0.rowHash(3)) }
            return hashes
        }
    }

    private func collect(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [GateRow] {
        try connection.read { database in
            var rows: [GateRow] = []
            try database.forEach(sql, arguments) { rows.append(try GateRow($0)) }
            return rows
        }
    }
}

/// The writing half of gate.db, valid while the body of `GateDatabase.transaction` runs.
package struct GateTransaction: ~Copyable {
    let connection: Connection
    let database: Database

    /// Runs `body` so that its own writes are undone, and only they, when it throws.
    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        try connection.savepoint(on: database, body)
    }

    /// - Throws: `.conflict` when there is a row of this kind and id; `.refusedValue`.
    package func insert(_ row: GateRow) throws(StoreError) {
        _ = try connection.write(
            GateStatements.insert, [Int64(row.kind), row.id.data, try row.storedStep, row.hash.data, Data(row.sealed)],
            on: database)
    }

    /// Puts a row in the place of the one of the same kind and id whose step is `old`.
    ///
    /// - Throws: `.conflict` when the row has another step; `.missingRow` when there is none; `.refusedValue`.
    package func replace(_ row: GateRow, expecting old: UInt64) throws(StoreError) {
        let values: StatementArguments = [
            try row.storedStep, row.hash.data, Data(row.sealed), Int64(row.kind), row.id.data, try Int64(stored: old),
        ]
        guard try connection.write(GateStatements.replace, values, on: database) == 0 else { return }
        throw try exists(row) ? .conflict : .missingRow
    }

    /// - Throws: `.missingRow` when there is none.
    package func delete(kind: UInt8, id: RowID) throws(StoreError) {
        let count = try connection.write(GateStatements.delete, [Int64(kind), id.data], on: database)
        guard count > 0 else { throw .missingRow }
    }

    private func exists(_ row: GateRow) throws(StoreError) -> Bool {
        try connection.read { database in
            try database.first(GateStatements.one, [Int64(row.kind), row.id.data]) { _ in true } ?? false
        }
    }
}

private enum GateStatements {
    private static let select = "SELECT kind, id, step, hash, sealed FROM gate"
    static let one = select + " WHERE kind = ? AND id = ?"
    static let ofKind = select + " WHERE kind = ? ORDER BY id"
    static let all = select + " ORDER BY kind, id"
    static let insert = "INSERT INTO gate (kind, id, step, hash, sealed) VALUES (?, ?, ?, ?, ?)"
    static let replace = "UPDATE gate SET step = ?, hash = ?, sealed = ? WHERE kind = ? AND id = ? AND step = ?"
    static let delete = "DELETE FROM gate WHERE kind = ? AND id = ?"
}

extension GateRow {
    fileprivate init(_ row: GRDB.Row) throws {
        guard let kind = UInt8(exactly: try row.number(0)) else { throw StoreError.damaged }
        self.init(
            kind: kind, id: try row.rowID(1), step: try row.number(2), sealed: try row.bytes(4), hash: try row.rowHash(3))
    }

    /// - Throws: `.refusedValue` for what the table does not take.
    fileprivate var storedStep: Int64 {
        get throws(StoreError) {
            guard (1...Row.maximumSealedByteCount).contains(sealed.count) else { throw .refusedValue }
            return try Int64(stored: step)
        }
    }
}
