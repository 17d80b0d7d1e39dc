import Testing

@testable import AuditLog

/// Guards by what waits are measured: time that passed, not what a clock was set to.
@Suite struct SteadyTimeTests {
    private func clock(_ time: UInt64, boot: String = "a", mono: UInt64) throws -> EntryClock {
        EntryClock(
            time: try #require(EntryTime(milliseconds: time)), boot: ShortHash(bootID: boot), mono: mono)
    }

    @Test func itBeginsWithTheFirstEntry() throws {
        var steady = SteadyTime()
        #expect(steady.at(try clock(5_000, mono: 9)) == 5_000)
        steady.pass(to: try clock(5_000, mono: 9))
        #expect(steady.at(try clock(5_000, mono: 9)) == 5_000)
    }

    /// Time on the wall, a start of the computer, its clock, and what has passed since 100,000.
    @Test(arguments: [
        (UInt64(100_500), "a", UInt64(1_500), UInt64(500)), (900_000, "a", 1_500, 500), (100, "a", 1_500, 500),
        (900_000, "a", 900, 0), (100_500, "b", 3, 500), (99_000, "b", 900_000, 0), (100_000, "b", 1_500, 0),
    ])
    func whatPassed(time: UInt64, boot: String, mono: UInt64, passed: UInt64) throws {
        var steady = SteadyTime()
        steady.pass(to: try clock(100_000, mono: 1_000))
        let now = try clock(time, boot: boot, mono: mono)
        #expect(steady.at(now) == 100_000 + passed)
        steady.pass(to: now)
        #expect(steady.at(now) == 100_000 + passed)
    }

    /// A clock that was wrong after a start and is set right makes nothing longer.
    @Test func aWrongClockThatIsSetRight() throws {
        var steady = SteadyTime()
        for (time, boot, mono) in [(1_000_000, "a", 10), (500, "b", 10), (1_000_900, "b", 60), (1_001_000, "b", 160)] {
            steady.pass(to: try clock(UInt64(time), boot: boot, mono: UInt64(mono)))
        }
        #expect(steady.at(try clock(1_001_000, boot: "b", mono: 160)) == 1_000_150)
    }

    @Test func noSumEndsTheProgram() throws {
        var steady = SteadyTime()
        steady.pass(to: try clock(1, mono: 0))
        for _ in 0..<3 {
            steady.pass(to: try clock(1, boot: "a", mono: .max))
            steady.pass(to: try clock(1, boot: "b", mono: 0))
            steady.pass(to: try clock(1, boot: "b", mono: .max))
            steady.pass(to: try clock(1, boot: "a", mono: 0))
        }
        #expect(steady.at(try clock(1, boot: "a", mono: .max)) == SteadyTime.most)
        let longest = Policy(rules: [:], erasureDays: .max).erasureWait
        #expect(!SteadyTime.most.addingReportingOverflow(longest).overflow)
    }
}
