/// Compares the two clocks of neighbouring entries. A step is reported, never fatal: clocks are set by hand.
struct ClockWatch: Sendable {
    /// Difference allowed between the clocks, in milliseconds, and as a share of the time between (NTP slews 0.05 %).
    private static let slack: UInt64 = 2_000
    private static let slackDivisor: UInt64 = 1_000

    private var last: (time: EntryTime, boot: ShortHash, mono: UInt64)?

    mutating func look(at entry: AuditEntry, reporting found: inout FindingList) {
        let now = entry.fields
        defer { last = (now.time, now.boot, now.mono) }
        guard let last else { return }
        if now.boot != last.boot {
            if now.time < last.time { found.add(.clockBeforeLastBoot, at: entry.seq) }
        } else if now.mono < last.mono {
            found.add(.bootClockBackwards, at: entry.seq)
        } else {
            let booted = now.mono - last.mono
            let expected = last.time.milliseconds + booted
            let actual = now.time.milliseconds
            let difference = expected > actual ? expected - actual : actual - expected
            if difference > Self.slack + booted / Self.slackDivisor { found.add(.clockStep, at: entry.seq) }
        }
    }
}
