import CLinux
import Glibc

/// The person at the terminal: questions go there and answers come from there, whatever stdin and stdout are.
///
/// Texts written here are program texts or have gone through `TextSanitizer`.
package final class Terminal: Sendable {
    /// The terminal, for reading and writing.
    package let descriptor: Int32
    private let owner: OwnedDescriptor

    /// Opens the controlling terminal of the process.
    ///
    /// - Throws: `.none` if there is none (a timer, a service, `ssh` without `-t`).
    package convenience init() throws(TerminalError) {
        try self.init(path: "/dev/tty")
    }

    /// Opens a terminal by its path.
    package init(path: String) throws(TerminalError) {
        let number = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard number >= 0 else { throw .current }
        owner = OwnedDescriptor(number)
        descriptor = number
        guard isatty(number) == 1 else { throw .none }
    }

    /// Whether the descriptor is a terminal: 0 for standard input, 1 for standard output, 2 for standard error.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    package struct Size: Equatable, Sendable {
        package let rows: Int
        package let columns: Int

        package init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// The window's size; 24 by 80 where the terminal does not know.
    package var size: Size { Self.size(of: descriptor) ?? Size(rows: 24, columns: 80) }

    /// The window size of the terminal behind a descriptor, or nil if it is none or does not know.
    package static func size(of descriptor: Int32) -> Size? {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard unsafe casevault_window_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0 else { return nil }
        return Size(rows: Int(rows), columns: Int(columns))
    }

    /// Writes a text as it is.
    package func write(_ text: String) throws(TerminalError) {
        do {
            try owner.write(text.utf8)
        } catch .inputOutput(code: EIO) {
            throw .lost
        } catch .inputOutput(let code) {
            throw .inputOutput(code: code)
        } catch {
            throw .lost
        }
    }

    /// Asks for a secret: shows the prompt with echo off while `body` reads one line from the descriptor it is given.
    ///
    /// The caller reads with read(2) straight into locked memory, again after EINTR, and gives back its own result or
    /// error. The line end is echoed. What was typed before the prompt or stays behind the line is thrown away. The terminal is put back
    /// when the body returns, at `exit`, and on INT, TERM, HUP, QUIT and TSTP; after CONT echo is off again.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for the line; nil for ever.
    ///   - show: writes what stands behind the prompt and is no `String`, before anything is waited for.
    /// - Throws: `.timedOut`, `.lost`, `.busy`; then `body` was not called. The prompt is never shown with echo on.
    package func withHiddenInput<Answer: ~Copyable>(
        prompt: String, waiting seconds: Int? = nil,
        showing show: (_ descriptor: Int32) throws(TerminalError) -> Void = { _ in },
        _ body: (_ descriptor: Int32) -> Answer
    ) throws(TerminalError) -> Answer {
        let mode = try TerminalMode(self, .hiddenInput)
        do {
            try write(prompt)
            try show(descriptor)
            try waitForInput(seconds)
        } catch {
            mode.end()
            throw error
        }
        let answer = body(descriptor)
        mode.end()
        return answer
    }

    /// Lets `body` write and read lines on the alternate screen, which is cleared before and after: no scrollback keeps
    /// what stood there. The screen is put back at `exit` and on signals too.
    ///
    /// What was typed before it begins or stays behind its end is thrown away.
    ///
    /// - Throws: `.busy`; then `body` was not called.
    package func withScreen<Answer>(_ body: () -> Answer) throws(TerminalError) -> Answer {
        let mode = try TerminalMode(self, .screen)
        let answer = body()
        mode.end()
        return answer
    }

    /// Waits until something can be read.
    ///
    /// - Throws: `.timedOut`; `.interrupted` while interruptions are caught.
    func waitForInput(_ seconds: Int?) throws(TerminalError) { try Self.waitForInput(of: descriptor, seconds) }

    /// The same for a pipe or a file that somebody else opened.
    package static func waitForInput(of descriptor: Int32, _ seconds: Int? = nil) throws(TerminalError) {
        // Nothing but the read itself is waited for, and a signal does what it does.
        if seconds == nil, Interruptions.descriptor < 0 { return }
        let limit = WaitLimit(seconds)
        while true {
            if let asked = Interruptions.asked { throw .interrupted(asked) }
            guard let wait = limit.nextWait else { throw .timedOut }
            let events = Int16(POLLIN)
            var entries = [
                pollfd(fd: descriptor, events: events, revents: 0),
                pollfd(fd: Interruptions.descriptor, events: events, revents: 0),
            ]
            let count = unsafe poll(&entries, 2, wait)
            if count > 0, entries[0].revents != 0 { return }
            if count > 0, Interruptions.asked == nil { Interruptions.hush() }
            if count < 0, errno != EINTR { throw .current }
        }
    }

    /// Whether a line, or the end, can be read at once.
    var hasInput: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) > 0
    }

    /// Whether its window was closed: the end that a read then finds is nobody's Ctrl-D.
    var isHungUp: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLHUP | POLLERR) != 0
    }
}
