/// The texts of the statements on one table of rows. Each text is prepared once for a connection and kept.
struct RowStatements: Sendable {
    let latest: String
    let latestPlace: String
    let exact: String
    let revisions: String
    let all: String
    let digests: String
    let exists: String
    let count: String
    let duplicates: String
    /// A revision that is taken becomes NULL, which the column refuses: the schema's index holds the hash too.
    let insert: String
    /// By its rowid: for a statement that may change several rows SQLite opens a journal of its own, and ends it by walking
    /// through all that the savepoint around it has kept. Of two rows at one place none is changed.
    let replace: String
    let delete: String

    /// Columns in the order that `Row.init(_:of:)` expects.
    init(_ table: Table) {
        let name = table.name
        let select = "SELECT id, revision, hash, sealed\(table.hasGeneration ? ", gen" : "") FROM \(name)"
        latest = select + " WHERE id = ? ORDER BY revision DESC LIMIT 1"
        latestPlace =
            "SELECT revision\(table.hasGeneration ? ", gen" : "") FROM \(name) WHERE id = ? ORDER BY revision DESC LIMIT 1"
        exact = select + " WHERE id = ? AND revision = ?"
        revisions = select + " WHERE id = ? ORDER BY revision"
        all = select + " ORDER BY id, revision"
        digests = "SELECT id, revision, hash FROM \(name) ORDER BY id, revision"
        exists = "SELECT EXISTS (SELECT 1 FROM \(name) WHERE id = ?)"
        count = "SELECT count(*) FROM \(name)"
        duplicates = "SELECT count(*) FROM (SELECT 1 FROM \(name) GROUP BY id, revision HAVING count(*) > 1)"
        let taken = "EXISTS (SELECT 1 FROM \(name) WHERE id = ?1 AND revision = ?2)"
        insert =
            "INSERT INTO \(name) (id, revision, hash, sealed\(table.hasGeneration ? ", gen" : "")) "
            + "VALUES (?1, iif(\(taken), NULL, ?2), ?3, ?4\(table.hasGeneration ? ", ?5" : ""))"
        let old = table.hasGeneration ? "?6" : "?5"
        replace =
            "UPDATE \(name) SET revision = iif(?2 <> revision AND \(taken), NULL, ?2), hash = ?3, sealed = ?4"
            + (table.hasGeneration ? ", gen = ?5" : "")
            + " WHERE rowid = (SELECT iif(count(*) = 1, max(rowid), NULL) FROM \(name) WHERE id = ?1 AND revision = \(old))"
        delete = "DELETE FROM \(name) WHERE id = ? AND revision = ?"
    }

    static func of(_ table: Table) -> RowStatements { byCode[Int(table.rawValue)] }

    /// By code; at a code that is kept free stands what nobody asks for.
    private static let byCode = Table.codes.map { RowStatements(Table(rawValue: $0) ?? .statement) }
}
