import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards what an opening takes for the work of an interrupted command: rows of gate.db with a later step than the log's.
/// Whoever may write the file may write any step.
@Suite struct GateStrayTests {
    /// The u of a passphrase that was changed, put back as the newest row of all.
    @Test func whatWasDestroyedIsDestroyedAgain() async throws {
        let house = try TestVault()
        try await house.create()
        let before = house.folder + "/before.db"
        try FileManager.default.copyItem(atPath: house.gateDatabase, toPath: before)
        try await house.with("ana") { vault, ana in
            try await vault.changePassphrase(
                in: ana, current: try .typed("ana's long passphrase"), new: try .typed("quite another passphrase"))
        }
        let kept = try KeptFiles(of: house)
        let gate = RawDatabase(house.gateDatabase)
        let now = try gate.rows("SELECT id FROM gate WHERE kind = 70")
        let old = try #require(
            try RawDatabase(before).rows("SELECT id, hash, sealed FROM gate WHERE kind = 70").first { row in
                !now.contains([row[0]])
            })
        try gate.run(
            "INSERT INTO gate (kind, id, step, hash, sealed) SELECT 70, ?, max(step) + 1, ?, ? FROM gate", old[0],
            old[1],
            old[2])
        #expect(try await house.check().findings.contains { $0.kind == .unexpected })
        let vault = try await house.open()
        #expect(try await vault.status().notices.contains(.gateDeletionFinished))
        await vault.close()
        #expect(try gate.rows("SELECT id FROM gate WHERE kind = 70") == now)
        #expect(try await house.check().findings == [])
        try kept.putBack()
        #expect(try await house.check().findings == [])
    }

    /// A row that no command sealed: nothing is opened over it, and the copy that is whole opens as before.
    @Test func whatNobodySealedIsNotTakenIn() async throws {
        let house = try TestVault()
        try await house.create()
        let kept = try KeptFiles(of: house)
        let sealed: [UInt8] = [7]
        for hash in [SHA256Hash.hash(sealed), SHA256Hash.hash([])] {
            try RawDatabase(house.gateDatabase).run(
                "INSERT INTO gate (kind, id, step, hash, sealed) SELECT 70, ?, max(step) + 1, ?, ? FROM gate",
                .bytes([UInt8](repeating: 9, count: 16)), .bytes(Array(hash.bytes)), .bytes(sealed))
            #expect(try await !house.check().ok)
            await #expect(throws: VaultError.damaged(.gateDatabase)) { _ = try await house.open() }
            try kept.putBack()
            try await house.with("ana") { _, _ in }
            #expect(try await house.check().findings == [])
        }
    }

    /// A tombstone that somebody laid into a copy of gate.db, with the list of hashes made to fit, erases nothing.
    @Test func aForgedTombstoneRestoresNothing() async throws {
        let house = try TestVault()
        let (vault, _) = try await house.staffed(["lena": "case-lead"])
        _ = try await vault.newCase(in: try await vault.unlocked("lena"))
        let backup = try await house.backUp(vault)
        await vault.close()
        #expect(try Vault.checkRestore(house.source(backup), in: house.environment).erasedAgain == 0)
        let path = backup.gate + "/gate.db"
        let gate = RawDatabase(path)
        let generation = try #require(try gate.rows("SELECT id FROM gate WHERE kind = 68").first?[0])
        let sealed = [UInt8](repeating: 1, count: 100)
        try gate.run(
            "INSERT INTO gate (kind, id, step, hash, sealed) SELECT 71, ?, max(step) + 1, ?, ? FROM gate", generation,
            .bytes(Array(SHA256Hash.hash(sealed).bytes)), .bytes(sealed))
        let hash = SHA256Hash.hash(Array(try Data(contentsOf: URL(fileURLWithPath: path)))).hex
        let list = URL(fileURLWithPath: backup.gate + "/MANIFEST.sha256")
        let lines = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map { line in
            line.hasSuffix(" gate.db") ? "\(hash)  gate.db" : String(line)
        }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: list)
        #expect(throws: VaultError.badBackup(.damaged)) {
            try Vault.checkRestore(house.source(backup), in: house.environment)
        }
    }

    /// A process was killed in the middle of a change of gate.db: `check` writes nothing and so cannot read it, and says
    /// what it is; the next opening finishes it.
    @Test func aChangeThatWasCutOffIsNoDamage() async throws {
        let house = try TestVault()
        try await house.create()
        let files = FileManager.default
        let (aside, journal) = (house.folder + "/aside.db", house.gateDatabase + "-journal")
        try files.copyItem(atPath: house.gateDatabase, toPath: aside)
        try RawDatabase(aside).interrupted(by: "UPDATE gate SET step = step + 1") { database, left in
            try files.removeItem(atPath: house.gateDatabase)
            try files.copyItem(atPath: database, toPath: house.gateDatabase)
            try files.copyItem(atPath: left, toPath: journal)
        }
        let before = files.contents(atPath: journal)
        let report = try await house.check()
        #expect(report.ok && !report.withGate)
        #expect(report.findings == [.init(object: "gate.db", kind: .gateInterrupted)])
        #expect(files.contents(atPath: journal) == before)
        let vault = try await house.open()
        await vault.close()
        #expect(try await house.check().findings == [])
    }
}
