import GRDB

extension Database {
    /// What `decode` makes of the first row of a query whose statement is kept.
    func first<R>(
        _ sql: String, _ arguments: StatementArguments = [], _ decode: (GRDB.Row) throws -> R
    ) throws -> R? {
        let cursor = try GRDB.Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
        return try cursor.next().map(decode)
    }

    /// What `decode` makes of every row of a query, in its order; the statement is kept, and `decode` asks nothing itself.
    func all<R>(
        _ sql: String, _ arguments: StatementArguments = [], _ decode: (GRDB.Row) throws -> R
    ) throws -> [R] {
        let cursor = try GRDB.Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
        var decoded: [R] = []
        while let row = try cursor.next() { decoded.append(try decode(row)) }
        return decoded
    }

    /// Hands every row to `body`. The statement is a fresh one: `body` may run the same query again.
    func forEach(
        _ sql: String, _ arguments: StatementArguments = [], _ body: (GRDB.Row) throws -> Void
    ) throws {
        let cursor = try GRDB.Row.fetchCursor(try makeStatement(sql: sql), arguments: arguments)
        while let row = try cursor.next() { try body(row) }
    }
}
