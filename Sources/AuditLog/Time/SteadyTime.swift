/// Time as it passes, in milliseconds, whatever a computer's clock is set to: what waits are measured by.
///
/// It begins with the time of the first entry. Within one start of a computer it goes on with the clock since that start,
/// which nobody can set; over a restart by what the clocks say, and never back. So a clock that is set ten years forward ends
/// no wait, and one that was wrong for a day does not make one ten years long. Over a restart a clock that was set cannot be
/// told from a computer that stood still.
package struct SteadyTime: Hashable, Sendable {
    /// More than any clock tells, and far enough from the largest number that a wait can be added.
    static let most: UInt64 = 1 << 62

    private var passed: UInt64 = 0
    private var last: EntryClock?

    package init() {}

    /// The steady time of a moment that is no earlier than the last one.
    package func at(_ clock: EntryClock) -> UInt64 {
        guard let last else { return clock.time.milliseconds }
        // Entries are somebody's word: no sum of theirs may end the program.
        let (sum, overflows) = passed.addingReportingOverflow(last.passed(until: clock))
        return overflows ? Self.most : min(sum, Self.most)
    }

    mutating func pass(to clock: EntryClock) { (passed, last) = (at(clock), clock) }
}

extension EntryClock {
    /// Milliseconds that passed between two neighbouring entries.
    fileprivate func passed(until next: EntryClock) -> UInt64 {
        if next.boot == boot { return next.mono > mono ? next.mono - mono : 0 }
        return next.time > time ? next.time.milliseconds - time.milliseconds : 0
    }
}
