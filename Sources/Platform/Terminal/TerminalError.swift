import Glibc

/// Why the person at the terminal could not be asked or shown something.
package enum TerminalError: Error, Equatable, Sendable {
    /// The process has no terminal.
    case none
    /// The terminal was closed or went away.
    case lost
    /// Another question or page has the terminal.
    case busy
    /// Nobody pressed a key in the time given.
    case timedOut
    /// A signal asked to stop waiting.
    case interrupted(Interruption)
    case tooLong(limit: Int)
    /// What was typed is not UTF-8.
    case notText
    case inputOutput(code: Int32)

    static var current: TerminalError {
        switch errno {
        case ENXIO, ENOENT, ENOTTY, ENODEV: .none
        case EIO: .lost
        case EBUSY: .busy
        default: .inputOutput(code: errno)
        }
    }
}
