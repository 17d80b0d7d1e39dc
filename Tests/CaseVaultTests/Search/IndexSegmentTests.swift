import AuditLog
import Testing
import VaultCrypto

@testable import CaseVault

/// Guards that a sealed segment belongs to one place: its associated data names vault, case, compartment, keys and number.
@Suite struct IndexSegmentTests {
    @Test func everyPlaceHasItsOwnAssociatedData() {
        let vaults = [VaultID.random(.system), .random(.system)]
        let generation = GenerationID.random(.system)
        let cases = [CaseID.random(.system), .random(.system)]
        var seen: Set<[UInt8]> = []
        for vault in vaults {
            for caseID in cases {
                for compartment in [CompartmentField.shared(.core), .shared(.legal)] {
                    for keys: UInt32 in 1...2 {
                        let name = GenerationName(
                            id: generation, caseID: caseID, compartment: compartment, number: keys)
                        for number: UInt64 in 1...2 {
                            let place = SegmentPlace(generation: name, number: number)
                            seen.insert(place.associatedData(in: vault).bytes)
                        }
                    }
                }
            }
        }
        #expect(seen.count == 32)
    }
}
