import CaseVault
import Foundation
import Testing
import VaultTesting

/// What tests of changes of the gate share: a house with one record, its gate changed, moved, or about to be.
protocol GateHouse {}

extension GateHouse {
    static var files: FileManager { .default }

    /// A house with a record, closed, and the text of it.
    func house() async throws -> (house: TestVault, record: String) {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator", "case-lead"])
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        let reference = try await vault.newCase("Ana", in: ana)
        let record = try await vault.write("Prvi razgovor", to: "core", of: reference, in: ana).record
        await vault.close()
        return (house, record)
    }

    func rotate(_ house: TestVault) async throws {
        let vault = try await house.open()
        try await closing(vault) { _ = try await vault.perform(GateRotate(), in: try await vault.unlocked("ana")) }
    }

    func move(_ house: TestVault, to path: String) async throws -> GateMoveTo.Response {
        let vault = try await house.open()
        return try await closing(vault) {
            try await vault.perform(GateMoveTo(path: path), in: try await vault.unlocked("ana"))
        }
    }

    /// Closes the vault also after a refusal: the next opening must not find it still held.
    func closing<R: Sendable>(_ vault: Vault, _ body: () async throws -> R) async throws -> R {
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
    func expectWhole(_ house: TestVault, _ record: String, _ what: String, gate: String? = nil) async throws {
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
    func names(_ folder: String) throws -> [String] {
        try Self.files.contentsOfDirectory(atPath: folder).filter { $0 != "head" }.sorted()
    }

    func put(_ from: String, at path: String) throws {
        if Self.files.fileExists(atPath: path) { try Self.files.removeItem(atPath: path) }
        try Self.files.copyItem(atPath: from, toPath: path)
    }

    /// Notes and a copy as they lie before a move is decided.
    func lay(_ house: TestVault, _ target: String) throws {
        let staging = target + "/gate-being-moved"
        try Self.files.createDirectory(atPath: staging, withIntermediateDirectories: true)
        try Data("\(target)\n".utf8).write(to: URL(fileURLWithPath: house.gate + "/gate.moving"))
        try Data("\(house.gate)\n".utf8).write(to: URL(fileURLWithPath: staging + "/from"))
        try put(house.gateDatabase, at: staging + "/gate.db")
        try put(house.gateKey, at: staging + "/gate.key")
    }
}
