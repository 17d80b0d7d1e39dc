import Platform

/// Long work asks here between two of its steps whether it is to stop: Ctrl-C, another signal, or a task that was cancelled.
///
/// Only where nothing is half done: before a step, never inside a transaction.
enum Stopping {
    /// - Throws: `.stopped`.
    static func check() throws(VaultError) {
        if Interruptions.asked != nil || Task.isCancelled { throw .stopped }
    }
}
