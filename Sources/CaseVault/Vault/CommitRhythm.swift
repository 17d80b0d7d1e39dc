/// When the next commit begins: once as many wait for it as the last one answered, or a tenth of its time later, at most a
/// millisecond.
///
/// Whoever was answered together asks again together, a few microseconds apart. A commit for the first of them would have all
/// the others wait for a second one, and each costs an fsync. Somebody who is alone never waits.
struct CommitRhythm {
    /// Enough for hundreds who ask again, and less than anybody notices; the time is spent looking.
    private static let longest: Duration = .milliseconds(1)

    private var answered = 0
    private var patience: Duration = .zero
    private var asked: ContinuousClock.Instant?

    /// Whether to begin, with so many waiting; asked again and again until it is.
    mutating func isTime(waiting count: Int, at now: ContinuousClock.Instant = .now) -> Bool {
        guard count < answered else { return true }
        let start = asked ?? now
        asked = start
        return now - start >= patience
    }

    /// Notes a commit for so many callers.
    mutating func committed(for callers: Int, in duration: Duration) {
        (answered, patience, asked) = (callers, min(Self.longest, duration / 10), nil)
    }
}
