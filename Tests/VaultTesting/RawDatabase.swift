import Foundation
import GRDB

/// A value of a column, as SQLite holds it.
package enum RawValue: Hashable, Sendable {
    case null
    case number(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A database file as whoever may write it sees it: no store in between, no rule but SQLite's.
package struct RawDatabase: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// Runs SQL in one transaction of its own.
    package func run(_ statements: [(sql: String, values: [RawValue])]) throws {
        try write { database in
            for (sql, values) in statements {
                try database.execute(sql: sql, arguments: StatementArguments(values.map(\.databaseValue)))
            }
        }
    }

    package func run(_ sql: String, _ values: RawValue...) throws { try run([(sql, values)]) }

    /// The rows of a query.
    package func rows(_ sql: String, _ values: RawValue...) throws -> [[RawValue]] {
        try read { database in
            try GRDB.Row.fetchAll(database, sql: sql, arguments: StatementArguments(values.map(\.databaseValue)))
                .map { $0.databaseValues.map(RawValue.init) }
        }
    }

    /// Every stored value: the schema and all rows of all tables.
    package func dump() throws -> [String: [[RawValue]]] {
        try read { database in
            var dump: [String: [[RawValue]]] = [:]
            let names = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            let queries = names.map { "SELECT * FROM \"\($0)\" ORDER BY rowid" }
            for sql in queries + ["SELECT type, name, sql FROM sqlite_schema", "PRAGMA user_version"] {
                dump[sql] = try GRDB.Row.fetchAll(database, sql: sql).map { $0.databaseValues.map(RawValue.init) }
            }
            return dump
        }
    }

    private func write(_ body: (Database) throws -> Void) throws {
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA locking_mode = exclusive; PRAGMA synchronous = OFF")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write(body)
        try queue.close()
    }

    /// Runs SQL in a transaction that is in the file and not done: `look` sees the file and its journal as a kill would
    /// leave them.
    package func interrupted(by sql: String, _ look: (_ file: String, _ journal: String) throws -> Void) throws {
        struct Cut: Error {}
        do {
            try write { database in
                try database.execute(sql: "PRAGMA cache_spill = 1; PRAGMA cache_size = 1")
                try database.execute(sql: sql)
                try database.execute(sql: "CREATE TABLE filler AS SELECT zeroblob(200000) AS bytes")
                try look(path, path + "-journal")
                throw Cut()
            }
        } catch is Cut {}
    }

    /// Commits SQL into the write-ahead log: `look` sees the file and its log as a kill after the commit would leave them.
    package func committed(_ statements: [String], _ look: (_ file: String, _ log: String) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA locking_mode = exclusive; PRAGMA wal_autocheckpoint = 0")
            try database.inTransaction {
                for statement in statements { try database.execute(sql: statement) }
                return .commit
            }
        }
        try look(path, path + "-wal")
    }

    /// Makes a vault.db one of the first format.
    ///
    /// - Returns: the statements that lead it to the second.
    @discardableResult
    package func becomeFirstFormat() throws -> [String] {
        let tables = ["file", "draft", "searchIndex", "past_entry", "past_checkpoint"]
        let names = "'\(tables.joined(separator: "', '"))'"
        let sql = "SELECT sql FROM sqlite_schema WHERE tbl_name IN (\(names)) AND sql NOT NULL ORDER BY type DESC"
        let steps = try rows(sql).compactMap { row in if case .text(let text)? = row.first { text } else { nil } }
        for table in tables { try run("DROP TABLE \(table)") }
        try run("PRAGMA user_version = 1")
        return steps + ["PRAGMA user_version = 2"]
    }

    /// Reads without touching the file or making one beside it.
    private func read<R>(_ body: (Database) throws -> R) throws -> R {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: "file:\(path)?immutable=1", configuration: configuration)
        defer { try? queue.close() }
        return try queue.read(body)
    }
}

extension RawValue {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .number(number)
            case .double(let number): .number(Int64(bitPattern: number.bitPattern))
            case .string(let text): .text(text)
            case .blob(let data): .bytes(Array(data))
            }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .number(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }

    package var number: Int64? { if case .number(let number) = self { number } else { nil } }
    package var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
}

/// The bytes of a vault's files and of what its account remembers, kept so that they can be put back after each attack.
package struct KeptFiles: Sendable {
    private let folder: String
    private let files: [String: Data]

    /// - Parameter vault: closed.
    package init(of vault: TestVault) throws {
        folder = vault.folder
        files = try Self.paths(in: folder).reduce(into: [:]) { $0[$1] = try Data(contentsOf: URL(fileURLWithPath: $1)) }
    }

    private static func paths(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }.filter { path in
            let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            return type == .typeRegular
        }
    }

    package func contents(of path: String) -> [UInt8] { files[path].map(Array.init) ?? [] }

    /// Puts every file back, and removes what an attack left beside them.
    package func putBack() throws {
        for path in try Self.paths(in: folder) where files[path] == nil {
            try FileManager.default.removeItem(atPath: path)
        }
        for (path, contents) in files {
            let folder = (path as NSString).deletingLastPathComponent
            if !FileManager.default.fileExists(atPath: folder) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            try contents.write(to: URL(fileURLWithPath: path))
        }
    }
}
