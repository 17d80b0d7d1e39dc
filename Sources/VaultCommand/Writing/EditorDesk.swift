import CaseVault
import Platform

/// A text written in an editor.
///
/// Whatever she saved there is opened again until a record can hold it, or kept as a draft: nothing that she wrote goes
/// away because of what it is or how the editor ended.
extension WritingDesk {
    /// The text as she saved it.
    func edit(_ start: [UInt8], with program: EditorProgram) async throws(Failure) -> [UInt8] {
        let edited: EditedText
        do { edited = try EditedText(start) } catch { throw .input(.editorFailed) }
        while true {
            try await sit(at: edited, from: start, with: program)
            let text = try bytes(of: edited)
            guard let reason = try Self.hindrance(of: text, edited) else { return text }
            await sealer.seal(text)
            try await askToOpen(text, reason)
        }
    }

    /// Runs the editor once.
    private func sit(
        at edited: EditedText, from start: [UInt8], with program: EditorProgram
    ) async throws(Failure) {
        let terminal = try call.prompt.terminal(else: ContentInput.option)
        let editor: EditorProcess
        do { editor = try EditorProcess(program, editing: edited, on: terminal, call.environment) } catch {
            throw .input(.editorFailed)
        }
        defer { editor.end() }
        var seen = start
        while true {
            let state = editor.wait(milliseconds: 1000)
            let text = try bytes(of: edited)
            if case .ended(let code) = state { return try await ended(text, start, code, editor) }
            if let failure = cutShort(editor) {
                editor.saveAll()
                editor.end()
                sealer.note(try bytes(of: edited))
                throw failure
            }
            // An editor empties the file before it writes: what is seen twice is whole.
            if text == seen { await sealer.sealIfDue(text) }
            seen = text
        }
    }

    /// An editor that ends with an error, or was killed, says nothing about whether the text is what she wants: it is kept
    /// and no record is written.
    private func ended(
        _ text: [UInt8], _ start: [UInt8], _ code: Int32, _ editor: EditorProcess
    ) async throws(Failure) {
        if code == 0 {
            // One that returns without a key has left the work to another process, or could not begin.
            guard text != start || editor.hasKeys else { throw .input(.editorFailed) }
            return
        }
        guard text != start else { throw .input(.editorFailed) }
        sealer.note(text)
        throw .input(.editorGaveUp)
    }

    private func cutShort(_ editor: EditorProcess) -> Failure? {
        switch Interruptions.asked {
        case .end?: return .input(.terminalLost)
        case .lock?: return .input(.stopped)
        // Ctrl-C belongs to the editor.
        case .stop?: Interruptions.answer(.stop)
        case nil: break
        }
        guard let limit = call.prompt.seconds, editor.quietMilliseconds >= UInt64(limit) * 1000 else { return nil }
        return .input(.timedOut)
    }

    /// As much of it as a draft holds.
    private func bytes(of edited: EditedText) throws(Failure) -> [UInt8] {
        do { return try edited.bytes(limit: DraftSealer.byteLimit) } catch { throw .vault(.inputOutput) }
    }

    // MARK: - A text that no record can hold

    private static func hindrance(of text: [UInt8], _ edited: EditedText) throws(Failure) -> [WritingText]? {
        let byteCount: Int
        do { byteCount = try edited.byteCount() } catch { throw .vault(.inputOutput) }
        if byteCount > ContentInput.byteLimit {
            let tooLong = WritingText.tooLong(kibibytes: (byteCount + 1023) / 1024)
            return byteCount > DraftSealer.byteLimit
                ? [tooLong, .draftTooLong(mebibytes: DraftSealer.byteLimit >> 20)] : [tooLong]
        }
        guard String(validating: text, as: UTF8.self) == nil else { return nil }
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let wrong = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        return [.notText(line: wrong + 1)]
    }

    /// Says what is wrong, and returns when the text is to be opened again.
    ///
    /// - Throws: `.input(.stopped)` when she leaves it as a draft; not before it is one.
    private func askToOpen(_ text: [UInt8], _ reasons: [WritingText]) async throws(Failure) {
        for reason in reasons { try call.prompt.say(reason.text, else: ContentInput.option) }
        while true {
            let choices: [(value: Bool, code: String, name: String)] = [
                (true, "", WritingText.openAgain.text), (false, "", WritingText.keepAsDraft.text),
            ]
            let opens = try call.prompt.choice(
                .keepsOrOpens, of: choices, else: ContentInput.option, firstIsStandard: true)
            if opens { return }
            await sealer.seal(text)
            guard !sealer.holds(text) else { throw .input(.stopped) }
            sealer.tell()
        }
    }
}
