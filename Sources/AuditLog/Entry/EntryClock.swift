/// The clocks of one entry: the computer's, which anyone can set, and the kernel's since its start, which nobody can.
package struct EntryClock: Hashable, Sendable {
    package let time: EntryTime
    /// Two clocks with the same value have comparable ``mono``.
    package let boot: ShortHash
    /// Milliseconds since boot, sleep included.
    package let mono: UInt64

    package init(time: EntryTime, boot: ShortHash, mono: UInt64) {
        (self.time, self.boot, self.mono) = (time, boot, mono)
    }

    package init(_ fields: EntryFields) { self.init(time: fields.time, boot: fields.boot, mono: fields.mono) }

    /// How the computer's clock stepped between two neighbouring entries.
    package enum Step: Hashable, Sendable {
        /// After a restart it stood before the entry before.
        case beforeLastBoot
        /// The kernel's clock went back within one start, as in a machine put back to an earlier moment.
        case bootClockBackwards
        /// Within one start it moved by something else than the time that passed.
        case stepped
    }

    /// Difference allowed between the clocks, in milliseconds, and as a share of the time between (NTP slews 0.05 %).
    package static let slack: UInt64 = 2_000
    private static let slackDivisor: UInt64 = 1_000

    /// The step between this entry and the next; nil within the tolerance: two seconds and a thousandth of the time
    /// between. The writer and every verifier ask this same question.
    package func step(to next: EntryClock) -> Step? {
        guard next.boot == boot else { return next.time < time ? .beforeLastBoot : nil }
        guard next.mono >= mono else { return .bootClockBackwards }
        let booted = next.mono - mono
        return difference(to: next) > Self.slack + booted / Self.slackDivisor ? .stepped : nil
    }

    /// Milliseconds between the next entry's time and the one to be expected; after a restart, the time it went back.
    package func difference(to next: EntryClock) -> UInt64 {
        let booted = next.boot == boot && next.mono >= mono ? next.mono - mono : 0
        let expected = time.milliseconds + booted
        let actual = next.time.milliseconds
        return expected > actual ? expected - actual : actual - expected
    }
}
