import Testing
import VaultTesting

/// A siege with the test's expectations.
struct Besieging {
    let siege: Siege
    /// Every how many attacks the house is also opened and read.
    private let readEvery: Int

    var house: SmallHouse { siege.house }

    init(_ house: SmallHouse, readEvery: Int) throws {
        siege = try Siege(house)
        self.readEvery = TestSize.isFull ? 1 : readEvery
    }

    /// Performs each attack and expects that `check` names it, and that nobody reads anything wrong.
    func run(_ attacks: [Attack]) async throws {
        #expect(!attacks.isEmpty)
        for (index, attack) in attacks.enumerated() {
            let problem = try await siege.problem(with: attack, alsoRead: index % readEvery == 0)
            #expect(problem == nil)
        }
    }
}
