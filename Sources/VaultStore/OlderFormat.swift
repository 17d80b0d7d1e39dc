import GRDB

/// Reading a file of an older version as it is, without leading it to this one: `check` changes nothing.
extension FileFormat {
    /// This format as it was at an older version, or nil when no migration leads on from there.
    private func asOf(_ found: Int) -> FileFormat? {
        guard found < version else { return nil }
        let later = (found..<version).map { migrations[$0] }
        guard later.allSatisfy({ $0 != nil }) else { return nil }
        let added = Set(later.flatMap { $0 ?? [] })
        return FileFormat(
            applicationID: applicationID, version: found, journalMode: journalMode, synchronous: synchronous,
            lockingMode: lockingMode, schema: schema.filter { !added.contains($0) }, migrations: [:])
    }

    /// Checks an older file that is only read against the schema it had, and puts an empty table in memory in the place
    /// of each that it lacks.
    ///
    /// - Returns: false when the file is not older.
    func readsOlder(_ database: Database) throws -> Bool {
        guard let older = asOf(try storedVersion(of: database)) else { return false }
        try older.check(database, readOnly: true)
        for statement in schema where !older.schema.contains(statement) {
            try database.execute(sql: Self.inMemory(statement))
        }
        return true
    }

    /// The same statement for a table that lives as long as the connection.
    private static func inMemory(_ statement: String) -> String {
        statement.replacing("CREATE TABLE ", with: "CREATE TEMP TABLE ", maxReplacements: 1)
            .replacing("CREATE UNIQUE INDEX ", with: "CREATE UNIQUE INDEX temp.", maxReplacements: 1)
    }
}
