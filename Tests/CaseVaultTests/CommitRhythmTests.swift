import Testing

@testable import CaseVault

@Suite struct CommitRhythmTests {
    private let start = ContinuousClock.now

    @Test func theFirstAndWhoIsAloneNeverWait() {
        var rhythm = CommitRhythm()
        #expect(isTime(&rhythm, 1, .zero))
        rhythm.committed(for: 1, in: .seconds(30))
        #expect(isTime(&rhythm, 1, .zero))
        rhythm.committed(for: 64, in: .milliseconds(5))
        #expect(isTime(&rhythm, 64, .zero) && isTime(&rhythm, 65, .zero))
    }

    /// A tenth of the commit's time, from the first asking on; what came before that does not count.
    @Test(arguments: [
        (Duration.microseconds(300), .microseconds(30)), (.milliseconds(5), .microseconds(500)),
        (.milliseconds(10), .milliseconds(1)), (.seconds(30), .milliseconds(1)),
    ])
    func whoWasAnsweredTogetherIsWaitedFor(_ commit: Duration, _ patience: Duration) {
        var rhythm = CommitRhythm()
        for begin in [Duration.zero, .seconds(60)] {
            rhythm.committed(for: 3, in: commit)
            #expect(!isTime(&rhythm, 1, begin))
            #expect(!isTime(&rhythm, 2, begin + patience - .nanoseconds(1)))
            #expect(isTime(&rhythm, 2, begin + patience))
            #expect(isTime(&rhythm, 3, begin))
        }
    }

    private func isTime(_ rhythm: inout CommitRhythm, _ waiting: Int, _ later: Duration) -> Bool {
        rhythm.isTime(waiting: waiting, at: start + later)
    }
}
