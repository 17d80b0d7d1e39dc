import Testing

@testable import CaseVault

@Suite struct CommitRhythmTests {
    private let start = ContinuousClock.now

    @Test func theFirstAndWhoWasAnsweredAloneNeverWait() {
        var rhythm = CommitRhythm()
        #expect(rhythm.isTime(waiting: 1, at: start))
        rhythm.committed(for: 1, in: .seconds(30), answeredAt: start)
        #expect(rhythm.isTime(waiting: 1, at: start))
    }

    /// A tenth of the commit's time from the last answer on; nobody waits who asks later, or with all the others.
    @Test(arguments: [
        (Duration.microseconds(300), Duration.microseconds(30)),
        (Duration.milliseconds(5), Duration.microseconds(500)),
        (Duration.milliseconds(10), Duration.milliseconds(1)),
        (Duration.seconds(30), Duration.milliseconds(1)),
    ])
    func whoWasAnsweredTogetherIsWaitedFor(_ commit: Duration, _ patience: Duration) {
        var rhythm = CommitRhythm()
        rhythm.committed(for: 3, in: commit, answeredAt: start)
        #expect(!rhythm.isTime(waiting: 1, at: start))
        #expect(!rhythm.isTime(waiting: 2, at: start + patience - .nanoseconds(1)))
        #expect(rhythm.isTime(waiting: 2, at: start + patience))
        #expect(rhythm.isTime(waiting: 1, at: start + .seconds(3_600)))
        #expect(rhythm.isTime(waiting: 3, at: start) && rhythm.isTime(waiting: 4, at: start))
    }

    @Test func clocksThatAreSetBackHoldNobodyUp() {
        var rhythm = CommitRhythm()
        rhythm.committed(for: 3, in: .milliseconds(5), answeredAt: start)
        #expect(rhythm.isTime(waiting: 1, at: start - .nanoseconds(1)))
        rhythm.committed(for: 3, in: .milliseconds(-5), answeredAt: start)
        #expect(rhythm.isTime(waiting: 1, at: start))
    }
}
