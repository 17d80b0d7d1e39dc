/// The texts of the statements on one table of rows. Each text is prepared once for a connection and kept.
struct RowStatements: Sendable {
    let latest: String
    let exact: String
    let revisions: String
    let all: String
    let digests: String
    let digestsOfBucket: String
    let exists: String
    let count: String
    let insert: String
    let replace: String
    let delete: String
    let deleteRevision: String

    /// Columns in the order that `Row.init(_:of:)` expects.
    init(_ table: Table) {
        let name = table.name
        let select = "SELECT id, revision, hash, sealed\(table.hasGeneration ? ", gen" : "") FROM \(name)"
        latest = select + " WHERE id = ? ORDER BY revision DESC LIMIT 1"
        exact = select + " WHERE id = ? AND revision = ?"
        revisions = select + " WHERE id = ? ORDER BY revision"
        all = select + " ORDER BY id, revision"
        let digest = "SELECT id, revision, hash FROM \(name)"
        digests = digest + " ORDER BY id, revision"
        digestsOfBucket = digest + " WHERE id BETWEEN ? AND ? ORDER BY id, revision"
        exists = "SELECT EXISTS (SELECT 1 FROM \(name) WHERE id = ?)"
        count = "SELECT count(*) FROM \(name)"
        insert =
            "INSERT INTO \(name) (id, revision, hash, sealed\(table.hasGeneration ? ", gen" : "")) "
            + "VALUES (?, ?, ?, ?\(table.hasGeneration ? ", ?" : ""))"
        replace =
            "UPDATE \(name) SET id = ?, revision = ?, hash = ?, sealed = ?\(table.hasGeneration ? ", gen = ?" : "") "
            + "WHERE id = ? AND revision = ?"
        delete = "DELETE FROM \(name) WHERE id = ?"
        deleteRevision = delete + " AND revision = ?"
    }

    static func of(_ table: Table) -> RowStatements { byTable[Int(table.rawValue) - 1] }

    private static let byTable = Table.allCases.map(RowStatements.init)
}
