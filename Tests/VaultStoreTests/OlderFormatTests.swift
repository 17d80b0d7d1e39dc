import Testing

@testable import VaultStore

/// Guards that a vault of an older version is read as it is, and becomes one of this version without losing a row.
@Suite("Vaults of format 1")
struct OlderFormatTests {
    let folder: Folder
    private static let undone =
        ["file", "draft", "searchIndex", "past_entry", "past_checkpoint"].map { "DROP TABLE \($0)" }
        + ["PRAGMA user_version = 1"]

    init() throws {
        folder = try Folder()
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.insert(.sample(.person, 1))
        // What format 2 added is taken away again.
        for sql in Self.undone { try vault.connection.run(sql) }
        try vault.close()
    }

    @Test("Read only: the missing table is empty, and no byte changes")
    func readOnly() throws {
        let before = try folder.bytes("vault.db")
        let vault = try VaultDatabase(opening: folder.vault, readOnly: true)
        #expect(try vault.count(.person) == 1)
        #expect(try Table.allCases.map { try vault.count($0) } == Table.allCases.map { $0 == .person ? 1 : 0 })
        var digests = 0
        try vault.forEachDigest { _ in digests += 1 }
        #expect(digests == 1)
        #expect(try vault.integrityFindings().isEmpty)
        try vault.close()
        #expect(try folder.bytes("vault.db") == before)
        #expect(try folder.names == ["vault.db"])
    }

    @Test("For writing it has to be upgraded; then it has every table")
    func upgrade() throws {
        #expect(throws: StoreError.olderFormat(found: 1, supported: 2)) { try VaultDatabase(opening: folder.vault) }
        let vault = try VaultDatabase.upgrade(at: folder.vault)
        #expect(try vault.count(.person) == 1)
        try vault.insert(.sample(.file, 3))
        try vault.close()
        #expect(try VaultDatabase(opening: folder.vault).count(.file) == 1)
    }

    @Test("An older file with a schema that is not its version's is damaged")
    func foreignSchema() throws {
        let vault = try VaultDatabase.upgrade(at: folder.vault)
        for sql in Self.undone + ["CREATE TABLE extra (a)"] { try vault.connection.run(sql) }
        try vault.close()
        #expect(throws: StoreError.damaged) { try VaultDatabase(opening: folder.vault, readOnly: true) }
    }
}
