import AuditLog
import Platform
import VaultStore

// The time of an entry is what the computer's clock says, unchanged: a log that corrects its clock hides that somebody
// set it. When the clock has stepped, an entry of the system key says so first.
extension VaultCore {
    /// The clocks as an entry made now would have them.
    private var clocks: EntryClock? {
        EntryTime(milliseconds: now).map { EntryClock(time: $0, boot: boot, mono: environment.clock.sinceBoot) }
    }

    /// What waits are measured by, as of now.
    var steadyNow: UInt64 { clocks.map(fold.steady.at) ?? 0 }

    /// A steady time as this computer's clock will show it.
    func shown(_ steady: UInt64) -> UInt64 {
        let (here, there) = (now, steadyNow)
        return steady >= there ? here + (steady - there) : here - min(here, there - steady)
    }

    /// Milliseconds by which the clock has stepped since the newest entry; nil within the tolerance.
    func clockStep() throws(VaultError) -> UInt64? {
        if newestClock == nil { newestClock = try readNewestClock() }
        guard let newestClock, let clocks, newestClock.step(to: clocks) != nil else { return nil }
        return newestClock.difference(to: clocks)
    }

    /// Stages `clock.step` when the clock has stepped since the newest entry.
    ///
    /// The direction is in the two times; `count` is the size of the step in whole seconds.
    func noteClockStep(in transaction: borrowing StoreTransaction) throws(VaultError) {
        guard let step = try clockStep() else { return }
        var draft = EntryDraft(.clockStep, by: .system, object: .log)
        draft.count = step / 1_000
        try stage(draft, in: transaction)
    }

    private func readNewestClock() throws(VaultError) -> EntryClock? {
        guard tail.size > 0, let line = try stored(in: .log, { try store.line(tail.size - 1) }) else { return nil }
        do { return EntryClock(try AuditEntry(parsing: line).fields) } catch { throw .damaged(.log) }
    }
}
