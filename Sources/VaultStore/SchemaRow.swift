import GRDB

/// A row of `sqlite_schema` without its root page: what SQLite itself remembers of a table or index.
///
/// SQLite compares names without regard to case, so a changed letter works on; but it is a changed file.
struct SchemaRow: Hashable {
    let type: String
    let name: String
    let table: String
    let sql: String

    /// The row that a statement of our schema makes: `CREATE TABLE name …` or `CREATE UNIQUE INDEX name ON table …`.
    init?(of statement: String) {
        let words = statement.split(separator: " ", maxSplits: 6).map(String.init)
        guard words.count > 5 else { return nil }
        switch words[1] {
        case "TABLE": (type, name, table) = ("table", words[2], words[2])
        case "UNIQUE": (type, name, table) = ("index", words[3], words[5])
        default: return nil
        }
        sql = statement
    }

    private init(_ row: GRDB.Row) throws {
        // A blob with the letters of a name is taken for the name, by SQLite and by GRDB.
        guard try row.decode(String.self, atIndex: 4) == "texttexttexttext" else { throw StoreError.damaged }
        (type, name) = (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
        (table, sql) = (try row.decode(atIndex: 2), try row.decode(atIndex: 3))
    }

    private static let query =
        "SELECT type, name, tbl_name, sql, typeof(type) || typeof(name) || typeof(tbl_name) || typeof(sql) "
        + "FROM sqlite_schema"

    /// Every row there is.
    ///
    /// - Throws: `.damaged` for one that holds something else than text; SQLite's own, without one, we have none of.
    static func all(in database: Database) throws -> [SchemaRow] {
        try GRDB.Row.fetchAll(database, sql: query).map { try SchemaRow($0) }
    }
}
