import CaseVault

/// A rollback for programs.
struct RollbackAnswer: Encodable {
    let anchor: Rollback.Anchor
    let isOlder: Bool
    let seen: UInt64
    let seenTime: String?
    let entries: UInt64
    let lastEntry: String

    init(_ rollback: Rollback) {
        (anchor, isOlder, seen, entries) = (rollback.anchor, rollback.isOlder, rollback.seen, rollback.entries)
        seenTime = rollback.seenTime.map(MachineTime.text)
        lastEntry = MachineTime.text(rollback.lastEntry)
    }
}
