import CLinux
import Glibc

/// A process, named so that the name never passes on to another one.
package struct ProcessName: Hashable, Sendable {
    package let id: Int32
    /// Clock ticks since the machine started.
    package let start: UInt64

    package init(id: Int32, start: UInt64) { (self.id, self.start) = (id, start) }

    /// The process with this id, or nil if there is none.
    package init?(id: Int32) {
        var ticks: UInt64 = 0
        guard unsafe casevault_process_start(id, &ticks) == 0 else { return nil }
        self.init(id: id, start: ticks)
    }

    /// This process.
    package static var own: ProcessName? { ProcessName(id: getpid()) }

    package var isRunning: Bool { ProcessName(id: id) == self }

    /// Asks it to forget its keys, also when it is stopped.
    ///
    /// - Returns: false when it has ended, or belongs to somebody else.
    package func askToLock() -> Bool {
        guard casevault_signal_process(id, start, SIGUSR1) == 0 else { return false }
        _ = casevault_signal_process(id, start, SIGCONT)
        return true
    }
}
