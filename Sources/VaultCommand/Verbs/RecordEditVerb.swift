import ArgumentParser
import CaseVault
import Platform

/// `record edit CASE/N`: a new revision.
struct RecordEditVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "edit", .recordEdit, usage: "record edit CASE/N --purpose P [--revision R] [FILE|-]",
            examples: [
                "record edit K-7F3Q2M-X/3", "record edit K-7F3Q2M-X/3 --purpose follow-up --revision 2 corrected.md",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.recordReference.text, valueName: "RECORD")) var reference: String

    @Argument(help: .init(OptionText.file.text, valueName: "FILE"), completion: .file()) var file: String?

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.replacedRevision.text, valueName: "R")) var revision: UInt64?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let record = try CaseNames.record(reference)
        let input = ContentInput(file: file, invocation: call)
        let early = try input.early()
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        if input.isTyped {
            let revision = TypedRevision(call: call, caller: caller, record: record, purpose: purpose)
            try RecordWritten(call).show(try await revision.write(over: self.revision))
            return .done
        }
        let response = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let content = if let early { early } else { try input.late() }
            let replaced = if let revision { revision } else { try await newest(record, purpose, vault, session) }
            let operation = RecordEdit(record: record, replacing: replaced, content: content, purpose: purpose)
            return try await vault.done(operation, in: session)
        }
        try RecordWritten(call).show(response)
        if file != "-", call.output.tellsPerson { call.output.note(NoteText.stillWritten) }
        return .done
    }

    private func newest(
        _ record: RecordReference, _ purpose: Purpose, _ vault: Vault, _ session: Session
    ) async throws(Failure) -> UInt64 {
        let history = try await vault.done(RecordHistory(record: record, purpose: purpose), in: session)
        guard let newest = history.last else { throw .vault(.notPermitted) }
        return newest.revision
    }
}

/// A revision written at the terminal: the text is shown, then added to or written anew.
///
/// Two sessions with one unlock: between them the vault is free, and no passphrase is kept. If somebody else writes meanwhile, the new text is
/// shown, and what was typed is still there.
private struct TypedRevision {
    private enum Way { case append, anew, drop }

    let call: Invocation
    let caller: Caller
    let record: RecordReference
    let purpose: Purpose
    private let keeper = SessionKeeper()

    init(call: Invocation, caller: Caller, record: RecordReference, purpose: Purpose) {
        (self.call, self.caller, self.record, self.purpose) = (call, caller, record, purpose)
    }

    func write(over revision: UInt64?) async throws(Failure) -> RecordAdd.Response {
        var view = try await shown(revision)
        var typed: Bytes?
        while true {
            let way = try askWay(typed)
            let text =
                if let typed { typed } else {
                    try ContentInput(file: nil, invocation: call).typed(heading: "\(record)")
                }
            typed = text
            if way == .drop {
                try TypedText(text, call).show()
                throw .input(.stopped)
            }
            let content = way == .anew ? text : try Self.appended(text, to: view.content)
            do { return try await save(content, over: view.line.revision) } catch .vault(.conflict(let current)) {
                try call.prompt.say(VaultErrorText.conflict(current: current).text, else: ContentInput.option)
                view = try await shown(nil)
            }
        }
    }

    private func shown(_ revision: UInt64?) async throws(Failure) -> RecordView {
        let show = RecordShow(record: record, revision: revision, purpose: purpose, showing: .terminal)
        let view = try await call.withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) in
            try await vault.done(show, in: session)
        }
        try ContentOutput(invocation: call).showAtTerminal(view)
        return view
    }

    private func askWay(_ typed: Bytes?) throws(Failure) -> Way {
        var ways: [(value: Way, code: String, name: String)] = [
            (.append, "", PromptText.editAppend.text), (.anew, "", PromptText.editAnew.text),
        ]
        if typed != nil { ways.append((.drop, "", PromptText.showTypedAndDrop.text)) }
        return try call.prompt.choice(.editHow, of: ways, else: ContentInput.option)
    }

    /// Tries as often as she wants, except over a revision that is no longer the newest.
    private func save(_ content: Bytes, over revision: UInt64) async throws(Failure) -> RecordAdd.Response {
        let operation = RecordEdit(record: record, replacing: revision, content: content, purpose: purpose)
        while true {
            do {
                return try await call.withSession(as: caller, keeping: keeper) {
                    (vault, session) async throws(Failure) in
                    try await vault.done(operation, in: session)
                }
            } catch {
                if case .vault(.conflict) = error { throw error }
                _ = try TypedText(content, call).afterFailure(error, canMove: false)
            }
        }
    }

    private static func appended(_ addition: Bytes, to content: Bytes) throws(Failure) -> Bytes {
        var text = content.array
        if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        return try ContentInput.checked(text + addition.array)
    }
}
