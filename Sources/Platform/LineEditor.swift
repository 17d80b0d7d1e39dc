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

    package struct Typed: Sendable, Equatable {
        /// The lines, each ended by a line end.
        package let text: String
        package let ending: Ending

        package init(text: String, ending: Ending) {
            self.text = text
            self.ending = ending
        }
    }

    /// The longest line that the kernel delivers whole (N_TTY_BUF_SIZE less the line end).
    private static let lineLimit = 4095

    private let terminal: Terminal
    private let surface: Surface

    package init(_ terminal: Terminal, surface: Surface) {
        self.terminal = terminal
        self.surface = surface
    }

    /// Shows `heading` and reads lines until Ctrl-D on an empty line.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of the text.
    ///   - lineTyped: called with the text so far after each line, to keep a draft.
    /// - Throws: `.notText` for a line that is not UTF-8, `.busy`. A lost terminal is an ending, not an error.
    package func read(
        heading: String, limit: Int, lineTyped: (_ textSoFar: String) -> Void = { _ in }
    ) throws(TerminalError) -> Typed {
        switch surface {
        case .inPlace: return try readLines(heading, limit, lineTyped)
        case .alternateScreen:
            let mode = try TerminalMode(terminal, .screen)
            let typed = Result { () throws(TerminalError) in try readLines(heading, limit, lineTyped) }
            mode.end()
            return try typed.get()
        }
    }

    private func readLines(
        _ heading: String, _ limit: Int, _ lineTyped: (String) -> Void
    ) throws(TerminalError) -> Typed {
        var text = ""
        var number = 0
        do throws(TerminalError) {
            try terminal.write(heading + "\n")
            while let bytes = try terminal.readBytes(limit: Self.lineLimit) {
                guard let line = String(validating: bytes, as: UTF8.self) else { throw .notText }
                number += 1
                guard text.utf8.count + bytes.count + 1 <= limit else { return Typed(text: text, ending: .full) }
                text += line + "\n"
                lineTyped(text)
                if bytes.count >= Self.lineLimit { return Typed(text: text, ending: .cutLine(number)) }
            }
        } catch .lost {
            return Typed(text: text, ending: .hungUp)
        }
        return Typed(text: text, ending: .finished)
    }
}
