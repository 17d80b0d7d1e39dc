import Glibc

/// An editor at work on a file that lies in memory and has no name.
///
/// The editor finds it as a descriptor it has inherited. Its home folder is one that is not there, and of the environment
/// it gets the terminal's kind and the language. It is an ordinary process of the account: unlike ours, its memory can be
/// read by other programs of the same account.
package final class EditorProcess {
    private let file: MemoryFile
    private let child: ChildProcess
    private let terminal: Terminal
    private let terminalPath: String
    private var modes = termios()
    private let hasModes: Bool
    private var touched: (mark: TerminalTouch?, time: UInt64)

    /// Opens the editor on a text.
    package init(
        _ program: EditorProgram, editing text: [UInt8], on terminal: Terminal, _ environment: EnvironmentReading
    ) throws(FileError) {
        file = try MemoryFile(name: "casevault")
        try file.replace(text)
        self.terminal = terminal
        terminalPath = Terminal.controllingPath
        hasModes = unsafe tcgetattr(terminal.descriptor, &modes) == 0
        touched = (TerminalTouch(terminalPath), SystemClock.system.sinceBoot)
        child = try file.start(
            program.path, program.words(editing: MemoryFile.childPath), environment: Self.variables(environment),
            terminal: terminalPath)
    }

    /// Looks whether it has ended, for at most so long. Afterwards the terminal is as it was.
    package func wait(milliseconds: UInt64) -> ChildProcess.State {
        let state = child.wait(milliseconds: milliseconds)
        let mark = TerminalTouch(terminalPath)
        if mark != touched.mark { touched = (mark, SystemClock.system.sinceBoot) }
        if state != .running { putBack() }
        return state
    }

    /// For how many seconds no key was pressed; the kernel counts in steps of eight.
    package var secondsWithoutKey: Int { Int((SystemClock.system.sinceBoot - touched.time) / 1000) }

    /// The text as the editor last saved it.
    ///
    /// - Throws: `.tooLarge`.
    package func text(limit: Int) throws(FileError) -> [UInt8] { try file.contents(limit: limit) }

    /// Ends the editor and clears what it showed.
    package func end() {
        child.end()
        putBack()
        // It may have been ended before it could leave the alternate screen.
        try? terminal.write("\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[2J\u{1B}[H\u{1B}[?1049l")
    }

    private func putBack() {
        if hasModes { _ = unsafe tcsetattr(terminal.descriptor, TCSAFLUSH, &modes) }
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

/// When the kernel last saw a key on a terminal: it marks the time of access, as `w` shows it.
private struct TerminalTouch: Equatable {
    private let seconds: Int

    init?(_ path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        seconds = facts.st_atim.tv_sec
    }
}

extension Terminal {
    /// The path of the controlling terminal itself; /dev/tty where the kernel's number says nothing.
    static var controllingPath: String {
        guard let text = KernelText.read("/proc/self/stat"), let name = text.lastIndex(of: ")"),
            let number = text[name...].split(separator: " ").dropFirst(5).first.flatMap({ Int($0) })
        else { return "/dev/tty" }
        let (major, minor) = (number >> 8 & 0xFFF, number & 0xFF | number >> 12 & 0xFFF00)
        switch major {
        case 136...143: return "/dev/pts/\((major - 136) * 256 + minor)"
        case 4 where minor < 64: return "/dev/tty\(minor)"
        case 4: return "/dev/ttyS\(minor - 64)"
        default: return "/dev/tty"
        }
    }
}
