import Foundation
import Testing

@testable import VaultStore

@Suite("What lies beside a database")
struct DatabaseFilesTests {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test("Log and journal bear the names that SQLite gives them")
    func names() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.insert(.sample())
        let gate = try GateDatabase.create(at: folder.gate)
        try gate.transaction { transaction in
            try transaction.insert(GateRow(kind: 1, id: .sample(1), step: 1, sealed: [1], hash: .sample(1)))
            let laid = try Set(folder.names.map { folder.path + "/" + $0 })
            let (files, gateFiles) = (DatabaseFiles(folder.vault), DatabaseFiles(folder.gate))
            #expect(laid == [files.database, files.log, gateFiles.database, gateFiles.journal])
        }
        #expect(DatabaseFiles("a").names == ["a", "a-wal", "a-shm", "a-journal"])
    }

    @Test("A log or journal counts once something is in it; an index alone says nothing")
    func somethingInIt() throws {
        let files = DatabaseFiles(folder.vault)
        #expect(!files.hasLog)
        try folder.write([1], to: "vault.db")
        try folder.write([1], to: "vault.db-shm")
        for name in ["vault.db-wal", "vault.db-journal"] {
            try folder.write([], to: name)
            #expect(!files.hasLog, "\(name)")
            try folder.write([1], to: name)
            #expect(files.hasLog, "\(name)")
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        #expect(!files.hasLog)
    }

    @Test("A link to a log counts, and SQLite does not follow it")
    func link() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.truncateWAL()
        try vault.insert(.sample(.person, 1))
        let copy = try Folder()
        try copy.write(try folder.bytes("vault.db"), to: "vault.db")
        try copy.write(try folder.bytes("vault.db-wal"), to: "elsewhere")
        #expect(try VaultDatabase(opening: copy.vault, readOnly: true).count(.person) == 0)
        let files = DatabaseFiles(copy.vault)
        #expect(!files.hasLog)
        try FileManager.default.createSymbolicLink(atPath: files.log, withDestinationPath: copy.path + "/elsewhere")
        #expect(files.hasLog)
        for readOnly in [true, false] {
            #expect(throws: StoreError.cannotOpen) { try VaultDatabase(opening: copy.vault, readOnly: readOnly) }
        }
    }
}
