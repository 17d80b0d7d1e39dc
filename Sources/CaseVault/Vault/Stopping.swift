import Platform

/// Long work asks here between two of its steps whether it is to stop: Ctrl-C in a session, or a task that was cancelled.
///
/// Only where nothing is half done: before a step, never inside a transaction. A command that stands alone ends of the
/// signal itself, since then nothing is caught.
enum Stopping {
    /// - Throws: `.stopped`.
    static func check() throws(VaultError) {
        if Interruptions.asked != nil || Task.isCancelled { throw .stopped }
    }
}
