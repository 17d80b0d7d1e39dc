package import SeededNumbers

/// Draws bits of a house's files from a seed.
package struct FlipDraw: Sendable {
    private var dice: Dice
    private var number = 0

    package init(_ dice: Dice) { self.dice = dice }

    /// The key is 80 bytes and the log a fifth of the rest: each file gets its share, the databases the most.
    private static let shares = [0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5]

    package mutating func next(of flipping: Flipping) -> (bit: UInt8, place: Int, path: String) {
        let path = flipping.paths[Self.shares[number % Self.shares.count]]
        number += 1
        let place = Int.random(in: 0..<flipping.size(of: path), using: &dice)
        return (UInt8.random(in: 0..<8, using: &dice), place, path)
    }
}
