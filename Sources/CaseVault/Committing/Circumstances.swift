import AuditLog
import Platform

// What an entry says about the circumstances under which it was made; see ``Circumstance`` for the rules.
extension VaultCore {
    /// Flags that the writer sets by itself. The founding entries have none: nobody else was there.
    func circumstances(of draft: EntryDraft, _ role: RoleCode?, at time: UInt64) -> EntryFlags {
        var flags: EntryFlags = []
        if !mirror.isWritable { flags.insert(.nomirror) }
        guard let role, fold.base + tail.size > 2 else { return flags }
        if Circumstance.isAlone(draft.act, officers: fold.officerCount) { flags.insert(.alone) }
        if let moment = environment.zone.weekTime(time),
            Circumstance.isOutOfHours(
                draft.act, role, at: Circumstance.WallTime(weekday: moment.weekday, hour: moment.hour))
        {
            flags.insert(.ooh)
        }
        return flags
    }
}
