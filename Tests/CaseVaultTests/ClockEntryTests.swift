import CaseVault
import Testing
import VaultTesting

/// A clock that was set is told by an entry of the system key, before anything else that follows.
@Suite struct ClockEntryTests {
    private static let hour: Int64 = 60 * 60 * 1000

    @Test(arguments: [-hour, hour, -3_000, 3_000]) func aStepIsAnEntry(step: Int64) async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed()
        house.clock.set(by: step)
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        let lines = try await vault.auditLines()
        let found = try #require(lines.firstIndex { $0.text("act") == "clock.step" })
        #expect(lines[found].number("count") == Int(abs(step)) / 1000)
        #expect(lines[found].text("role") == "" && lines[found].text("result") == "ok")
        #expect(lines[found + 1].text("act") == "case.create")
        let before = try #require(lines[found - 1].text("time"))
        #expect((try #require(lines[found].text("time")) < before) == (step < 0))
        #expect(try await vault.lines("clock.step").count == 1)
        // The verifier's finding stands where the entry explains it, and is no fault.
        let report = try await vault.verifyLog()
        #expect(report.verdict == .ok)
        #expect(report.findings.map(\.object) == ["entry \(found)"])
        await vault.close()
        #expect(try await house.check().ok)
    }

    @Test(arguments: [Int64(-1_900), 1_900]) func whatTimeServersDoIsNone(step: Int64) async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        house.clock.set(by: step)
        _ = try await vault.unlocked("ana")
        #expect(try await vault.lines("clock.step").isEmpty)
        await vault.close()
    }

    @Test func openingTellsThatTheClockIsBehindTheNewestEntry() async throws {
        let house = try TestVault()
        try await house.create()
        house.clock.set(by: -Self.hour)
        let vault = try await house.open()
        #expect(try await vault.status().notices.contains(.clockStepped))
        #expect(try await vault.lines("clock.step").count == 1)
        await vault.close()
        let again = try await house.open()
        #expect(try await again.status().notices.isEmpty)
        #expect(try await again.lines("clock.step").count == 1)
        await again.close()
    }

    @Test func timeWithoutEntriesIsNoStep() async throws {
        let house = try TestVault()
        try await house.create()
        house.clock.advance(by: 90 * 24 * 60 * 60 * 1000)
        let vault = try await house.open()
        #expect(try await vault.lines("clock.step").isEmpty)
        await vault.close()
    }

    /// A work that is refused and undone must not take the entry of the step with it, nor double it.
    @Test func aRefusalAfterAStep() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        house.clock.set(by: Self.hour)
        await #expect(throws: VaultError.self) {
            _ = try await vault.perform(CaseShow(case: try CaseReference("K-7F3Q2M-X"), purpose: nil), in: ana)
        }
        _ = try await vault.unlocked("ana")
        #expect(try await vault.lines("clock.step").count == 1)
        await vault.close()
    }
}
