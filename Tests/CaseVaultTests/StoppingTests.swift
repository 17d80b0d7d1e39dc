import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards: long looks stop when their task is cancelled, and say so, instead of calling what they did not read damaged.
struct StoppingTests {
    @Test func aCancelledCheckIsNoFinding() async throws {
        let house = try TestVault()
        try await house.create()
        let (path, gate, environment) = (house.directory, house.gate, house.environment)
        let look = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await Vault.check(at: path, gate: gate, in: environment)
        }
        look.cancel()
        await #expect(throws: VaultError.stopped) { _ = try await look.value }
        let report = try await Vault.check(at: path, gate: gate, in: environment)
        #expect(report.ok)
    }

    /// What was copied so far is taken away, and the next one is whole.
    @Test func aCancelledBackupLeavesNothing() async throws {
        let house = try TestVault()
        try await house.create()
        let target = "\(house.folder)/backups"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        let vault = try await house.open()
        let copying = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await vault.backup(.vault, to: target, together: true)
        }
        copying.cancel()
        await #expect(throws: VaultError.stopped) { _ = try await copying.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target) == [])
        let made = try await vault.backup(.vault, to: target, together: true)
        await vault.close()
        #expect(FileManager.default.fileExists(atPath: made.folder))
        #expect(try await house.check().ok)
    }

    @Test func cancelledRekeyingBeginsNoBatch() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["case-lead"])
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        let made = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana).case
        let reference = try CaseReference(made)
        let rekeying = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await vault.perform(RekeyStep(case: reference), in: ana)
        }
        rekeying.cancel()
        await #expect(throws: VaultError.stopped) { _ = try await rekeying.value }
        _ = try await vault.perform(RekeyStep(case: reference), in: ana)
        await vault.close()
    }
}
