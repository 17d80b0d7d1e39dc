/// How the command ended, as scripts see it.
enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    /// Disk, input or output, or the person stopped.
    case failed = 1
    case usage = 2
    case unlockRefused = 3
    /// Not permitted or not found: the same, on purpose.
    case notPermitted = 4
    /// Damaged or tampered with.
    case integrity = 5
    /// Locked by another process.
    case busy = 6
    /// Changed meanwhile.
    case conflict = 7
    case badInput = 8
    /// Nothing wrong in what is here, but something is missing.
    case incomplete = 9
}
