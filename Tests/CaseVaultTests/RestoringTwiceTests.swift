import CaseVault
import Foundation
import Platform
import Synchronization
import Testing
import VaultTesting

@Suite("Restoring twice: she thinks that the first hangs and begins again")
struct RestoringTwiceTests {
    private func copies() async throws -> (house: TestVault, source: RestoreSource) {
        let house = try TestVault()
        let (vault, _) = try await house.staffed(["mira": "coordinator", "lena": "case-lead"])
        let backup = try await house.backUp(vault)
        await vault.close()
        return (house, house.source(backup))
    }

    private func restore(
        _ source: RestoreSource, on machine: TestVault, to directory: String? = nil, gate: NewVault.GatePlace,
        progress: @escaping Vault.BackupWatch = { _ in }
    ) throws {
        _ = try Vault.restore(
            source, to: directory ?? machine.directory, gate: gate, login: "ana",
            passphrase: try Passphrase.typed("ana's long passphrase"), in: machine.environment, progress: progress)
    }

    @Test("While one copies, another to the same place is refused, touches nothing, and the first is whole")
    func samePlace() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let refused = Mutex<[VaultError]>([])
        try restore(source, on: machine, gate: .directory(machine.gate)) { progress in
            guard progress.phase == .copying else { return }
            do { try restore(source, on: machine, gate: .directory(machine.gate)) } catch {
                refused.withLock { if let error = error as? VaultError { $0.append(error) } }
            }
        }
        let errors = refused.withLock { $0 }
        #expect(!errors.isEmpty && errors.allSatisfy { $0 == .busy(process: getpid()) })
        try FileManager.default.copyItem(atPath: source.gateKey, toPath: machine.gateKey)
        #expect(try await machine.check().findings == [])
    }

    @Test("What another process builds is not cleared away; what was interrupted is")
    func locked() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let building = machine.directory + ".being-restored"
        try FileManager.default.createDirectory(atPath: building, withIntermediateDirectories: false)
        try Data("half".utf8).write(to: URL(fileURLWithPath: building + "/vault.db"))
        let lock = try LockFile.acquire(at: building + "/lock", program: "other")
        #expect(throws: VaultError.busy(process: getpid())) { try restore(source, on: machine, gate: .here) }
        #expect(FileManager.default.contents(atPath: building + "/vault.db") == Data("half".utf8))
        _ = consume lock
        try restore(source, on: machine, gate: .here)
        #expect(!FileManager.default.fileExists(atPath: building))
    }

    @Test("A building that is no longer the one it made is not called a vault")
    func taken() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let building = machine.directory + ".being-restored"
        #expect(throws: VaultError.self) {
            try restore(source, on: machine, gate: .here) { progress in
                guard progress.phase == .copying, FileManager.default.fileExists(atPath: building + "/lock") else {
                    return
                }
                // A folder of the same contents, whose lock nobody holds.
                try? FileManager.default.removeItem(atPath: building + "/lock")
                try? Data().write(to: URL(fileURLWithPath: building + "/lock"))
            }
        }
        #expect(!FileManager.default.fileExists(atPath: machine.directory))
    }

    @Test("A gate that waits for its vault is not cleared by a restore beside it, nor taken over while one goes on")
    func waitingGate() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let other = machine.directory + "-two"
        let refused = Mutex<[VaultError]>([])
        try restore(source, on: machine, gate: .directory(machine.gate)) { progress in
            guard progress.phase == .copying else { return }
            do { try restore(source, on: machine, to: other, gate: .directory(machine.gate)) } catch {
                refused.withLock { if let error = error as? VaultError { $0.append(error) } }
            }
        }
        let errors = refused.withLock { $0 }
        #expect(!errors.isEmpty && errors.allSatisfy { $0 == .gateUnfinished })
        // As it lies when the restore is killed before gate.db follows.
        let waiting = machine.gate + "/gate-being-made"
        try FileManager.default.createDirectory(atPath: waiting, withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: machine.gateDatabase, toPath: waiting + "/gate.db")
        #expect(throws: VaultError.gateUnfinished) {
            try restore(source, on: machine, to: other, gate: .directory(machine.gate))
        }
        try FileManager.default.copyItem(atPath: source.gateKey, toPath: machine.gateKey)
        let opened = try await machine.open()
        await opened.close()
        #expect(try await machine.check().findings == [])
    }

    @Test("Whoever opens a vault takes no gate that waits for another, or that is still being built")
    func notItsGate() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let waiting = machine.gate + "/gate-being-made"
        // As it lies while the restore works, with the pair's half beside it.
        try restore(source, on: machine, gate: .directory(machine.gate)) { progress in
            guard progress.phase == .copying else { return }
            try? FileManager.default.copyItem(atPath: waiting, toPath: machine.folder + "/waiting")
        }
        try FileManager.default.removeItem(atPath: machine.gateDatabase)
        try FileManager.default.moveItem(atPath: machine.folder + "/waiting", toPath: waiting)
        await #expect(throws: VaultError.gateMissing) {
            let vault = try await Vault.open(
                at: house.directory, gate: machine.gate, gateKey: source.gateKey, in: house.environment)
            await vault.close()
        }
        #expect(FileManager.default.fileExists(atPath: waiting + "/gate.db"))
        #expect(!FileManager.default.fileExists(atPath: machine.gateDatabase))
    }

    @Test("A refused restore leaves nothing of its own")
    func refused() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        #expect(throws: VaultError.unlockRefused) {
            try Vault.restore(
                source, to: machine.directory, gate: .directory(machine.gate), login: "ana",
                passphrase: try Passphrase.typed("another passphrase"), in: machine.environment)
        }
        #expect(!FileManager.default.fileExists(atPath: machine.directory + ".being-restored"))
        #expect(!FileManager.default.fileExists(atPath: machine.gate + "/gate-being-made"))
    }

    @Test("A wrong passphrase is found before anything is copied, and another can be tried; no officer has none")
    func tries() async throws {
        let (house, source) = try await copies()
        let machine = try house.emptyMachine()
        let hasCopied = Mutex(false)
        func restore(by login: String, _ typed: [String]) throws -> RestoreReport {
            var left = typed[...]
            return try Vault.restore(
                source, to: machine.directory, gate: .directory(machine.gate), login: login,
                passphrases: { left.popFirst().flatMap { try? Passphrase.typed($0) } }, in: machine.environment
            ) { progress in
                if progress.phase == .copying { hasCopied.withLock { $0 = true } }
            }
        }
        let wrong = ["another passphrase", "one more of them"]
        #expect(throws: VaultError.unlockRefused) { try restore(by: "ana", wrong) }
        #expect(throws: VaultError.unlockRefused) { try restore(by: "nobody", wrong) }
        #expect(throws: VaultError.notPermitted) { try restore(by: "lena", ["lena's long passphrase"]) }
        #expect(!hasCopied.withLock { $0 })
        #expect(!FileManager.default.fileExists(atPath: machine.gate))
        #expect(try restore(by: "ana", wrong + ["ana's long passphrase"]).origin == 2)
        #expect(hasCopied.withLock { $0 })
    }
}
