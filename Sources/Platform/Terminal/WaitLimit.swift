/// How long a person is waited for, on the clock that counts sleep, which poll(2) does not: the clock that does is asked
/// again and again.
struct WaitLimit: Sendable {
    private let clock: SystemClock
    /// Nil for ever.
    private let end: UInt64?

    /// - Parameter seconds: from now on; nil for ever.
    init(_ seconds: Int?, _ clock: SystemClock = .system) {
        self.clock = clock
        end = seconds.map { clock.sinceBoot + UInt64($0) * 1000 }
    }

    /// Milliseconds for the next poll(2), at most five seconds, or -1 for ever; nil when the time is over.
    var nextWait: Int32? {
        guard let end else { return -1 }
        let now = clock.sinceBoot
        return now < end ? Int32(clamping: min(end - now, Self.longestWait)) : nil
    }

    private static let longestWait: UInt64 = 5000
}
