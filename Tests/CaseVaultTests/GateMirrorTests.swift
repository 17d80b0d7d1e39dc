import CaseVault
import Foundation
import Testing
import VaultTesting

@Suite("The mirror of the gate: a copy that is kept up, and restored from")
struct GateMirrorTests {
    /// An open house whose gate is mirrored in the folder `stick`.
    private func mirrored(_ house: TestVault) async throws -> Vault {
        let vault = try await house.open()
        try FileManager.default.createDirectory(atPath: stick(house), withIntermediateDirectories: true)
        try await vault.mirrorGate(to: stick(house), together: true)
        return vault
    }

    private func stick(_ house: TestVault) -> String { house.folder + "/stick" }

    private func copy(_ house: TestVault) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: stick(house))
        return stick(house) + "/" + (try #require(names.first, "one file, nothing else"))
    }

    private func isCurrent(_ house: TestVault) throws -> Bool {
        let query = "SELECT rowid, kind, id, step, hash, sealed FROM gate ORDER BY kind, id"
        return try RawDatabase(copy(house)).rows(query) == RawDatabase(house.gateDatabase).rows(query)
    }

    @Test("It follows each change, also one made while it was away")
    func following() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        let vault = try await mirrored(house)
        #expect(try isCurrent(house))
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        #expect(try isCurrent(house))
        try FileManager.default.moveItem(atPath: stick(house), toPath: stick(house) + "-away")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        #expect(try await vault.status().notices.contains(.gateMirrorBehind))
        await vault.close()
        try FileManager.default.moveItem(atPath: stick(house) + "-away", toPath: stick(house))
        #expect(try !isCurrent(house))
        let again = try await house.open()
        #expect(try isCurrent(house))
        await again.close()
        #expect(try await house.check().findings == [])
    }

    @Test("A note of its place that a power cut emptied is told, and not taken for none")
    func spoilt() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        await (try await mirrored(house)).close()
        let state = house.folder + "/state"
        let note = try #require(
            try FileManager.default.contentsOfDirectory(atPath: state).first { $0.hasSuffix(".gate-mirror") })
        try Data().write(to: URL(fileURLWithPath: "\(state)/\(note)"))
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        #expect(try await vault.status().notices.contains(.gateMirrorBehind))
        await vault.close()
    }

    @Test("A vault is restored from it: what was written after the vault's backup is kept in the keys, and told")
    func restoring() async throws {
        let small = try await SmallHouse()
        let house = small.vault
        let vault = try await mirrored(house)
        let backup = try await house.backUp(vault)
        let same = try Vault.checkRestore(house.source((backup.vault, copy(house))), in: house.environment)
        #expect(same.gate == .same && same.keysMissing == [])
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        await vault.close()
        let machine = try house.emptyMachine()
        let report = try machine.restore(house.source((backup.vault, copy(house))))
        #expect(report.gate == .newer && report.keysKept > 0 && report.keysMissing == [])
        #expect(try await machine.check().findings == [])
        let restored = try await machine.open()
        let shown = try await restored.perform(
            CaseRead(
                case: small.cases[0], compartment: nil, since: nil, purpose: try #require(Purpose("follow-up")),
                showing: .piped),
            in: try await restored.unlocked("lena"))
        #expect(!shown.isEmpty)
        await restored.close()
        #expect(try isCurrent(house), "the copy stays as it was")
    }

    @Test("What is no mirror of this gate is refused by name, and nothing is left")
    func refused() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        let vault = try await mirrored(house)
        let backup = try await house.backUp(vault)
        await vault.close()
        let other = try TestVault()
        try await other.create(furtherRoles: ["coordinator"])
        await (try await mirrored(other)).close()
        let whole = try Data(contentsOf: URL(fileURLWithPath: copy(house)))
        func refusal(_ change: (String) throws -> Void) throws -> VaultError? {
            let path = house.folder + "/\(UUID().uuidString).db"
            try whole.write(to: URL(fileURLWithPath: path))
            try change(path)
            let machine = try house.emptyMachine()
            do throws(VaultError) {
                _ = try Vault.restore(
                    house.source((backup.vault, path)), to: machine.directory, gate: .directory(machine.gate),
                    login: "ana", passphrases: { nil }, in: machine.environment)
            } catch {
                #expect(!FileManager.default.fileExists(atPath: machine.directory))
                return error
            }
            return nil
        }
        // Whole: it asks for the passphrase.
        #expect(try refusal { _ in } == .unlockRefused)
        #expect(try refusal { try whole.dropLast(8192).write(to: URL(fileURLWithPath: $0)) } == .badBackup(.damaged))
        #expect(try refusal { try Data().write(to: URL(fileURLWithPath: $0)) } == .badBackup(.damaged))
        #expect(
            try refusal { try RawDatabase($0).run("UPDATE gate SET sealed = zeroblob(length(sealed)) WHERE rowid = 1") }
                == .gateKeyWrong)
        #expect(
            try refusal { try RawDatabase($0).run("UPDATE gate SET id = zeroblob(16) WHERE rowid = 3") } != nil)
        for suffix in ["-wal", "-journal"] {
            let refused = try refusal { try Data([1]).write(to: URL(fileURLWithPath: $0 + suffix)) }
            #expect(refused == .badBackup(.damaged))
            let linked = try refusal { path in
                try Data([1]).write(to: URL(fileURLWithPath: path + "-aside"))
                try FileManager.default.createSymbolicLink(
                    atPath: path + suffix, withDestinationPath: path + "-aside")
            }
            #expect(linked == .badBackup(.damaged))
        }
        #expect(
            try refusal { path in
                try FileManager.default.removeItem(atPath: path)
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: copy(house))
            } == .badBackup(.notABackup))
        #expect(
            try refusal {
                try Data(contentsOf: URL(fileURLWithPath: copy(other))).write(to: URL(fileURLWithPath: $0))
            } == .gateKeyWrong)
        #expect(
            try refusal { path in
                let vault = try Data(contentsOf: URL(fileURLWithPath: "\(backup.vault)/vault.db"))
                try vault.write(to: URL(fileURLWithPath: path))
            } == .badBackup(.damaged))
    }
}
