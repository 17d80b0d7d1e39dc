import CLinux
import Glibc

/// Something that asks a program at a terminal to stop what it does.
package enum Interruption: Sendable, Equatable {
    /// Ctrl-C: the running command ends.
    case stop
    /// Another process of this account asks for the keys to be forgotten (`lock --all`).
    case lock
    /// The terminal is gone, or the process was told to end.
    case end
}

/// The signals of a program that has something to put away before it ends.
///
/// While they are caught a signal does nothing by itself: whoever waits at the terminal gets `.interrupted`, and whoever
/// works is not disturbed and looks afterwards. INT asks to stop, USR1 to lock, TERM and HUP to end. TSTP is ignored: a
/// stopped process would keep its keys and look at no clock.
package enum Interruptions {
    /// Begins to catch; nothing happens if it has begun already.
    package static func catchAll() throws(TerminalError) {
        guard casevault_interruptions_catch() == 0 else { throw .current }
    }

    /// Signals act again as they did before.
    package static func release() { casevault_interruptions_release() }

    /// What was asked and not answered; the weightiest first.
    package static var asked: Interruption? {
        if isAsked(SIGTERM) || isAsked(SIGHUP) { return .end }
        if isAsked(SIGUSR1) { return .lock }
        return isAsked(SIGINT) ? .stop : nil
    }

    /// Forgets one that was obeyed, or that came too late. `.end` is never forgotten.
    package static func answer(_ interruption: Interruption) {
        switch interruption {
        case .stop: casevault_interruption_answered(SIGINT)
        case .lock: casevault_interruption_answered(SIGUSR1)
        case .end: break
        }
    }

    /// Readable while something is asked; -1 while nothing is caught, which poll(2) leaves out.
    static var descriptor: Int32 { casevault_interruptions_descriptor() }

    private static func isAsked(_ number: Int32) -> Bool {
        descriptor >= 0 && casevault_interruption_asked(number) == 1
    }
}
