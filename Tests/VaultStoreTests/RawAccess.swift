import GRDB
import GRDBSQLite
import Testing

@testable import VaultStore

extension Connection {
    /// Runs SQL of the test's own, past everything the store allows.
    func run(_ sql: String) throws {
        try access { database in try database.execute(sql: sql) }
    }
}

extension Connection {
    /// What the open connection answers for each setting that has a pragma.
    var settings: [Setting: String] {
        get throws {
            try access { database in
                try Setting.allCases.filter { $0 != .defensive }.reduce(into: [:]) {
                    $0[$1] = try $1.value(on: database)
                }
            }
        }
    }

    /// How SQLite would run a statement.
    func plan(_ sql: String) throws -> String {
        try access { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments([])
            return try String.fetchAll(statement, adapter: SuffixRowAdapter(fromIndex: 3)).joined(separator: "\n")
        }
    }

    /// A kept statement with the values that are bound to it.
    func expanded(_ sql: String) throws -> String {
        try access { database in
            let text = unsafe try #require(sqlite3_expanded_sql(try database.cachedStatement(sql: sql).sqliteStatement))
            defer { unsafe sqlite3_free(text) }
            return unsafe String(cString: text)
        }
    }
}
