import GRDB

extension FileFormat {
    /// Refuses a file by its header, before SQLite opens it.
    ///
    /// - Parameter older: whether a file of an older version will do: it is upgraded, or only read.
    func accept(_ header: FileHeader, older: Bool) throws(StoreError) {
        guard header.applicationID == applicationID else { throw .notAVault }
        guard header.pageSize == Int(Self.pageSize) else { throw .damaged }
        try accept(version: header.userVersion, older: older)
    }

    private func accept(version found: Int, older: Bool) throws(StoreError) {
        guard found > 0 else { throw .damaged }
        guard found <= version else { throw .newerFormat(found: found, supported: version) }
        guard found == version || older else { throw .olderFormat(found: found, supported: version) }
    }

    /// Sets what is set anew on every connection. The locking mode comes first: once the log has been read in normal mode,
    /// which several of these pragmas do, its index is a file.
    func prepare(_ database: Database, readOnly: Bool) throws {
        let pragmas: KeyValuePairs<Setting, String> = [
            .lockingMode: readOnly ? "exclusive" : lockingMode, .trustedSchema: "0", .cellSizeCheck: "1",
            .secureDelete: "1", .tempStore: "2", .mmapSize: "0", .cacheSize: Self.cacheSize,
            .synchronous: synchronous, .walAutocheckpoint: "0",
        ]
        for (setting, value) in pragmas {
            try database.execute(sql: "PRAGMA \(setting.rawValue) = \(value)")
        }
    }

    /// Writes the schema into a new, empty file. The journal mode is set last, so that the first transaction is in the
    /// file itself and the header says from the start whose it is.
    func makeSchema(on database: Database) throws {
        try database.execute(sql: "PRAGMA page_size = \(Self.pageSize)")
        try database.execute(sql: "BEGIN IMMEDIATE")
        for statement in schema { try database.execute(sql: statement) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
        try database.execute(sql: "COMMIT")
        try database.execute(sql: "PRAGMA journal_mode = \(journalMode)")
    }

    /// Leads an older file to this version, one transaction for each step.
    func upgrade(_ database: Database) throws {
        var found = try storedVersion(of: database)
        try accept(version: found, older: true)
        while found < version {
            guard let steps = migrations[found] else { throw StoreError.damaged }
            try database.execute(sql: "BEGIN IMMEDIATE")
            for statement in steps { try database.execute(sql: statement) }
            found += 1
            try database.execute(sql: "PRAGMA user_version = \(found)")
            try database.execute(sql: "COMMIT")
        }
    }

    func storedVersion(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Asks the open connection whether every setting took, and whether the schema is ours to the letter.
    ///
    /// The version is asked again: the header that was read first may be older than the log.
    func check(_ database: Database, readOnly: Bool) throws {
        try accept(version: storedVersion(of: database), older: false)
        for (setting, value) in expected(readOnly: readOnly) where try setting.value(on: database) != value {
            throw StoreError.settingRefused(setting)
        }
        let rows = try SchemaRow.all(in: database)
        guard rows.count == schema.count, Set(rows) == Set(schema.compactMap(SchemaRow.init(of:))) else {
            throw StoreError.damaged
        }
    }
}
