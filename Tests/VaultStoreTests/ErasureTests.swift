import Testing

@testable import VaultStore

@Suite("Erased bytes are gone from the files")
struct ErasureTests {
    let folder: Folder
    let vault: VaultDatabase
    /// Bytes that occur nowhere by chance.
    let mark: [UInt8] = Array("the mark of this test, 32 bytes.".utf8)

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    private func places() throws -> [String] {
        try folder.names.filter { try folder.bytes($0).contains(mark) }
    }

    private func row(_ count: Int, revision: UInt64 = 1) throws -> Row {
        var sealed = [UInt8](repeating: 7, count: count)
        for start in stride(from: 0, to: count - mark.count, by: 64) {
            sealed.replaceSubrange(start..<start + mark.count, with: mark)
        }
        return try .sample(.record, 1, revision: revision, sealed: sealed)
    }

    @Test("Deleted: from the file with the next checkpoint", arguments: [100, 5_000, 100_000])
    func delete(count: Int) throws {
        try vault.insert(.sample(.record, 0), row(count), .sample(.record, 2))
        try vault.truncateWAL()
        #expect(try places() == ["vault.db"])
        try vault.transaction { transaction in try transaction.delete(.record, .sample(1), revision: 1) }
        #expect(try places() == ["vault.db"])
        try vault.passiveCheckpoint()
        #expect(try places() == [])
    }

    @Test("In the log the bytes stay until it is cut", arguments: [100, 5_000, 100_000])
    func log(count: Int) throws {
        try vault.insert(.sample(.record, 0), row(count), .sample(.record, 2))
        try vault.transaction { transaction in try transaction.delete(.record, .sample(1), revision: 1) }
        try vault.passiveCheckpoint()
        #expect(try places() == ["vault.db-wal"])
        try vault.truncateWAL()
        #expect(try places() == [])
        #expect(try folder.bytes("vault.db-wal").isEmpty)
        #expect(try vault.count(.record) == 2)
    }

    @Test("Replaced: the old bytes likewise", arguments: [100, 5_000, 100_000])
    func replace(count: Int) throws {
        try vault.insert(row(count))
        try vault.truncateWAL()
        #expect(try places() == ["vault.db"])
        try vault.transaction { transaction in
            try transaction.replace(.sample(.record, 1, revision: 2), expecting: 1)
        }
        try vault.truncateWAL()
        #expect(try places() == [])
    }

    @Test("A deletion that is rolled back deletes nothing")
    func rolledBack() throws {
        struct Stop: Error {}
        try vault.insert(row(100))
        #expect(throws: Stop.self) {
            try vault.transaction { transaction in
                try transaction.delete(.record, .sample(1), revision: 1)
                throw Stop()
            }
        }
        #expect(try vault.row(.record, .sample(1)) == row(100))
    }

    @Test("In the gate: from the file and the journal with the commit")
    func gate() throws {
        let gate = try GateDatabase.create(at: folder.gate)
        let id = try RowID.sample(1)
        let row = GateRow(kind: 1, id: id, step: 1, sealed: mark, hash: try .sample(1))
        let tombstone = GateRow(kind: 1, id: id, step: 2, sealed: [1], hash: try .sample(2))
        try gate.transaction { transaction in try transaction.insert(row) }
        #expect(try places() == ["gate.db"])
        try gate.transaction { transaction in try transaction.replace(tombstone, expecting: 1) }
        #expect(try places() == [])
        #expect(try folder.names.filter { $0.hasPrefix("gate") } == ["gate.db"])
    }
}
