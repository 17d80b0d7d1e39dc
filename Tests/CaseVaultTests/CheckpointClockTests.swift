import CaseVault
import Testing
import VaultTesting

/// Guards the 60 minutes after which the log is sealed, whatever is done to the clock.
@Suite struct CheckpointClockTests {
    private static let hour: UInt64 = 60 * 60 * 1000

    @Test func afterAnHour() async throws {
        let (house, vault, ana) = try await opened()
        try await act(vault, ana)
        #expect(try await vault.status().uncoveredEntries > 0)
        house.clock.advance(by: Self.hour)
        try await act(vault, ana)
        #expect(try await vault.status().uncoveredEntries == 0)
        await vault.close()
    }

    /// Set back, it puts nothing off: the next commit is covered at once, and from there the hour counts again.
    @Test func setBackTenYears() async throws {
        let (house, vault, ana) = try await opened()
        house.clock.advance(by: Self.hour)
        try await act(vault, ana)
        house.clock.set(by: -TestClock.tenYears)
        try await act(vault, ana)
        #expect(try await vault.status().uncoveredEntries == 0)
        try await act(vault, ana)
        #expect(try await vault.status().uncoveredEntries > 0)
        house.clock.advance(by: Self.hour)
        try await act(vault, ana)
        #expect(try await vault.status().uncoveredEntries == 0)
        await vault.close()
    }

    private func opened() async throws -> (TestVault, Vault, Session) {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        let vault = try await house.open()
        return (house, vault, try await vault.unlocked("ana"))
    }

    private func act(_ vault: Vault, _ session: Session) async throws {
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: session)
    }
}
