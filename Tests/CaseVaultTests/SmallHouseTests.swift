import CaseVault
import Testing
import VaultTesting

/// Guards the other suites: the house they attack is whole, and read as it was written.
@Suite struct SmallHouseTests {
    @Test func theHouseIsWholeAndEveryRevisionIsRead() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        #expect(try await copy.check().findings == [])
        let readings = try await house.readings(of: copy)
        #expect(readings.wrong == [])
        #expect(readings.right == Set(house.contents.keys))
        #expect(try await copy.check().findings == [])
    }
}

/// One small house for all suites: building it takes seconds, copying it milliseconds.
enum SmallHouses {
    static let shared = Task { try await SmallHouse() }
}
