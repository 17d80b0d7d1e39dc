import CaseVault
import Platform

/// Where a text is written at the terminal: in an editor on memory, or line by line.
struct WritingDesk {
    let call: Invocation
    let sealer: DraftSealer
    private let tool: Tool

    private enum Tool {
        case editor(EditorProgram)
        case lines
    }

    /// - Throws: `.usage` when VISUAL or EDITOR names an editor that is not known to keep no copies.
    init(_ call: Invocation, _ sealer: DraftSealer) throws(Failure) {
        (self.call, self.sealer) = (call, sealer)
        tool = try Self.tool(call)
    }

    /// Whether a text can be changed here, or only added to.
    var edits: Bool { if case .editor = tool { true } else { false } }

    /// Finds out, before anything is asked, whether there is something to write with.
    static func check(_ call: Invocation) throws(Failure) { _ = try tool(call) }

    /// With `--plain` lines, unless an editor was chosen: a screen reader follows them best.
    private static func tool(_ call: Invocation) throws(Failure) -> Tool {
        let isChosen = call.environment[.visual] != nil || call.environment[.editor] != nil
        if call.output.form == .plain, !isChosen { return .lines }
        switch EditorProgram.choice(call.environment) {
        case .known(let program): return .editor(program)
        case .refused(let variable): throw .usage(.editorRefused(variable))
        case .none: return .lines
        }
    }

    /// The text as she leaves it: changed, or with lines at its end. To be called within ``DraftSealer/keeping(_:)``.
    func write(_ start: [UInt8], heading: String) async throws(Failure) -> [UInt8] {
        let text: [UInt8]
        switch tool {
        case .editor(let program):
            text = try await edit(start, with: program)
            // Ctrl-C belongs to the editor, also one that came as it ended.
            Interruptions.answer(.stop)
        case .lines: text = try await addLines(to: start, heading)
        }
        sealer.note(text)
        return text
    }

    // MARK: - Line by line

    private func addLines(to start: [UInt8], _ heading: String) async throws(Failure) -> [UInt8] {
        let (text, ending) = try await collect(after: start, heading)
        // Nothing is saved silently cut, and nothing typed is thrown away without asking.
        let question: PromptText? =
            switch ending {
            case .cutLine(let line): .keepCut(line: line)
            case .full: .keepFull
            case .finished, .hungUp: nil
            }
        if let question {
            sealer.note(text)
            guard try call.prompt.agrees(question, else: ContentInput.option) else { throw .input(.stopped) }
        }
        return text
    }

    /// The whole text, also what stood there before: it is what a draft holds. The screen is put back when this returns.
    private func collect(
        after start: [UInt8], _ heading: String
    ) async throws(Failure) -> (text: [UInt8], ending: LineEditor.Ending) {
        let terminal = try call.prompt.terminal(else: ContentInput.option)
        let surface: LineEditor.Surface = call.output.form == .plain ? .inPlace : .alternateScreen
        var touched = SystemClock.system.sinceBoot
        var entry: LineEditor.Entry
        do {
            entry = try LineEditor(terminal, surface: surface).begin(
                heading: "\(heading)\n\(NoteText.lineEditorHeading.text)\n", limit: ContentInput.byteLimit)
        } catch { throw Failure(error) }
        while true {
            let wait = next(&entry, isIdle(since: touched))
            switch wait {
            case .cutShort, .ended(.hungUp): entry.takeUnfinishedLine()
            default: break
            }
            let text = Self.joined(start, Array(entry.text.utf8))
            switch wait {
            case .line: touched = SystemClock.system.sinceBoot
            case .quiet: break
            case .ended(.hungUp):
                sealer.note(text)
                throw .input(.terminalLost)
            case .noText: try call.prompt.say(WritingText.lineNotText.text, else: ContentInput.option)
            case .ended(let ending): return (text, ending)
            case .cutShort(let failure):
                sealer.note(text)
                throw failure
            }
            await sealer.sealIfDue(text)
        }
    }

    /// Lines are added behind a line's end.
    private static func joined(_ text: [UInt8], _ lines: [UInt8]) -> [UInt8] {
        guard !lines.isEmpty else { return text }
        let isOpen = !text.isEmpty && text.last != UInt8(ascii: "\n")
        return text + (isOpen ? [UInt8(ascii: "\n")] : []) + lines
    }

    private enum Wait {
        case line
        case quiet
        /// A line that is not UTF-8 and was not taken.
        case noText
        case ended(LineEditor.Ending)
        case cutShort(Failure)
    }

    private func next(_ entry: inout LineEditor.Entry, _ isIdle: Bool) -> Wait {
        do throws(TerminalError) {
            return try entry.next(waiting: max(1, sealer.secondsLeft)).map { .ended($0) } ?? .line
        } catch {
            switch error {
            case .timedOut where !isIdle: return .quiet
            case .notText: return .noText
            case .interrupted(.end): return .cutShort(.input(.terminalLost))
            default: return .cutShort(Failure(error))
            }
        }
    }

    private func isIdle(since touched: UInt64) -> Bool {
        guard let limit = call.prompt.seconds else { return false }
        return SystemClock.system.milliseconds(since: touched) >= UInt64(limit) * 1000
    }
}
