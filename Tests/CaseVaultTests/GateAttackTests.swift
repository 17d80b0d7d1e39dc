import CaseVault
import SeededNumbers
import Testing
import VaultTesting

/// Guards gate.db: no secret of the gate is swapped, dropped, doubled or put back without `check` naming it.
///
/// A seeded sample in every run; every one of them in `Tools/campaigns/swaps`, or here with CASEVAULT_FULL=1.
@Suite(.serialized) struct GateAttackTests {
    @Test func rowsOverwritten() async throws {
        try await expectNamed(sample: 40) { attacks, _ in attacks.copies }
    }

    @Test func rowsSwapped() async throws {
        try await expectNamed(sample: 20) { attacks, _ in attacks.swaps }
    }

    @Test func everyRowDeleted() async throws {
        try await expectNamed(sample: .max) { attacks, _ in attacks.deletions }
    }

    @Test func everyRowDoubledRenamedOrMovedInTime() async throws {
        try await expectNamed(sample: 32) { attacks, dice in attacks.insertionsAndMoves(using: &dice) }
    }

    @Test func everyOlderRowPutBack() async throws {
        try await expectNamed(sample: .max) { attacks, _ in attacks.putBacks }
    }

    private func expectNamed(
        sample count: Int, _ attacks: (GateAttacks, inout Dice) -> [Attack]
    ) async throws {
        let house = try await SmallHouses.shared.value
        var dice = Dice.rolled
        let all = attacks(try GateAttacks(on: house), &dice)
        try await Besieging(house, readEvery: 5).run(dice.sample(all, count))
    }
}
