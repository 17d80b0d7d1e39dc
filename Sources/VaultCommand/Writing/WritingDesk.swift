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
    /// What was typed is a draft when this throws, as far as it could be sealed; she is told which.
    func write(_ start: [UInt8], heading: String) async throws(Failure) -> [UInt8] {
        let catches = call.session == nil
        if catches { do { try Interruptions.catchAll() } catch { throw Failure(error) } }
        defer { if catches { Interruptions.release() } }
        do throws(Failure) {
            switch tool {
            case .editor(let program): return try await edit(start, with: program)
            case .lines: return try await typeLines(heading)
            }
        } catch {
            sealer.tell()
            throw error
        }
    }

    // MARK: - An editor

    private func edit(_ start: [UInt8], with program: EditorProgram) async throws(Failure) -> [UInt8] {
        let terminal = try call.prompt.terminal(else: ContentInput.option)
        let editor: EditorProcess
        do { editor = try EditorProcess(program, editing: start, on: terminal, call.environment) } catch {
            throw .input(.editorFailed)
        }
        let begun = SystemClock.system.sinceBoot
        var seen = start
        while true {
            let state = editor.wait(milliseconds: 1000)
            let text = try Self.text(of: editor)
            if case .ended(let code) = state { return try ended(text, start, code, begun) }
            if let failure = cutShort(editor) {
                editor.end()
                await sealer.seal(try Self.text(of: editor))
                throw failure
            }
            // An editor empties the file before it writes: what is seen twice is whole.
            if text == seen { await sealer.sealIfDue(text) }
            seen = text
        }
    }

    private func ended(
        _ text: [UInt8], _ start: [UInt8], _ code: Int32, _ begun: UInt64
    ) throws(Failure) -> [UInt8] {
        if text != start || code == 0 {
            let isAtOnce = text == start && SystemClock.system.sinceBoot - begun < 300
            guard !isAtOnce else { throw .input(.editorFailed) }
            return text
        }
        throw .input(.editorFailed)
    }

    private func cutShort(_ editor: EditorProcess) -> Failure? {
        switch Interruptions.asked {
        case .end?: return .input(.terminalLost)
        case .lock?: return .input(.stopped)
        // Ctrl-C belongs to the editor.
        case .stop?: Interruptions.answer(.stop)
        case nil: break
        }
        guard let limit = call.prompt.seconds, editor.secondsWithoutKey >= limit else { return nil }
        return .input(.timedOut)
    }

    private static func text(of editor: EditorProcess) throws(Failure) -> [UInt8] {
        do { return try editor.text(limit: ContentInput.byteLimit) } catch .tooLarge { throw .input(.tooLarge) } catch {
            throw .vault(.inputOutput)
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
                await sealer.seal(text)
                throw .input(.terminalLost)
            case .ended(let ending): return (text, ending)
            case .cutShort(let failure):
                await sealer.seal(text)
                throw failure
            }
            await sealer.sealIfDue(text)
        }
    }

    private enum Wait {
        case line
        case quiet
        case ended(LineEditor.Ending)
        case cutShort(Failure)
    }

    private func next(_ entry: inout LineEditor.Entry, _ isIdle: Bool) -> Wait {
        do throws(TerminalError) {
            return try entry.next(waiting: max(1, sealer.secondsLeft)).map { .ended($0) } ?? .line
        } catch {
            return error == .timedOut && !isIdle ? .quiet : .cutShort(Failure(error))
        }
    }

    private func isIdle(since touched: UInt64) -> Bool {
        guard let limit = call.prompt.seconds else { return false }
        return SystemClock.system.sinceBoot - touched >= UInt64(limit) * 1000
    }
}
