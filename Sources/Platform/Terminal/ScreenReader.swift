import CLinux
import Glibc

/// Shows text page by page on the alternate screen, which is cleared on leaving: no scrollback keeps a copy.
///
/// Space, f, PgDn: a page on. b, PgUp: a page back. Enter, j, arrows: a line. g, Home, G, End: the ends. q, Esc: leave.
package struct ScreenReader {
    package enum Ending: Sendable, Equatable {
        case left
        /// Nobody pressed a key in the time given.
        case timedOut
        /// The terminal went away.
        case hungUp
        /// A signal asked to stop.
        case interrupted(Interruption)
    }

    private let terminal: Terminal

    package init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    /// Shows the lines until the person leaves. The screen is put back on signals too, and drawn again after CONT and
    /// when the window changes its size.
    ///
    /// - Parameters:
    ///   - lines: already sanitised (`TextSanitizer.lines`), of any width.
    ///   - footer: the last row, in inverse colours, such as "space: on, q: leave".
    ///   - seconds: leave after so long without a key; nil for never.
    /// - Throws: `.busy`, `.inputOutput`.
    package func show(_ lines: [String], footer: String, waiting seconds: Int? = nil) throws(TerminalError) -> Ending {
        let mode = try TerminalMode(terminal, .screenKeys)
        let ending = Result { () throws(TerminalError) in try run(lines, footer, seconds) }
        mode.end()
        return try ending.get()
    }

    private func run(_ lines: [String], _ footer: String, _ seconds: Int?) throws(TerminalError) -> Ending {
        var page = ScreenPage(lines: lines, size: terminal.size)
        var keys = KeyParser()
        // From the last key: a window that changes its size is nobody's.
        var limit = WaitLimit(seconds)
        do {
            while true {
                try terminal.write(page.drawing(footer: footer))
                switch try waitForKeys(limit, escapeIsOpen: keys.isInsideEscape) {
                case .timedOut: return .timedOut
                case .redraw: page.resize(to: terminal.size)
                case .quiet: if keys.finish() == .leave { return .left }
                case .bytes(let bytes):
                    if !bytes.isEmpty { limit = WaitLimit(seconds) }
                    for key in keys.parse(bytes) where !page.move(key) { return .left }
                }
            }
        } catch .lost {
            return .hungUp
        } catch .interrupted(let asked) {
            return .interrupted(asked)
        }
    }

    private enum Event {
        case bytes([UInt8])
        case redraw
        /// Nothing followed an Esc: it was the key itself.
        case quiet
        case timedOut
    }

    private func waitForKeys(_ limit: WaitLimit, escapeIsOpen: Bool) throws(TerminalError) -> Event {
        while true {
            guard let wait = limit.nextWait else { return .timedOut }
            if let event = try event(within: escapeIsOpen ? 50 : wait) { return event }
            if escapeIsOpen { return .quiet }
        }
    }

    /// What happens in so many milliseconds; nil for nothing.
    private func event(within milliseconds: Int32) throws(TerminalError) -> Event? {
        if let asked = Interruptions.asked { throw .interrupted(asked) }
        let wake = casevault_terminal_wake_descriptor()
        let events = Int16(POLLIN)
        var entries = [
            pollfd(fd: terminal.descriptor, events: events, revents: 0), pollfd(fd: wake, events: events, revents: 0),
            pollfd(fd: Interruptions.descriptor, events: events, revents: 0),
        ]
        let count = unsafe poll(&entries, 3, milliseconds)
        if count < 0 {
            guard errno == EINTR else { throw .current }
            return .redraw
        }
        if let asked = Interruptions.asked { throw .interrupted(asked) }
        if count == 0 { return nil }
        if entries[1].revents != 0 {
            _ = try Self.bytes(from: wake)
            return .redraw
        }
        guard entries[0].revents != 0 else {
            Interruptions.hush()
            return nil
        }
        return .bytes(try Self.bytes(from: terminal.descriptor))
    }

    private static func bytes(from descriptor: Int32) throws(TerminalError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = unsafe read(descriptor, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        if count == 0 { throw .lost }
        if errno == EINTR || errno == EAGAIN { return [] }
        throw .current
    }
}
