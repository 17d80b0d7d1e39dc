/// When the next commit begins: once as many wait for it as the last one answered, or when a tenth of its time, at most a
/// millisecond, has gone by since the last of them was answered, or left to another thread to be answered.
///
/// Whoever was answered together asks again together, a few microseconds apart. A commit for the first of them would have all
/// the others wait for a second one, and each costs an fsync. Whoever comes later than that, or was answered alone, never
/// waits.
struct CommitRhythm {
    /// Enough for hundreds who ask again, and less than anybody notices; the time is spent looking.
    private static let longest: Duration = .milliseconds(1)

    private var answered = 0
    private var patience: Duration = .zero
    private var ended: ContinuousClock.Instant = .now

    /// Whether to begin, with so many waiting; asked again and again until it is.
    func isTime(waiting count: Int, at now: ContinuousClock.Instant = .now) -> Bool {
        // A clock that was set back is no reason to wait.
        count >= answered || !(.zero..<patience).contains(now - ended)
    }

    /// Notes a commit that took so long, when all of its callers have been answered, or will be by another thread.
    mutating func committed(
        for callers: Int, in duration: Duration, answeredAt now: ContinuousClock.Instant = .now
    ) {
        (answered, patience, ended) = (callers, max(.zero, min(Self.longest, duration / 10)), now)
    }
}
