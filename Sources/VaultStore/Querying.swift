import GRDB

extension Database {
    /// What `decode` makes of the first row of a query whose statement is kept; `decode` does not ask the same again.
    func first<R>(
        _ sql: String, _ values: [SQLValue] = [], _ decode: (borrowing Columns) throws -> R
    ) throws -> R? {
        try Stepping(try cachedStatement(sql: sql)).run(values) { rows in
            try rows.next() ? try decode(rows.columns) : nil
        }
    }

    /// What `decode` makes of every row of a query, in its order; the statement is kept, and `decode` does not ask the
    /// same again.
    func all<R>(
        _ sql: String, _ values: [SQLValue] = [], _ decode: (borrowing Columns) throws -> R
    ) throws -> [R] {
        try Stepping(try cachedStatement(sql: sql)).run(values) { rows in
            var decoded: [R] = []
            while try rows.next() { decoded.append(try decode(rows.columns)) }
            return decoded
        }
    }

    /// Hands every row to `body`. The statement is a fresh one: `body` may run the same query again.
    func forEach(
        _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing Columns) throws -> Void
    ) throws {
        try Stepping(try makeStatement(sql: sql)).run(values) { rows in
            while try rows.next() { try body(rows.columns) }
        }
    }

    /// Runs a writing statement, which is kept, and returns the number of rows it changed.
    func change(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try Stepping(try cachedStatement(sql: sql)).run(values) { rows in
            while try rows.next() {}
            return changesCount
        }
    }
}
