/// Compares the two clocks of neighbouring entries. A step is reported, never fatal: clocks are set by hand.
struct ClockWatch: Sendable {
    private var last: EntryClock?

    mutating func look(at entry: AuditEntry, reporting found: inout FindingList) {
        let now = EntryClock(entry.fields)
        defer { last = now }
        switch last?.step(to: now) {
        case .beforeLastBoot: found.add(.clockBeforeLastBoot, at: entry.seq)
        case .bootClockBackwards: found.add(.bootClockBackwards, at: entry.seq)
        case .stepped: found.add(.clockStep, at: entry.seq)
        case nil: break
        }
    }
}
