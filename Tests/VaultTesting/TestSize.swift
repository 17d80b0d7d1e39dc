import Foundation
package import SeededNumbers

/// How much a run is asked to do.
package enum TestSize {
    /// CASEVAULT_FULL=1: every case of every table, which takes minutes.
    package static var isFull: Bool { ProcessInfo.processInfo.environment["CASEVAULT_FULL"] == "1" }
}

extension Dice {
    /// At most `count` of many, in random order; all of them when CASEVAULT_FULL is set.
    package mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        TestSize.isFull ? elements : Array(elements.shuffled(using: &self).prefix(count))
    }
}
