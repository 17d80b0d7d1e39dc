import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards `gate rotate` and `gate move`: whatever lies in the two directories after an interruption, the vault opens and
/// has lost nothing; and nothing that somebody lays there is taken for a gate.
@Suite struct GateChangeTests {
    private static let files = FileManager.default

    /// A house with a record, closed, and the text of it.
    private func house() async throws -> (house: TestVault, record: String) {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator", "case-lead"])
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        let reference = try await vault.newCase("Ana", in: ana)
        let record = try await vault.write("Prvi razgovor", to: "core", of: reference, in: ana).record
        await vault.close()
        return (house, record)
    }

    private func rotate(_ house: TestVault) async throws {
        let vault = try await house.open()
        try await closing(vault) { _ = try await vault.perform(GateRotate(), in: try await vault.unlocked("ana")) }
    }

    private func move(_ house: TestVault, to path: String) async throws -> GateMoveTo.Response {
        let vault = try await house.open()
        return try await closing(vault) {
            try await vault.perform(GateMoveTo(path: path), in: try await vault.unlocked("ana"))
        }
    }

    /// Closes the vault also after a refusal: the next opening must not find it still held.
    private func closing<R: Sendable>(_ vault: Vault, _ body: () async throws -> R) async throws -> R {
        do {
            let result = try await body()
            await vault.close()
            return result
        } catch {
            await vault.close()
            throw error
        }
    }

    /// Opens where the vault remembers its gate, reads, writes, and checks.
    private func expectWhole(_ house: TestVault, _ record: String, _ what: String, gate: String? = nil) async throws {
        let vault = try await Vault.open(at: house.directory, gate: gate, in: house.environment)
        let ana = try await vault.unlocked("ana")
        #expect(try await vault.show(record, in: ana).text == "Prvi razgovor", "\(what)")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        #expect(try await vault.verifyLog().verdict == .ok, "\(what)")
        await vault.close()
        let report = try await Vault.check(at: house.directory, in: house.environment)
        #expect(report.withGate && report.findings == [], "\(what)")
    }

    /// What lies there but for the head, which is there once the gate was changed (`RollbackTests`).
    private func names(_ folder: String) throws -> [String] {
        try Self.files.contentsOfDirectory(atPath: folder).filter { $0 != "head" }.sorted()
    }

    private func put(_ from: String, at path: String) throws {
        if Self.files.fileExists(atPath: path) { try Self.files.removeItem(atPath: path) }
        try Self.files.copyItem(atPath: from, toPath: path)
    }

    // MARK: - Rotation

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

    // MARK: - Move

    @Test func theGateGoesAndNothingStays() async throws {
        let (house, record) = try await house()
        let moved = try await move(house, to: house.folder + "/stick/gate")
        #expect(moved.withKey)
        #expect(!Self.files.fileExists(atPath: house.gate))
        #expect(try names(moved.path) == ["gate.db", "gate.key"])
        try await expectWhole(house, record, "moved")
        await #expect(throws: VaultError.gateMissing) { try await house.open() }
    }

    @Test func whereSomethingIsNothingGoes() async throws {
        let (house, record) = try await house()
        for name in ["gate.db", "gate.key", "gate-being-moved"] {
            let place = house.folder + "/taken-\(name)"
            try Self.files.createDirectory(atPath: place, withIntermediateDirectories: true)
            if name == "gate-being-moved" {
                try Self.files.createDirectory(atPath: place + "/" + name, withIntermediateDirectories: true)
                try Data("nečije".utf8).write(to: URL(fileURLWithPath: place + "/\(name)/gate.db"))
            } else {
                try Data("nečije".utf8).write(to: URL(fileURLWithPath: place + "/" + name))
            }
            await #expect(throws: VaultError.self) { try await move(house, to: place) }
            #expect(try names(place) == [name])
        }
        try Self.files.createDirectory(atPath: house.folder + "/Dropbox", withIntermediateDirectories: true)
        await #expect(throws: VaultError.unsuitableFolder(.synchronised)) {
            try await move(house, to: house.folder + "/Dropbox/gate")
        }
        try await expectWhole(house, record, "refused", gate: house.gate)
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
    }

    /// Every moment of a move, made by hand from the note of each directory and the copy.
    @Test func interruptedMoves() async throws {
        let (house, record) = try await house()
        let text = { (value: String) in Data(value.utf8) }

        let copying = try TestVault(copying: house)
        let target = copying.folder + "/stick"
        try lay(copying, target)
        try Self.files.removeItem(atPath: target + "/gate-being-moved/gate.key")
        try await expectWhole(copying, record, "while it copies", gate: copying.gate)
        #expect(try names(copying.gate) == ["gate.db", "gate.key"])
        #expect(!Self.files.fileExists(atPath: target))

        for isAtNewPlace in [false, true] {
            let decided = try TestVault(copying: house)
            let target = decided.folder + "/stick"
            try lay(decided, target)
            try Self.files.moveItem(atPath: decided.gateDatabase, toPath: decided.gateDatabase + ".moved")
            #expect(try await decided.check().findings == [])
            try await expectWhole(
                decided, record, "decided", gate: isAtNewPlace ? target : decided.gate)
            #expect(try names(target) == ["gate.db", "gate.key"])
            #expect(!Self.files.fileExists(atPath: decided.gate))
        }

        // Another gate.db stands at the new place: then the old one is not ours to delete.
        let other = try await self.house().house
        let mixed = try TestVault(copying: house)
        try lay(mixed, mixed.folder + "/stick")
        try Self.files.moveItem(atPath: mixed.gateDatabase, toPath: mixed.gateDatabase + ".moved")
        try put(other.gateDatabase, at: mixed.folder + "/stick/gate.db")
        await #expect(throws: VaultError.self) { try await mixed.open() }
        #expect(Self.files.fileExists(atPath: mixed.gateDatabase + ".moved"))

        // A mark that names a gate which went nowhere takes nothing away there.
        let marked = try TestVault(copying: house)
        let named = try TestVault(copying: house)
        try Self.files.createDirectory(
            atPath: marked.gate + "/gate-being-moved", withIntermediateDirectories: true)
        try text("\(named.gate)\n").write(to: URL(fileURLWithPath: marked.gate + "/gate-being-moved/from"))
        try await expectWhole(marked, record, "marked", gate: marked.gate)
        #expect(try names(named.gate) == ["gate.db", "gate.key"])

        // A note that leads to what another gate is moving takes nothing away there.
        let planted = try TestVault(copying: house)
        try lay(other, other.folder + "/stick")
        try text(other.folder + "/stick\n").write(to: URL(fileURLWithPath: planted.gate + "/gate.moving"))
        try await expectWhole(planted, record, "planted", gate: planted.gate)
        #expect(try names(other.folder + "/stick/gate-being-moved") == ["from", "gate.db", "gate.key"])
    }

    /// What the kill points showed: each of these left a vault without its gate, or a second key, or a folder for ever.
    @Test func nothingStaysAndNothingIsForgotten() async throws {
        let (house, record) = try await house()

        // The new place cannot be noted down: the old place keeps leading to it, without its key.
        let state = house.folder + "/state"
        let pointers = try Self.files.subpathsOfDirectory(atPath: state).filter { $0.hasSuffix(".gate") }
        let pointer = state + "/" + (try #require(pointers.first))
        let saved = try Data(contentsOf: URL(fileURLWithPath: pointer))
        try Self.files.removeItem(atPath: pointer)
        try Self.files.createDirectory(atPath: pointer + "/x", withIntermediateDirectories: true)
        _ = try await move(house, to: house.folder + "/stick/gate")
        #expect(try names(house.gate) == ["gate.moving"])
        try Self.files.removeItem(atPath: pointer)
        try saved.write(to: URL(fileURLWithPath: pointer))
        try await expectWhole(house, record, "not noted down")
        #expect(!Self.files.fileExists(atPath: house.gate))
        #expect(try names(house.folder + "/stick/gate") == ["gate.db", "gate.key"])

        // A mark that was being written; then the folder that a finished move left.
        let torn = try await self.house().house
        let stick = torn.folder + "/stick"
        try lay(torn, stick)
        for name in ["gate.db", "gate.key"] { try Self.files.removeItem(atPath: stick + "/gate-being-moved/\(name)") }
        try Data().write(to: URL(fileURLWithPath: stick + "/gate-being-moved/from"))
        await (try await torn.open()).close()
        #expect(!Self.files.fileExists(atPath: stick))
        #expect(try names(torn.gate) == ["gate.db", "gate.key"])
        try Self.files.createDirectory(atPath: torn.gate + "/gate-being-moved", withIntermediateDirectories: false)
        await (try await torn.open()).close()
        #expect(try names(torn.gate) == ["gate.db", "gate.key"])
    }

    /// Notes and a copy as they lie before a move is decided.
    private func lay(_ house: TestVault, _ target: String) throws {
        let staging = target + "/gate-being-moved"
        try Self.files.createDirectory(atPath: staging, withIntermediateDirectories: true)
        try Data("\(target)\n".utf8).write(to: URL(fileURLWithPath: house.gate + "/gate.moving"))
        try Data("\(house.gate)\n".utf8).write(to: URL(fileURLWithPath: staging + "/from"))
        try put(house.gateDatabase, at: staging + "/gate.db")
        try put(house.gateKey, at: staging + "/gate.key")
    }
}
