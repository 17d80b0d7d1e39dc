import Testing
import VaultTesting

@testable import CaseVault

/// Guards that the wait before one record goes is as long as it is, whatever the clock is set to.
@Suite struct RecordErasureClockTests {
    /// Whoever works in the compartment ends it at her first unlock after the wait, also under a clock that is set back.
    @Test(arguments: [-TestClock.tenYears, -1, 1, 8 * Int64(ErasureHouse.day), TestClock.tenYears])
    func aClockThatIsSetChangesNoWait(step: Int64) async throws {
        let house = try await ErasureHouse()
        try await house.files.orderErasure(of: house.record)
        try await house.expectSevenDays(until: "record.erase", whenUnlocks: "lena", clockSetBy: step)
    }
}
