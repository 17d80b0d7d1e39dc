import Foundation

/// Numbers that look random and follow from a seed: a run that failed can be repeated from its printed seed.
package struct Dice: RandomNumberGenerator, Sendable {
    package let seed: UInt64
    private var state: UInt64

    package init(seed: UInt64) { (self.seed, state) = (seed, seed) }

    /// Seeded from CASEVAULT_SEED, or with a fixed number.
    package static var rolled: Dice {
        Dice(seed: ProcessInfo.processInfo.environment["CASEVAULT_SEED"].flatMap { UInt64($0) } ?? 20_260_921)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}
