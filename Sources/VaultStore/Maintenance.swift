import GRDB

/// What SQLite's own check found. Its texts stay here: they may quote table names, never content.
package enum IntegrityFinding: Hashable, Sendable {
    /// A page, cell or index that does not hold together.
    case structure
    /// A value the schema does not allow.
    case value
    /// A row that is there twice with one revision.
    case duplicate
}

/// How far a checkpoint came.
package struct CheckpointProgress: Hashable, Sendable {
    /// Frames in the write-ahead log, and how many of them are in the database file.
    package let frames: Int
    package let checkpointed: Int
}

extension VaultDatabase {
    /// SQLite's `integrity_check`: the structure of the file, the indexes and the constraints; at most 100 findings.
    package func integrityFindings() throws(StoreError) -> [IntegrityFinding] {
        var findings = try connection.integrityFindings()
        for table in Table.allCases where try hasDuplicates(table) { findings.append(.duplicate) }
        return findings
    }

    private func hasDuplicates(_ table: Table) throws(StoreError) -> Bool {
        try connection.read { database in
            try database.first(RowStatements.of(table).duplicates) { try $0.number(0) > 0 } ?? false
        }
    }

    /// Moves what it can from the write-ahead log into the file, for idle moments. The log keeps its size and is reused.
    @discardableResult
    package func passiveCheckpoint() throws(StoreError) -> CheckpointProgress {
        try connection.checkpoint(.passive)
    }

    /// Keeps up to 24 MiB of the file in memory from now on, instead of eight. For a process that stays; what a command
    /// needs for an attachment, a backup or an export has to stay within forty.
    package func keepMore() throws(StoreError) {
        try connection.read { try $0.execute(sql: "PRAGMA cache_size = \(FileFormat.largeCacheSize)") }
    }

    /// Moves everything into the file and cuts the write-ahead log to nothing, so that deleted bytes are in neither.
    package func truncateWAL() throws(StoreError) {
        try connection.moveWriteAheadLog()
    }

    /// Writes a copy, consistent and durable, as a new file at `path`; it opens like any vault.db.
    ///
    /// - Throws: `.alreadyExists`, `.cannotOpen`, `.full`, `.inputOutput`, `.syncFailed`, `.damaged`.
    package func copy(
        to path: String, progress: @escaping (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
    ) throws(StoreError) {
        try connection.copy(to: path, .vault, progress)
    }
}

extension GateDatabase {
    /// As `VaultDatabase.copy`.
    package func copy(to path: String) throws(StoreError) {
        try connection.copy(to: path, .gate) { _, _ in }
    }
}

extension Connection {
    func integrityFindings() throws(StoreError) -> [IntegrityFinding] {
        try read { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }.map { text in
                text.hasPrefix("CHECK") || text.hasPrefix("NULL value") || text.contains(" value in ")
                    ? .value : .structure
            }
        }
    }

    /// Moves everything into the file, durably, and cuts the log to nothing.
    func moveWriteAheadLog() throws(StoreError) {
        let progress = try checkpoint(.truncate)
        guard progress.frames == progress.checkpointed else { throw .locked }
    }

    func checkpoint(_ mode: Database.CheckpointMode) throws(StoreError) -> CheckpointProgress {
        try read { database in
            try database.first("PRAGMA wal_checkpoint(\(mode == .passive ? "PASSIVE" : "TRUNCATE"))") { row in
                guard try row.number(0) == 0 else { throw StoreError.locked }
                return CheckpointProgress(frames: Int(try row.number(1)), checkpointed: Int(try row.number(2)))
            } ?? CheckpointProgress(frames: 0, checkpointed: 0)
        }
    }
}
