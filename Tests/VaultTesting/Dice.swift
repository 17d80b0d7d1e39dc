import Foundation

/// Seeded random numbers: a run that failed can be repeated from its printed seed.
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

    /// At most `count` of many, in random order; all of them when CASEVAULT_FULL is set.
    package mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        TestSize.isFull ? elements : Array(elements.shuffled(using: &self).prefix(count))
    }
}

/// How much a run is asked to do.
package enum TestSize {
    /// CASEVAULT_FULL=1: every case of every table, which takes minutes.
    package static var isFull: Bool { ProcessInfo.processInfo.environment["CASEVAULT_FULL"] == "1" }
}
