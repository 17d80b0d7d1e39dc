/// Failed tries against one login since the last success.
package struct Attempts: Hashable, Sendable {
    package var passphrases: Int = 0
    /// The clocks of the newest failure.
    package var last = Moment()
    /// Entries of wrong codes; those after an invitation count against its five tries.
    package var codes: [UInt64] = []

    package init() {}

    /// The clocks of an entry, or of now.
    package struct Moment: Hashable, Sendable {
        package let boot: ShortHash?
        /// Milliseconds since that start of the computer.
        package let mono: UInt64
        /// Milliseconds since 1970, UTC.
        package let time: UInt64

        package init(boot: ShortHash?, mono: UInt64, time: UInt64) {
            (self.boot, self.mono, self.time) = (boot, mono, time)
        }

        init() { self.init(boot: nil, mono: 0, time: 0) }

        init(_ entry: AuditEntry) {
            self.init(boot: entry.fields.boot, mono: entry.fields.mono, time: entry.time)
        }
    }

    /// Failures that cost nothing; with the next one the waits begin.
    private static let free = 2
    private static let firstWait: UInt64 = 1_000
    private static let longestWait: UInt64 = 60_000

    /// How long the next passphrase has still to wait, in milliseconds: after the third failure 1 s, then twice as long
    /// after each, at most 60 s.
    ///
    /// Within one start of the computer the clock counts that nobody can set. After another start it is the later of
    /// what the wall clock says and the time since that start, so that a clock set back locks nobody out.
    package func wait(at now: Moment) -> UInt64 {
        guard passphrases > Self.free else { return 0 }
        let wait = min(Self.firstWait << UInt64(min(passphrases - Self.free - 1, 6)), Self.longestWait)
        let passed = now.passed(since: last)
        return passed < wait ? wait - passed : 0
    }
}

extension Attempts.Moment {
    fileprivate func passed(since other: Attempts.Moment) -> UInt64 {
        if boot == other.boot { return mono > other.mono ? mono - other.mono : 0 }
        return max(mono, time > other.time ? time - other.time : 0)
    }
}
