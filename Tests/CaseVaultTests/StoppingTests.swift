import CaseVault
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
}
