/// One of the two database files: what marks it, how it is written, what is in it.
struct FileFormat: Sendable {
    /// In the header of the file; tells it from any other program's database.
    let applicationID: Int32
    /// The schema version this program writes, kept in `user_version`.
    let version: Int
    let journalMode: String
    /// As the pragma answers: 2 is FULL, 3 is EXTRA.
    let synchronous: String
    let lockingMode: String
    /// The statements that make the schema, in order. `sqlite_schema` must hold exactly these texts.
    let schema: [String]
    /// For each older version, the statements that lead to the next one.
    let migrations: [Int: [String]]

    static let pageSize = "8192"
    /// 8 MiB, negative because it counts KiB: 1.2 times faster bulk than the default 2 MiB.
    static let cacheSize = "-8192"
    /// 24 MiB, for a process that stays: reads anywhere among 100,000 records take a tenth less.
    static let largeCacheSize = "-24576"

    /// What the open connection has to answer for each setting. Without writing there is no journal to have a mode.
    func expected(readOnly: Bool) -> [Setting: String] {
        var expected: [Setting: String] = [
            .applicationID: String(applicationID),
            .cacheSize: Self.cacheSize,
            .cellSizeCheck: "1",
            .encoding: "utf-8",
            .foreignKeys: "1",
            .journalMode: journalMode,
            .lockingMode: readOnly ? "exclusive" : lockingMode,
            .mmapSize: "0",
            .pageSize: Self.pageSize,
            .secureDelete: "1",
            .synchronous: synchronous,
            .tempStore: "2",
            .trustedSchema: "0",
            .userVersion: String(version),
            .walAutocheckpoint: "0",
        ]
        if readOnly { expected[.journalMode] = nil }
        return expected
    }
}

extension FileFormat {
    /// vault.db: the write-ahead log, each commit fsynced, and one connection that keeps the file's lock while it is
    /// open: a second opener is refused by SQLite itself, and no -shm file exists.
    static let vault = FileFormat(
        applicationID: 0x4356_4442,  // "CVDB"
        version: 2,
        journalMode: "wal",
        synchronous: "2",
        lockingMode: "exclusive",
        schema: Table.allCases.flatMap(\.schema) + LogSchema.all + LogSchema.past,
        migrations: [1: Table.file.schema + Table.draft.schema + Table.searchIndex.schema + LogSchema.past])

    /// gate.db: a rollback journal that is unlinked at each commit, its folder fsynced too. Locks are dropped between
    /// transactions, because a kept lock would keep the journal and the old seals in it.
    static let gate = FileFormat(
        applicationID: 0x4356_4754,  // "CVGT"
        version: 1,
        journalMode: "delete",
        synchronous: "3",
        lockingMode: "normal",
        schema: GateSchema.all,
        migrations: [:])
}
