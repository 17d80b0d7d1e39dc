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

    /// The text as she leaves it.
    ///
    /// What was typed is a draft when this throws, as far as it could be sealed; she is told which, after the lock if it
    /// is one.
    func write(_ start: [UInt8], heading: String) async throws(Failure) -> [UInt8] {
        do { try Interruptions.hold() } catch { throw Failure(error) }
        defer { if call.session == nil { Interruptions.letGo() } }
        do throws(Failure) {
            switch tool {
            case .editor(let program):
                let text = try await edit(start, with: program)
                // Ctrl-C belongs to the editor, also one that came as it ended.
                Interruptions.answer(.stop)
                return text
            case .lines: return try await typeLines(heading)
            }
        } catch {
            sealer.tell()
            throw sealer.number == nil ? error : error.whileWriting
        }
    }

    // MARK: - Line by line

    private func typeLines(_ heading: String) async throws(Failure) -> [UInt8] {
        let (text, ending) = try await collect(heading)
        // Nothing is saved silently cut, and nothing typed is thrown away without asking.
        let question: PromptText? =
            switch ending {
            case .cutLine(let line): .keepCut(line: line)
            case .full: .keepFull
            case .finished, .hungUp: nil
            }
        if let question, !(try call.prompt.agrees(question, else: ContentInput.option)) {
            await sealer.seal(text)
            throw .input(.stopped)
        }
        return text
    }

    /// The screen is put back when this returns.
    private func collect(_ heading: String) async throws(Failure) -> (text: [UInt8], ending: LineEditor.Ending) {
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
            let text = Array(entry.text.utf8)
            switch wait {
            case .line: touched = SystemClock.system.sinceBoot
            case .quiet: break
            case .ended(.hungUp):
                await sealer.sealAtLast(text)
                throw .input(.terminalLost)
            case .noText: try call.prompt.say(WritingText.lineNotText.text, else: ContentInput.option)
            case .ended(let ending): return (text, ending)
            case .cutShort(let failure):
                await sealer.sealAtLast(text)
                throw failure
            }
            await sealer.sealIfDue(text)
        }
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
