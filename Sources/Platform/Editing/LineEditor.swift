/// Text of several lines, typed at the terminal when there is no editor to start.
package struct LineEditor {
    /// Where the text is typed.
    package enum Surface: Sendable {
        /// The alternate screen, which is cleared on leaving, so that no scrollback keeps the text.
        case alternateScreen
        /// Below what is there, for screen readers; the text stays in the window.
        case inPlace
    }

    package enum Ending: Sendable, Equatable {
        /// Ctrl-D on an empty line.
        case finished
        /// The terminal went away.
        case hungUp
        /// The kernel cut the line with this number, counted from 1: it had 4,095 bytes or more.
        case cutLine(Int)
        /// More than the limit; the text holds what fitted, in whole lines.
        case full
    }

    /// The longest line that the kernel delivers whole (N_TTY_BUF_SIZE less the line end).
    fileprivate static let lineLimit = 4095

    private let terminal: Terminal
    private let surface: Surface

    package init(_ terminal: Terminal, surface: Surface) {
        self.terminal = terminal
        self.surface = surface
    }

    /// Shows `heading`; the lines are then read one after the other.
    ///
    /// - Parameter limit: the most bytes of the text.
    /// - Throws: `.busy`, `.lost`.
    package func begin(heading: String, limit: Int) throws(TerminalError) -> Entry {
        let mode = try TerminalMode(terminal, surface == .alternateScreen ? .screen : .lines)
        try terminal.write(heading + "\n")
        return Entry(terminal: terminal, limit: limit, mode: mode)
    }

    /// The text as it grows; the screen is put back when the value goes away.
    package struct Entry: ~Copyable {
        private let terminal: Terminal
        private let limit: Int
        private let mode: TerminalMode
        private var count = 0
        /// The lines so far, each ended by a line end.
        package private(set) var text = ""
        /// The beginning of a line, after Ctrl-D in its middle.
        private var begun: [UInt8] = []

        fileprivate init(terminal: Terminal, limit: Int, mode: consuming TerminalMode) {
            (self.terminal, self.limit) = (terminal, limit)
            self.mode = mode
        }

        /// Waits for the next line.
        ///
        /// - Returns: how the text ended, or nil when a line was added and more may come.
        /// - Throws: `.timedOut` after so many seconds without a line, `.interrupted`: asking again goes on; `.notText`
        ///   for a line that is not UTF-8.
        package mutating func next(waiting seconds: Int?) throws(TerminalError) -> Ending? {
            do throws(TerminalError) {
                try wait(seconds)
                guard let bytes = try terminal.readBytes(limit: LineEditor.lineLimit, after: &begun) else {
                    return terminal.isHungUp ? .hungUp : .finished
                }
                return try take(bytes)
            } catch {
                guard error == .lost else { throw error }
                return .hungUp
            }
        }

        /// Takes what stands in the line that she has not ended, where the writing is cut short. Nothing can be typed after it.
        package mutating func takeUnfinishedLine() {
            let line = begun + terminal.takeUnfinishedLine()
            begun = []
            // A letter may have been half there.
            text += String(decoding: line, as: UTF8.self)
        }

        /// What was typed before Ctrl-C is taken before Ctrl-C is obeyed.
        private func wait(_ seconds: Int?) throws(TerminalError) {
            do throws(TerminalError) {
                if !terminal.hasInput { try terminal.waitForInput(seconds) }
            } catch {
                guard case .interrupted = error, terminal.hasInput else { throw error }
            }
        }

        private mutating func take(_ bytes: [UInt8]) throws(TerminalError) -> Ending? {
            guard let line = String(validating: bytes, as: UTF8.self) else { throw .notText }
            count += 1
            guard text.utf8.count + bytes.count + 1 <= limit else { return .full }
            text += line + "\n"
            return bytes.count >= LineEditor.lineLimit ? .cutLine(count) : nil
        }
    }
}
