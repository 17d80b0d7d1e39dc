import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards `gate rotate`: whatever lies in the directory after an interruption, the vault opens and has lost nothing; and
/// nothing that somebody lays there is taken for a gate.
@Suite struct GateChangeTests: GateHouse {
    @Test func aNewKeyAndEverythingGoesOn() async throws {
        let (house, record) = try await house()
        let before = try Data(contentsOf: URL(fileURLWithPath: house.gateKey))
        try await rotate(house)
        #expect(try Data(contentsOf: URL(fileURLWithPath: house.gateKey)) != before)
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
        try await expectWhole(house, record, "rotated")
        try await rotate(house)
        try await expectWhole(house, record, "rotated twice")
    }

    /// In one and the same opening: what is drawn and written after it lies under the new key.
    @Test func theSameSessionGoesOn() async throws {
        let (house, record) = try await house()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(GateRotate(), in: ana)
        try await vault.enrolled("mira", ["attorney"], by: ana)
        #expect(try await vault.show(record, in: ana).text == "Prvi razgovor")
        _ = try await vault.perform(GateMoveTo(path: house.folder + "/stick"), in: ana)
        try await vault.enrolled("vera", ["attorney"], by: ana)
        await vault.close()
        #expect(try await Vault.check(at: house.directory, in: house.environment).findings == [])
    }

    @Test func olderFilesAreNoGate() async throws {
        let (house, _) = try await house()
        let old = try TestVault(copying: house)
        try await rotate(house)
        let new = try TestVault(copying: house)
        try put(old.gateDatabase, at: house.gateDatabase)
        await #expect(throws: VaultError.gateKeyWrong) { try await house.open() }
        try put(old.gateKey, at: house.gateKey)
        await #expect(throws: VaultError.damaged(.gateBehind)) { try await house.open() }
        try put(new.gateDatabase, at: house.gateDatabase)
        await #expect(throws: VaultError.gateKeyWrong) { try await house.open() }
        // The old key laid beside as one that a rotation left: it does not take the place of the key of now.
        try put(old.gateDatabase, at: house.gateDatabase)
        try put(new.gateKey, at: house.gateKey)
        try put(old.gateKey, at: house.gateKey + ".new")
        await #expect(throws: VaultError.damaged(.gateBehind)) { try await house.open() }
        try put(new.gateDatabase, at: house.gateDatabase)
        try await house.open().close()
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
    }

    /// Every moment between the first file and the last rename, made from the states before and after.
    @Test func interruptedAtEveryStep() async throws {
        let (house, record) = try await house()
        let before = try TestVault(copying: house)
        try await rotate(house)
        let after = try TestVault(copying: house)

        let undone = try TestVault(copying: before)
        try put(after.gateKey, at: undone.gateKey + ".new")
        try Data("CASEVAULT-SEC".utf8).write(to: URL(fileURLWithPath: undone.gateKey + ".new"))
        try await expectWhole(undone, record, "a key half written", gate: undone.gate)
        #expect(try names(undone.gate) == ["gate.db", "gate.key"])

        let sealed = try TestVault(copying: before)
        try put(after.gateKey, at: sealed.gateKey + ".new")
        try put(after.gateDatabase, at: sealed.gateDatabase + ".new")
        try await expectWhole(sealed, record, "sealed, no entry", gate: sealed.gate)
        #expect(try names(sealed.gate) == ["gate.db", "gate.key"])

        let decided = try TestVault(copying: after)
        try put(after.gateKey, at: decided.gateKey + ".new")
        try put(after.gateDatabase, at: decided.gateDatabase + ".new")
        try put(before.gateKey, at: decided.gateKey)
        try put(before.gateDatabase, at: decided.gateDatabase)
        #expect(try await decided.check().findings == [])
        try await expectWhole(decided, record, "the entry is there", gate: decided.gate)
        #expect(try names(decided.gate) == ["gate.db", "gate.key"])

        let renamed = try TestVault(copying: after)
        try put(after.gateKey, at: renamed.gateKey + ".new")
        try put(before.gateKey, at: renamed.gateKey)
        #expect(try await renamed.check().findings == [])
        try await expectWhole(renamed, record, "gate.db is renamed", gate: renamed.gate)
        #expect(try names(renamed.gate) == ["gate.db", "gate.key"])
    }

    @Test func whatSomebodyLaysThereIsNoKey() async throws {
        let (house, record) = try await house()
        let other = try await self.house().house
        try put(other.gateKey, at: house.gateKey + ".new")
        try put(other.gateDatabase, at: house.gateDatabase + ".new")
        try await expectWhole(house, record, "another gate's files", gate: house.gate)
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
        // A link goes, what it leads to stays; a file that is no key stays, and nothing is written over it.
        try Self.files.createSymbolicLink(atPath: house.gateDatabase + ".new", withDestinationPath: other.gateDatabase)
        try Data("pismo".utf8).write(to: URL(fileURLWithPath: house.gateKey + ".new"))
        await #expect(throws: VaultError.alreadyExists) { try await rotate(house) }
        #expect(try names(house.gate) == ["gate.db", "gate.key", "gate.key.new"])
        #expect(Self.files.fileExists(atPath: other.gateDatabase))
        try Self.files.removeItem(atPath: house.gateKey + ".new")
        try await expectWhole(house, record, "after a refusal", gate: house.gate)
    }

    @Test func onlyAnOfficer() async throws {
        let (house, _) = try await house()
        let vault = try await house.open()
        try await vault.enrolled("mira", ["attorney"], by: try await vault.unlocked("ana"))
        let mira = try await vault.unlocked("mira")
        await #expect(throws: VaultError.notPermitted) { try await vault.perform(GateRotate(), in: mira) }
        await #expect(throws: VaultError.notPermitted) {
            try await vault.perform(GateMoveTo(path: house.folder + "/x"), in: mira)
        }
        #expect(try await vault.count("gate.rotate", "denied") == 1)
        await vault.close()
        #expect(!Self.files.fileExists(atPath: house.folder + "/x"))
    }

    /// A copy of the gate from before is said to be void, and with its own key still restores: a house that lost the new
    /// key has only that.
    @Test func anOlderCopyOfTheGate() async throws {
        let (house, record) = try await house()
        let vault = try await house.open()
        let backup = try await house.backUp(vault)
        #expect(try await vault.gateReport().copy.isVoid == false)
        try put(house.gateKey, at: house.folder + "/old.key")
        _ = try await vault.perform(GateRotate(), in: try await vault.unlocked("ana"))
        #expect(try await vault.gateReport().copy.isVoid)
        let later = try await house.backUp(vault)
        #expect(try await vault.gateReport().copy.isVoid == false)
        await vault.close()
        for (part, key) in [(later.gate, house.gateKey), (backup.gate, house.folder + "/old.key")] {
            let machine = try house.emptyMachine()
            let source = RestoreSource(backup: later.vault, gate: part, gateKey: key, mirror: nil)
            let report = try machine.restore(source)
            #expect(report.keysMissing == [])
            try await expectWhole(machine, record, "restored", gate: machine.gate)
        }
    }
}
