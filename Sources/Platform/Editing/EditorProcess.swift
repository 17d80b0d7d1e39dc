import Glibc

/// An editor at work on a text that lies in memory and has no name.
///
/// The editor finds it as a descriptor it has inherited, and runs on a terminal of its own that is shown through ours: so
/// it outlives a window that is closed for long enough to save, every key is seen, and ours is put back whatever becomes
/// of it. Its home folder is one that is not there, and of the environment it gets the terminal's kind and the language.
/// It is an ordinary process of the account: unlike ours, its memory can be read by other programs of the same account.
package final class EditorProcess {
    private let program: EditorProgram
    private let text: EditedText
    private let child: ChildProcess
    private let relay: TerminalRelay
    private var mode: TerminalMode?

    /// How long an editor may take to save when it is asked to.
    private static let patience: UInt64 = 2000

    /// Opens the editor on a text.
    ///
    /// - Throws: `.inputOutput` also when the terminal cannot be used.
    package init(
        _ program: EditorProgram, editing text: EditedText, on terminal: Terminal, _ environment: EnvironmentReading
    ) throws(FileError) {
        (self.program, self.text) = (program, text)
        let inner: PseudoTerminal
        do {
            inner = try PseudoTerminal()
            try inner.setSize(terminal.size)
            inner.copyModes(of: terminal)
            mode = try TerminalMode(terminal, .raw)
        } catch { throw .inputOutput(code: EIO) }
        child = try text.start(program, environment: Self.variables(environment), terminal: inner.path)
        relay = TerminalRelay(between: terminal, and: inner)
        relay.start()
    }

    deinit { end() }

    /// Looks whether it has ended, for at most so long. Afterwards the terminal is as it was.
    package func wait(milliseconds: UInt64) -> ChildProcess.State {
        let state = child.wait(milliseconds: milliseconds)
        if state != .running { end() }
        return state
    }

    /// For how many milliseconds no key was pressed.
    package var quietMilliseconds: UInt64 { SystemClock.system.milliseconds(since: relay.lastKey) }

    /// Whether a key was pressed in it.
    package var hasKeys: Bool { relay.hasKeys }

    /// Lets it save what it holds; nothing that is typed reaches it any more.
    ///
    /// An editor that is in the middle of something else may not: then the text is what was saved last.
    package func saveAll() {
        guard child.wait(milliseconds: 0) == .running, let before = try? text.stamp() else { return }
        relay.typeLast(program.savingKeys)
        let limit = SystemClock.system.sinceBoot + Self.patience
        var seen = before
        while child.wait(milliseconds: 100) == .running, SystemClock.system.sinceBoot < limit {
            guard let now = try? text.stamp() else { return }
            // It empties the text before it writes: what is seen twice is whole.
            if now != before, now == seen { return }
            seen = now
        }
    }

    /// Ends it, clears what it showed, and puts the terminal back.
    package func end() {
        child.end()
        relay.stop()
        mode = nil
    }

    private static func variables(_ environment: EnvironmentReading) -> [String] {
        let language = environment[.languageAll] ?? environment[.language] ?? ""
        let isUnicode = language.lowercased().contains("utf")
        return [
            "TERM=\(environment[.terminal] ?? "linux")", "LC_ALL=\(isUnicode ? language : "C.UTF-8")",
            "HOME=/nonexistent", "PATH=/usr/bin:/bin",
        ]
    }
}

extension PseudoTerminal {
    /// Keys and line ends mean here what they mean there.
    fileprivate func copyModes(of terminal: Terminal) {
        var modes = termios()
        guard unsafe tcgetattr(terminal.descriptor, &modes) == 0 else { return }
        _ = unsafe tcsetattr(near.number, TCSANOW, &modes)
    }
}
