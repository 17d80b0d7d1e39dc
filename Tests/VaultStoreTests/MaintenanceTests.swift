import SeededNumbers
import Testing

@testable import VaultStore

@Suite("Maintenance")
struct MaintenanceTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    @Test("A passive checkpoint moves the log into the file; nothing else does")
    func checkpoints() throws {
        for number in 1...200 {
            try vault.insert(.sample(.record, number, sealed: [UInt8](repeating: 1, count: 20_000)))
        }
        #expect(try folder.bytes("vault.db-wal").count > 4_000_000)
        let size = try folder.bytes("vault.db").count
        let progress = try vault.passiveCheckpoint()
        #expect(progress.frames > 400 && progress.frames == progress.checkpointed)
        #expect(try folder.bytes("vault.db").count > size + 4_000_000)
        let logSize = try folder.bytes("vault.db-wal").count
        try vault.insert(.sample(.person, 1))
        #expect(try folder.bytes("vault.db-wal").count == logSize)
        try vault.truncateWAL()
        #expect(try folder.bytes("vault.db-wal").isEmpty)
        #expect(try vault.integrityFindings().isEmpty)
    }

    @Test("A row that is there twice is found, although the index takes it")
    func duplicate() throws {
        try vault.insert(.sample(.person, 1))
        try vault.connection.run(
            "INSERT INTO person (id, revision, hash, sealed) SELECT id, revision, zeroblob(32), sealed FROM person")
        #expect(try vault.integrityFindings() == [.duplicate])
    }

    @Test("A value the schema does not allow is found")
    func value() throws {
        try vault.insert(.sample(.person, 1))
        try vault.connection.run("PRAGMA ignore_check_constraints = 1; UPDATE person SET revision = 0")
        try vault.connection.run("PRAGMA ignore_check_constraints = 0")
        #expect(try vault.integrityFindings() == [.value])
        #expect(try vault.row(.person, .sample(1))?.revision == 0)
    }

    /// What is read then may be wrong: the hashes above the store tell.
    @Test("A flipped bit never traps: whatever is called answers, or says that the file is damaged")
    func flips() throws {
        let rows = try (0..<40).map { try Row.sample(.record, $0, sealed: [UInt8](repeating: UInt8($0), count: 300)) }
        try vault.transaction { transaction in
            for row in rows { try transaction.insert(row) }
            for seq in 0..<40 { try transaction.append(seq: UInt64(seq), line: [UInt8](repeating: 65, count: 300)) }
        }
        try vault.close()
        let good = try folder.bytes("vault.db")
        var dice = Dice.rolled
        for _ in 0..<400 {
            var bytes = good
            let bit = Int.random(in: 0..<good.count * 8, using: &dice)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            try folder.write(bytes, to: "flip.db")
            do {
                let flipped = try VaultDatabase(opening: folder.path + "/flip.db", readOnly: true)
                for row in rows { _ = try flipped.row(.record, row.id) }
                try flipped.forEachRow(of: .record) { _ in }
                try flipped.forEachDigest { _ in }
                try flipped.forEachLine { _, _ in }
                _ = try flipped.integrityFindings()
            } catch {
                switch StoreError(error) {
                case .damaged, .notAVault, .newerFormat, .settingRefused, .cannotOpen, .inputOutput, .full: break
                default: Issue.record(error, "bit \(bit), seed \(dice.seed)")
                }
            }
        }
    }

    @Test("A copy is a vault of its own with the same rows, taken while the vault is open")
    func copy() throws {
        for number in 1...50 {
            try vault.insert(.sample(.record, number, sealed: [UInt8](repeating: 1, count: 9_000)))
        }
        try vault.transaction { transaction in try transaction.append(seq: 0, line: [65]) }
        let path = folder.path + "/copy.db"
        try vault.copy(to: path)
        #expect(throws: StoreError.alreadyExists) { try vault.copy(to: path) }
        try vault.insert(.sample(.record, 51))
        #expect(try folder.names == ["copy.db", "vault.db", "vault.db-wal"])
        let copy = try VaultDatabase(opening: path, readOnly: true)
        #expect(try copy.count(.record) == 50)
        #expect(try copy.line(0) == [65])
        #expect(try copy.integrityFindings().isEmpty)
        for number in 1...50 {
            #expect(try copy.row(.record, .sample(number)) == vault.row(.record, .sample(number)))
        }
        let writer = try VaultDatabase(opening: path)
        try writer.insert(.sample(.record, 51))
    }
}
