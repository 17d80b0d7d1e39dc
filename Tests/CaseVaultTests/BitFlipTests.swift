import SeededNumbers
import Testing
import VaultTesting

/// Guards the target "bit flips": whatever single bit of a vault changes, `check` says so if a stored value changed or a
/// file cannot be read, and names it; it never crashes, and nobody reads anything wrong.
///
/// A small sample. `Tools/campaigns/flips` flips 8,000 bits, or every one, with the release build.
@Suite(.serialized) struct BitFlipTests {
    @Test func flippedBitsAreReported() async throws {
        let flipping = try Flipping(try await SmallHouses.shared.value)
        var draw = FlipDraw(Dice.rolled)
        for number in 0..<240 {
            let (bit, place, path) = draw.next(of: flipping)
            let outcome = try await flipping.flip(bit, of: place, in: path, alsoRead: number % 40 == 0)
            if case .fault(let what) = outcome { Issue.record("\(what)") }
        }
    }
}
