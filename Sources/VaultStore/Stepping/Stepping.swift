import GRDB
import GRDBSQLite

/// A prepared statement while it is used once, bound and stepped by SQLite's own functions.
///
/// GRDB keeps the connection, its queue and its prepared statements, and names this way to them
/// (`Statement.sqliteStatement`). Its values and rows cost more than what SQLite does for a row, since each is wrapped on the
/// way in and out: of opening a record that was a fifth. This folder is the one place of the
/// store with unsafe lines besides the two that set up a connection (Tools/check.d/layers.py).
struct Stepping: ~Copyable {
    private let statement: Statement
    /// Of the row that ``next()`` went to.
    let columns: Columns

    init(_ statement: Statement) {
        self.statement = statement
        columns = unsafe Columns(of: statement.sqliteStatement)
    }

    /// Binds `values`, lends the statement to `body`, and sets it back, whatever happens: one that stands at a row
    /// keeps its read transaction, and one that is kept its values.
    ///
    /// - Throws: `.engine` for a statement that is in use, as a kept one is while its own rows are decoded, and for another
    ///   number of values than it has parameters.
    func run<R>(_ values: [SQLValue], _ body: (borrowing Self) throws -> R) throws -> R {
        let raw = unsafe statement.sqliteStatement
        guard unsafe sqlite3_stmt_busy(raw) == 0 else { throw StoreError(code: .SQLITE_MISUSE) }
        defer {
            unsafe sqlite3_reset(raw)
            unsafe sqlite3_clear_bindings(raw)
        }
        // One that is left out would be NULL.
        guard unsafe sqlite3_bind_parameter_count(raw) == Int32(values.count) else {
            throw StoreError(code: .SQLITE_MISUSE)
        }
        for (index, value) in values.enumerated() { unsafe try value.bind(to: raw, at: Int32(index + 1)) }
        return try body(self)
    }

    /// Goes to the next row, the first at the beginning; false when there is none.
    func next() throws(StoreError) -> Bool {
        let status = unsafe sqlite3_step(statement.sqliteStatement)
        switch status {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw StoreError(code: ResultCode(rawValue: status))
        }
    }
}
