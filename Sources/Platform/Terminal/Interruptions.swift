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
/// works is not disturbed and looks afterwards. INT asks to stop, USR1 to lock, TERM and HUP to end.
package enum Interruptions {
    /// Begins to catch, to the end of the process; nothing happens if it has begun already. A second INT or TERM that
    /// comes before the first is answered ends the process at once.
    package static func catchAll() throws(TerminalError) {
        guard casevault_interruptions_catch() == 0 else { throw .current }
    }

    /// Until `letGo` none ends the process, however often it comes, and TSTP is ignored: a stopped process would keep its
    /// keys and look at no clock.
    package static func hold() throws(TerminalError) {
        guard casevault_interruptions_hold() == 0 else { throw .current }
    }

    /// The opposite of `hold`: as after `catchAll`.
    package static func letGo() { casevault_interruptions_let_go() }

    /// The signal that asked the process to stop or to end and was not answered, for `die`.
    package static var deadly: Int32? { [SIGTERM, SIGHUP, SIGINT].first(where: isAsked) }

    /// Ends the process by this signal, as if it had not been caught: a shell then stops its loop too. The terminal is put
    /// back; everything else is put away before.
    package static func die(of signal: Int32) -> Never { casevault_die_of(signal) }

    /// What was asked and not answered; the weightiest first.
    package static var asked: Interruption? {
        if isAsked(SIGTERM) || isAsked(SIGHUP) { return .end }
        if isAsked(SIGUSR1) { return .lock }
        return isAsked(SIGINT) ? .stop : nil
    }

    /// The same, after waiting so long for one: a Ctrl-C comes to a child at the same time, and its end may be seen first.
    package static func asked(within milliseconds: Int32) -> Interruption? {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if asked == nil, descriptor >= 0 { _ = unsafe poll(&entry, 1, milliseconds) }
        return asked
    }

    /// Forgets one that was obeyed, or that came too late. `.end` is never forgotten.
    package static func answer(_ interruption: Interruption) {
        switch interruption {
        case .stop: casevault_interruption_answered(SIGINT)
        case .lock: casevault_interruption_answered(SIGUSR1)
        case .end: break
        }
    }

    /// Forgets a ring that came behind its answer: one for which nothing is asked.
    static func hush() { if descriptor >= 0 { casevault_interruptions_hush() } }

    /// Readable while something is asked, and for a moment perhaps behind its answer (``hush()``); -1 while nothing is caught, which poll(2) leaves out.
    static var descriptor: Int32 { casevault_interruptions_descriptor() }

    private static func isAsked(_ number: Int32) -> Bool {
        descriptor >= 0 && casevault_interruption_asked(number) == 1
    }
}
