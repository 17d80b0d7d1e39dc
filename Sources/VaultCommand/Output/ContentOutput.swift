import CaseVault
import Platform

/// Opened content on its way to the person: as an answer for programs, through the alternate screen, or alone.
struct ContentOutput {
    let invocation: Invocation

    private var output: Output { invocation.output }

    /// How the log describes it.
    var showing: Showing { output.isOnTerminal ? .terminal : .piped }

    /// One record.
    func show(_ record: RecordView) throws(Failure) {
        switch output.form {
        case .json: try output.json(RecordAnswer(record))
        case .plain, .table, .lines:
            if output.isOnTerminal { try showOnTerminal([record]) } else { try output.content(record.content.array) }
        }
        notePiped()
    }

    /// All records of a case. In a pipe each begins with a line that says what it is.
    func show(_ records: [RecordView]) throws(Failure) {
        if records.isEmpty { output.note(NoteText.nothingToShow) }
        switch output.form {
        case .json: for record in records { try output.json(RecordAnswer(record)) }
        case .plain, .table, .lines:
            if output.isOnTerminal { try showOnTerminal(records) } else { try pipe(records) }
        }
        notePiped()
    }

    /// Lines that may name a client, such as labels.
    func show(lines: [String]) throws(Failure) {
        if output.form == .table, let terminal = try? Terminal() {
            try page(lines, on: terminal)
        } else {
            for text in lines { try output.line(text) }
        }
    }

    /// One record at the terminal, whatever stdout is: before it is edited there.
    func showAtTerminal(_ record: RecordView) throws(Failure) { try showAtTerminal(lines: lines(of: record)) }

    /// Sanitised lines at the terminal, whatever stdout is.
    func showAtTerminal(lines: [String]) throws(Failure) {
        if output.form == .plain {
            for text in lines { try invocation.prompt.say(text, else: "") }
            return
        }
        try page(lines, on: try invocation.prompt.terminal(else: ContentInput.option))
    }

    /// Page by page until she leaves, or nobody has pressed a key for as long as a session waits.
    private func page(_ lines: [String], on terminal: Terminal) throws(Failure) {
        let ending: ScreenReader.Ending
        do throws(TerminalError) {
            ending = try ScreenReader(terminal).show(
                lines, footer: NoteText.screenFooter.text, waiting: invocation.prompt.seconds)
        } catch { throw Failure(error) }
        switch ending {
        case .left, .interrupted, .hungUp: return
        case .timedOut: throw .input(.timedOut)
        }
    }

    private func showOnTerminal(_ records: [RecordView]) throws(Failure) {
        guard !records.isEmpty else { return }
        try show(lines: records.enumerated().flatMap { ($0.offset > 0 ? [""] : []) + lines(of: $0.element) })
    }

    private func lines(of record: RecordView) -> [String] {
        [heading(of: record.line), ""] + TextSanitizer.lines(String(decoding: record.content.array, as: UTF8.self))
    }

    private func pipe(_ records: [RecordView]) throws(Failure) {
        for (index, record) in records.enumerated() {
            if index > 0 { try output.line("") }
            try output.line(heading(of: record.line))
            try output.content(record.content.array)
            if record.content.array.last != UInt8(ascii: "\n") { try output.line("") }
        }
    }

    /// `K-7F3Q2M-X/3  2  legal  note  mira  2026-11-21 11:15`
    private func heading(of line: RecordLine) -> String {
        let columns = RecordColumns.all(output)
        if output.form == .plain {
            return columns.map { "\($0.title.text): \($0.value(RecordLineAnswer(line)))" }.joined(separator: "; ")
        }
        return columns.map { $0.value(RecordLineAnswer(line)) }.joined(separator: "  ")
    }

    private func notePiped() {
        if showing == .piped { output.note(NoteText.piped) }
    }
}
