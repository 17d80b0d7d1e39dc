import Foundation
import Platform
import Synchronization
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards a second `init` beside what a first one left: it clears what no vault needs and nothing else.
@Suite(.serialized) struct CreationTests {
    /// Interrupted between the vault's move and the gate's: the only gate of a live vault waits in gate-being-made.
    @Test(arguments: [false, true]) func theGateOfAVaultThatStands(keyWasMoved: Bool) async throws {
        let house = try TestVault()
        try await house.create()
        try undoGateMove(house, keyToo: !keyWasMoved)
        let before = try gateFiles(house)
        let error: VaultError = keyWasMoved ? .alreadyExists : .gateUnfinished
        await #expect(throws: error) { try await create(house, at: "/other.vault") }
        #expect(try gateFiles(house) == before)
        #expect(!FileManager.default.fileExists(atPath: house.folder + "/other.vault"))
        // Looking does not need the move to be finished; opening finishes it.
        #expect(try await house.check().withGate)
        let vault = try await house.open()
        _ = try await vault.unlocked("ana")
        await vault.close()
        #expect(try await house.check().findings == [])
        #expect(!FileManager.default.fileExists(atPath: house.gate + "/gate-being-made"))
        #expect(!FileManager.default.fileExists(atPath: house.directory + "/pair"))
    }

    /// Something bears the key's name, so that the key cannot come to its place: gate.db waits with it, the vault opens with
    /// both where they are, and finishes when the way is free.
    @Test func theKeyComesFirst() async throws {
        let house = try TestVault()
        try await house.create()
        try undoGateMove(house, keyToo: true)
        let (files, waiting) = (FileManager.default, house.gate + "/gate-being-made")
        try files.createSymbolicLink(atPath: house.gateKey, withDestinationPath: "nowhere")
        for _ in 0..<2 {
            let vault = try await house.open()
            _ = try await vault.unlocked("ana")
            await vault.close()
            #expect(try files.contentsOfDirectory(atPath: waiting).sorted() == ["gate.db", "gate.key", "pair"])
            #expect(files.fileExists(atPath: house.directory + "/pair"))
        }
        try files.removeItem(atPath: house.gateKey)
        await (try await house.open()).close()
        #expect(try await house.check().findings == [])
        #expect(!files.fileExists(atPath: waiting) && !files.fileExists(atPath: house.directory + "/pair"))
    }

    /// Interrupted before the vault's move: both halves of the pair are there, and the same command makes the vault.
    @Test func whatNoVaultNeedsIsCleared() async throws {
        let house = try TestVault()
        try await house.create()
        try undoGateMove(house, keyToo: true)
        try FileManager.default.moveItem(atPath: house.directory, toPath: house.directory + ".being-made")
        // Another vault with this gate directory cannot know that.
        await #expect(throws: VaultError.gateUnfinished) { try await create(house, at: "/other.vault") }
        try await create(house, at: "/house.vault")
        let vault = try await house.open()
        _ = try await vault.unlocked("ana")
        await vault.close()
        #expect(try await house.check().findings == [])
        #expect(!FileManager.default.fileExists(atPath: house.directory + ".being-made"))
    }

    /// The halves differ, or one is torn: the gate may be another vault's.
    @Test(arguments: ["", "0123", "00112233445566778899aabbccddeeff"])
    func aGateWhoseHalfDoesNotFit(half: String) async throws {
        let house = try TestVault()
        try await house.create()
        try undoGateMove(house, keyToo: true)
        try FileManager.default.moveItem(atPath: house.directory, toPath: house.directory + ".being-made")
        try Data(half.utf8).write(to: URL(fileURLWithPath: house.directory + ".being-made/pair"))
        let before = try gateFiles(house)
        await #expect(throws: VaultError.gateUnfinished) { try await create(house, at: "/house.vault") }
        #expect(try gateFiles(house) == before)
    }

    /// Another process is making this very vault.
    @Test func whatIsStillBeingMade() async throws {
        let house = try TestVault()
        let building = house.directory + ".being-made"
        try FileManager.default.createDirectory(atPath: building, withIntermediateDirectories: false)
        let lock = try LockFile.acquire(at: building + "/lock", program: "other")
        await #expect(throws: VaultError.busy(process: getpid())) { try await create(house, at: "/house.vault") }
        _ = consume lock
        try await create(house, at: "/house.vault")
    }

    /// While this one derives, another clears what it takes for a remainder and begins there: what stands there is not
    /// called this one's vault, and it is left to the other.
    @Test func whatAnotherTookMeanwhile() async throws {
        let house = try TestVault()
        let building = house.directory + ".being-made"
        var environment = house.environment
        let derive = environment.derive
        environment.derive = { passphrase, salt, parameters throws(DerivationError) in
            try? FileManager.default.moveItem(atPath: building + "/lock", toPath: house.folder + "/old")
            try? Data().write(to: URL(fileURLWithPath: building + "/lock"))
            return try derive(passphrase, salt, parameters)
        }
        await #expect(throws: VaultError.busy(process: 0)) {
            try await create(house, at: "/house.vault", in: environment)
        }
        #expect(!FileManager.default.fileExists(atPath: house.directory))
        // The same, and the other still works there.
        let held = Mutex<LockFile?>(nil)
        environment.derive = { passphrase, salt, parameters throws(DerivationError) in
            try? FileManager.default.removeItem(atPath: building + "/lock")
            held.withLock { $0 = try? LockFile.acquire(at: building + "/lock", program: "other") }
            return try derive(passphrase, salt, parameters)
        }
        await #expect(throws: VaultError.busy(process: 0)) {
            try await create(house, at: "/house.vault", in: environment)
        }
        #expect(FileManager.default.fileExists(atPath: building + "/vault.db"))
    }

    /// What stands where the vault is built and is no unfinished vault of ours stays as it is; no lock is laid into the
    /// folder that a link leads to.
    @Test(arguments: ["file", "link", "dangling link", "folder"])
    func somethingWhereTheVaultIsBuilt(what: String) async throws {
        let house = try TestVault()
        let (files, building) = (FileManager.default, house.directory + ".being-made")
        let (elsewhere, mine) = (house.folder + "/elsewhere", Data("mine".utf8))
        try files.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
        switch what {
        case "file": try mine.write(to: URL(fileURLWithPath: building))
        case "link": try files.createSymbolicLink(atPath: building, withDestinationPath: elsewhere)
        case "folder": try files.createDirectory(atPath: building + "/mine", withIntermediateDirectories: true)
        default: try files.createSymbolicLink(atPath: building, withDestinationPath: house.folder + "/nowhere")
        }
        let before = try files.subpathsOfDirectory(atPath: house.folder).sorted()
        await #expect(throws: VaultError.alreadyExists) { try await create(house, at: "/house.vault") }
        #expect(try files.subpathsOfDirectory(atPath: house.folder).sorted() == before)
        if what == "file" { #expect(files.contents(atPath: building) == mine) }
    }

    private func create(_ house: TestVault, at name: String, in environment: VaultEnvironment? = nil) async throws {
        _ = try await Vault.create(
            at: house.folder + name,
            NewVault(
                name: "Kuća", administrator: "ana", furtherRoles: [], derivation: .light, gate: .directory(house.gate)),
            passphrase: try Passphrase.typed("ana's long passphrase"), in: environment ?? house.environment)
    }

    /// As it lies when `init` is killed after the vault's rename; the pair is laid down again, as it then still is.
    private func undoGateMove(_ house: TestVault, keyToo: Bool) throws {
        let files = FileManager.default
        let waiting = house.gate + "/gate-being-made"
        try files.createDirectory(atPath: waiting, withIntermediateDirectories: false)
        try files.moveItem(atPath: house.gateDatabase, toPath: waiting + "/gate.db")
        if keyToo { try files.moveItem(atPath: house.gateKey, toPath: waiting + "/gate.key") }
        for place in [waiting, house.directory] {
            try Data("ffeeddccbbaa99887766554433221100".utf8).write(to: URL(fileURLWithPath: place + "/pair"))
        }
    }

    private func gateFiles(_ house: TestVault) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: house.gate) {
            contents[name] = FileManager.default.contents(atPath: house.gate + "/" + name) ?? Data()
        }
        return contents
    }
}
