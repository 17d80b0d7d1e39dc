import Testing
import VaultTesting

@testable import CaseVault

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

    /// By number, but at most once a second; one that closes young leaves nothing for the next opening to verify.
    @Test func atTwoHundredAndFiftySixEntries() async throws {
        let (house, vault, ana) = try await opened()
        await vault.lock(ana)
        let again = try await vault.unlocked("ana")
        house.clock.advance(by: 5000)
        while try await vault.status().uncoveredEntries < 250 { try await act(vault, again) }
        house.clock.set(to: try await vault.lastCheckpoint() + 999)
        while try await vault.status().uncoveredEntries < 300 { try await act(vault, again) }
        house.clock.advance(by: 1)
        try await act(vault, again)
        #expect(try await vault.status().uncoveredEntries == 0)
        while try await vault.status().uncoveredEntries < 256 { try await act(vault, again) }
        await vault.close()
        let next = try await house.open()
        #expect(try await next.status().uncoveredEntries == 0)
        await next.close()
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

extension Vault {
    /// When the newest checkpoint was cut, milliseconds since 1970, UTC.
    fileprivate func lastCheckpoint() throws -> UInt64 { try opened().checkpointed.time }
}
