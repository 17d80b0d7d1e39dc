import CaseVault
import SeededNumbers
import Testing
import VaultTesting

/// Guards promise P2 against a writer of vault.db: no row can be swapped, dropped, doubled, put back or moved unseen.
///
/// A seeded sample in every run; every one of them in `Tools/campaigns/swaps`, or here with CASEVAULT_FULL=1.
@Suite(.serialized) struct RowAttackTests {
    @Test func sealedBytesCopiedFromRowToRow() async throws {
        try await expectNamed(sample: 48) { attacks, _ in attacks.copies }
    }

    @Test func sealedBytesSwapped() async throws {
        try await expectNamed(sample: 72) { attacks, _ in attacks.swaps }
    }

    @Test func everyRowDeleted() async throws {
        try await expectNamed(sample: 30) { attacks, _ in attacks.deletions }
    }

    @Test func everyRowInsertedASecondTime() async throws {
        try await expectNamed(sample: 36) { attacks, dice in attacks.insertions(using: &dice) }
    }

    /// A row of one table put into another under its own id.
    @Test func rowsInsertedIntoOtherTables() async throws {
        try await expectNamed(sample: 15) { attacks, _ in attacks.insertionsElsewhere }
    }

    /// Every row that once stood in a place where another stands now, or none.
    @Test func everyRowPutBackToAnOlderState() async throws {
        try await expectNamed(sample: .max, readEvery: 4) { attacks, _ in attacks.putBacks }
    }

    @Test func everyRowMovedToAnotherGeneration() async throws {
        try await expectNamed(sample: 25) { attacks, _ in attacks.movesToOtherGenerations }
    }

    @Test func everyIDAndRevisionChanged() async throws {
        try await expectNamed(sample: 24) { attacks, _ in attacks.renamings }
    }

    @Test func chunkFilesExchangedCutOrGone() async throws {
        let house = try await SmallHouses.shared.value
        var dice = Dice.rolled
        try await Besieging(house, readEvery: 8).run(dice.sample(try ChunkAttacks(on: house).all, 40))
    }

    private func expectNamed(
        sample count: Int, readEvery: Int = 8, _ attacks: (RowAttacks, inout Dice) -> [Attack]
    ) async throws {
        let house = try await SmallHouses.shared.value
        var dice = Dice.rolled
        let all = attacks(try RowAttacks(on: house), &dice)
        #expect(all.count > 20)
        try await Besieging(house, readEvery: readEvery).run(dice.sample(all, count))
    }
}
