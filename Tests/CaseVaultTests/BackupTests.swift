import AuditLog
import CaseVault
import Foundation
import Testing
import VaultTesting

@Suite("Backups: what is written, what is refused, what the log tells")
struct BackupTests {
    private func house() async throws -> (TestVault, Vault) {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        return (house, try await house.open())
    }

    private func acts(_ vault: Vault) async throws -> [String] {
        try await vault.auditLines().map { line in
            let entry = try AuditEntry(parsing: Array(line.utf8))
            return "\(entry.fields.act.text) \(entry.fields.result.rawValue)"
        }
    }

    @Test(
        "A backup is a whole vault.db at a checkpoint, with a list of hashes; the log tells of its beginning and its end"
    )
    func whole() async throws {
        let (house, vault) = try await house()
        let made = try await house.backUp(vault)
        #expect(
            try await acts(vault).suffix(5) == [
                "backup.make intent", "state ok", "backup.make ok", "backup.gate intent", "backup.gate ok",
            ])
        let names = try FileManager.default.contentsOfDirectory(atPath: made.vault).sorted()
        #expect(names == ["MANIFEST.sha256", "checkpoint", "vault.db"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: made.gate).sorted() == [
                "MANIFEST.sha256", "checkpoint", "gate.db",
            ])
        let status = try await vault.status()
        #expect(status.backups.map(\.time) == [house.clock.now, house.clock.now])
        #expect(status.backups.map(\.together) == [true, true])
        #expect(status.backups.map(\.entriesSince) == [2, 0])
        await vault.close()
        let report = try await house.check()
        #expect(report.findings == [])
    }

    @Test("The entries about a copy say what is copied, and its end names its beginning")
    func entries() async throws {
        let (house, vault) = try await house()
        _ = try await house.backUp(vault)
        let stick = house.folder + "/stick"
        try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
        try await vault.mirrorGate(to: stick, together: true)
        await #expect(throws: VaultError.self) { try await vault.backup(.gate, to: "/sys", together: true) }
        await #expect(throws: VaultError.self) { try await vault.mirrorGate(to: "/sys", together: true) }
        let entries = try await vault.auditLines().map { try AuditEntry(parsing: Array($0.utf8)) }
            .filter { $0.fields.act.text.hasPrefix("backup.") }
        let told = entries.map { "\($0.fields.act.text) \($0.fields.object.rawValue) \($0.fields.result.rawValue)" }
        #expect(
            told == [
                "backup.make backup intent", "backup.make backup ok", "backup.gate backup intent",
                "backup.gate backup ok", "backup.gate gate intent", "backup.gate gate ok",
                "backup.gate backup intent", "backup.gate backup failed", "backup.gate gate intent",
                "backup.gate gate failed",
            ])
        let refs = entries.enumerated().map { place, entry in
            entry.fields.ref == (place % 2 == 0 ? 0 : entries[place - 1].seq + 1)
        }
        #expect(!refs.contains(false))
        await vault.close()
    }

    @Test("The disk of the vault, and one disk for both parts, are refused unless asked for")
    func tooClose() async throws {
        let (house, vault) = try await house()
        let other = "/dev/shm/casevault-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: other) }
        await #expect(throws: VaultError.tooClose(.original)) {
            try await vault.backup(.vault, to: house.folder, together: false)
        }
        #expect(try await acts(vault).contains("backup.make intent") == false)
        // Both are to be made, the vault's first: that the gate's would lie with it is seen before.
        try await vault.checkBackup(.vault, to: other, together: false)
        try await vault.checkBackup(.gate, to: other, together: false)
        await #expect(throws: VaultError.tooClose(.otherPart)) {
            try await vault.checkBackup(.gate, to: other, after: other, together: false)
        }
        await #expect(throws: VaultError.invalid(.backupFolder)) {
            try await vault.checkBackup(.vault, to: other + "/nothing", together: true)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other).isEmpty)
        #expect(try await acts(vault).contains("backup.make intent") == false)
        let made = try await vault.backup(.vault, to: other, together: false)
        #expect(!made.together)
        await #expect(throws: VaultError.tooClose(.otherPart)) {
            try await vault.backup(.gate, to: other, together: false)
        }
        await #expect(throws: VaultError.invalid(.backupFolder)) {
            try await vault.backup(.vault, to: other + "/nothing", together: true)
        }
        await vault.close()
    }

    @Test("What an interruption left is cleared away by the next one; anything else in the folder is not touched")
    func remains() async throws {
        let (house, vault) = try await house()
        let first = try await house.backUp(vault)
        let name = try #require(first.vault.split(separator: "/").last)
        let part = house.backups + "/" + name.replacing("Z", with: "-1Z.part")
        try FileManager.default.copyItem(atPath: first.vault, toPath: part)
        try Data("x".utf8).write(to: URL(fileURLWithPath: house.backups + "/vault-ffffffff-1.part"))
        house.clock.advance(by: 60_000)
        let made = try await vault.backup(.vault, to: house.backups, together: true)
        #expect(made.cleared == 1)
        #expect(!FileManager.default.fileExists(atPath: part))
        #expect(FileManager.default.fileExists(atPath: house.backups + "/vault-ffffffff-1.part"))
        await vault.close()
    }

    @Test("A link that bears the name of an unfinished backup is not followed: what it points at stays whole")
    func linkInstead() async throws {
        let (house, vault) = try await house()
        let made = try await house.backUp(vault)
        let link = made.vault + "-x.part"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: house.directory)
        _ = try await vault.backup(.vault, to: house.backups, together: true)
        #expect(FileManager.default.fileExists(atPath: house.database))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == house.directory)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test("An attachment that is gone or damaged makes no backup", arguments: [true, false])
    func damagedAttachment(isGone: Bool) async throws {
        let files = try await FileHouse()
        try await files.add([UInt8](repeating: 7, count: 300_000))
        let chunks = URL(filePath: "\(files.files)/\(try #require(files.chunkFiles.first))")
        if isGone {
            try FileManager.default.removeItem(at: chunks)
        } else {
            var bytes = try Data(contentsOf: chunks)
            bytes[1000] ^= 1
            try bytes.write(to: chunks)
        }
        let vault = try await files.house.open()
        await #expect(throws: VaultError.badBackup(.copyDamaged)) { _ = try await files.house.backUp(vault) }
        await vault.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.house.backups) == [])
    }

    @Test("A vault that is damaged is not backed up, and nothing is left that is called a backup")
    func damaged() async throws {
        let small = try await SmallHouse()
        try RawDatabase(small.vault.database).run("UPDATE record SET sealed = zeroblob(length(sealed)) WHERE rowid = 1")
        let vault = try await small.vault.open()
        await #expect(throws: VaultError.badBackup(.copyDamaged)) { try await small.vault.backUp(vault) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: small.vault.backups) == [])
        #expect(try await acts(vault).last == "backup.make failed")
        await vault.close()
    }

    @Test("A vault of the first format is led to this one, after a copy of it was laid beside it")
    func update() async throws {
        let (house, vault) = try await house()
        await vault.close()
        let raw = RawDatabase(house.database)
        try raw.becomeFirstFormat()
        #expect(try await house.check().findings == [], "an older file is only read")
        #expect(try raw.rows("PRAGMA user_version").first?.first == .number(1))
        let opened = try await house.open()
        #expect(try await opened.status().notices.contains(.formatUpdated))
        await opened.close()
        #expect(try raw.rows("PRAGMA user_version").first?.first == .number(2))
        let older = RawDatabase(house.database + ".v1")
        #expect(try older.rows("PRAGMA user_version").first?.first == .number(1))
        #expect(try await house.check().findings == [])
    }

    /// Killed after the step was committed: it is in the log, and the header of the file still tells the first format. The
    /// copy that was made before stays what it is; one that was not made to its end is made again.
    @Test(arguments: [false, true]) func anInterruptedUpdate(wasCopied: Bool) async throws {
        let (house, vault) = try await house()
        await vault.close()
        let raw = RawDatabase(house.database)
        let steps = try raw.becomeFirstFormat()
        let (file, copy) = (URL(filePath: house.database), URL(filePath: house.database + ".v1"))
        let first = try Data(contentsOf: file)
        let killed = URL(filePath: house.folder + "/killed")
        if wasCopied {
            try first.write(to: copy)
            try raw.committed(steps) { file, log in
                try FileManager.default.createDirectory(at: killed, withIntermediateDirectories: false)
                for path in [file, log] {
                    try FileManager.default.copyItem(
                        atPath: path, toPath: killed.path + "/" + (path as NSString).lastPathComponent)
                }
            }
            for name in ["vault.db", "vault.db-wal"] {
                let place = house.directory + "/" + name
                try? FileManager.default.removeItem(atPath: place)
                try FileManager.default.copyItem(atPath: killed.path + "/" + name, toPath: place)
            }
            #expect(try Data(contentsOf: file) == first)
        } else {
            try first.prefix(5000).write(to: copy)
        }
        await (try await house.open()).close()
        #expect(try Data(contentsOf: copy) == first)
        #expect(!FileManager.default.fileExists(atPath: copy.path + "-wal"))
        #expect(try raw.rows("PRAGMA user_version").first?.first == .number(2))
        #expect(try await house.check().findings == [])
    }
}
