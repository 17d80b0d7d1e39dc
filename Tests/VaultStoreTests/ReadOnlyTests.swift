import Foundation
import Testing

@testable import VaultStore

@Suite("Reading without writing")
struct ReadOnlyTests {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    /// The bytes of every file of the folder.
    private func snapshot() throws -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: try folder.names.map { ($0, try folder.bytes($0)) })
    }

    private func expectNoWriting(_ vault: VaultDatabase) throws {
        #expect(throws: StoreError.readOnly) { try vault.insert(.sample(.person, 9)) }
        #expect(throws: StoreError.readOnly) {
            try vault.transaction { transaction in try transaction.append(seq: 0, line: [65]) }
        }
    }

    @Test("A closed vault is read with nothing made or changed beside it")
    func closedVault() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.insert(.sample(.person, 1))
        try vault.close()
        let before = try snapshot()
        let reader = try VaultDatabase(opening: folder.vault, readOnly: true)
        #expect(try reader.row(.person, .sample(1)) == .sample(.person, 1))
        #expect(try reader.integrityFindings().isEmpty)
        try expectNoWriting(reader)
        #expect(try snapshot() == before)
        try reader.close()
        #expect(try snapshot() == before)
    }

    @Test("A copy of a vault whose process died is read with its log, and the log stays")
    func withLog() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.insert(.sample(.person, 1))
        try vault.truncateWAL()
        try vault.insert(.sample(.person, 2))
        let copy = try Folder()
        for name in try folder.names { try copy.write(try folder.bytes(name), to: name) }
        #expect(try copy.names == ["vault.db", "vault.db-wal"])
        let before = [try copy.bytes("vault.db"), try copy.bytes("vault.db-wal")]
        for _ in 0..<2 {
            let reader = try VaultDatabase(opening: copy.vault, readOnly: true)
            #expect(try reader.count(.person) == 2)
            #expect(try reader.connection.settings[.userVersion] == "2")
            try expectNoWriting(reader)
            try reader.close()
            #expect(try copy.names == ["vault.db", "vault.db-wal"])
            #expect([try copy.bytes("vault.db"), try copy.bytes("vault.db-wal")] == before)
        }
        #expect(try VaultDatabase(opening: copy.vault).count(.person) == 2)
    }

    @Test("A log that ends in the middle of a transaction is read up to the one before")
    func tornLog() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        for number in 1...3 { try vault.insert(.sample(.person, number, sealed: [UInt8](repeating: 1, count: 3_000))) }
        let (file, log) = (try folder.bytes("vault.db"), try folder.bytes("vault.db-wal"))
        let copy = try Folder()
        try copy.write(file, to: "vault.db")
        var counts: Set<Int> = []
        for length in stride(from: log.count, through: 0, by: -2_000) {
            try copy.write(log.prefix(length), to: "vault.db-wal")
            let reader = try VaultDatabase(opening: copy.vault, readOnly: true)
            counts.insert(try reader.count(.person))
            #expect(try reader.integrityFindings().isEmpty)
        }
        #expect(counts == [0, 1, 2, 3])
    }

    @Test("A gate with a journal is not shown half written")
    func journal() throws {
        let gate = try GateDatabase.create(at: folder.gate)
        let row = GateRow(kind: 1, id: try .sample(1), step: 1, sealed: [1], hash: try .sample(1))
        try gate.transaction { transaction in try transaction.insert(row) }
        let copy = try Folder()
        try gate.connection.run("PRAGMA cache_size = 1")
        try gate.transaction { transaction in
            for number in 2...400 {
                try transaction.insert(
                    GateRow(
                        kind: 1, id: .sample(number), step: 1, sealed: [UInt8](repeating: 1, count: 900),
                        hash: .sample(1)))
            }
            for name in try folder.names { try copy.write(try folder.bytes(name), to: name) }
        }
        #expect(try copy.names == ["gate.db", "gate.db-journal"])
        let before = try copy.bytes("gate.db")
        #expect(throws: StoreError.readOnly) {
            try GateDatabase(opening: copy.gate, readOnly: true).rows()
        }
        #expect(try copy.bytes("gate.db") == before)
        #expect(try GateDatabase(opening: copy.gate).rows() == [row])
    }

    @Test(
        "A path with letters that mean something in a URI is a path",
        arguments: ["a b?c=d&e%41#f", "šč;ж", "file:x"])
    func oddPath(name: String) throws {
        let path = folder.path + "/" + name
        let vault = try VaultDatabase.create(at: path)
        try vault.insert(.sample(.person, 1))
        try vault.close()
        #expect(try VaultDatabase(opening: path, readOnly: true).count(.person) == 1)
        #expect(try VaultDatabase(opening: path).count(.person) == 1)
        #expect(try folder.names == [name])
    }
}
