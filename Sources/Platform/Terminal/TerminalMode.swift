import CLinux

/// A change of the terminal that is undone by `end`, at the latest when the value goes away, and on signals (CLinux).
struct TerminalMode: ~Copyable {
    enum Kind: Sendable {
        case hiddenInput
        /// The alternate screen, lines as usual.
        case screen
        /// The alternate screen, single keys without echo.
        case screenKeys
        /// Lines as usual, of which Ctrl-C throws away none.
        case lines
        /// The alternate screen, every byte as it is typed.
        case raw
    }

    /// - Throws: `.busy` if a mode is set already: a process has one terminal.
    init(_ terminal: Terminal, _ kind: Kind) throws(TerminalError) {
        let mode =
            switch kind {
            case .hiddenInput: CASEVAULT_HIDDEN_INPUT
            case .screen: CASEVAULT_SCREEN
            case .screenKeys: CASEVAULT_SCREEN_KEYS
            case .lines: CASEVAULT_LINES
            case .raw: CASEVAULT_RAW
            }
        guard casevault_terminal_begin(terminal.descriptor, Int32(mode.rawValue)) == 0 else { throw .current }
    }

    consuming func end() {}

    deinit {
        casevault_terminal_end()
    }
}
