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
        try call.checkPurpose(purpose)
        let early = try ContentInput(file: file, invocation: call).early()
        return try await call.withSession { (vault, session) async throws(Failure) -> ExitStatus in
            let purpose = try call.purpose(purpose, session)
            let edit = RecordEditing(call: call, vault: vault, session: session, record: record, purpose: purpose)
            let operation =
                if file == nil { try await edit.atTerminal(revision) } else {
                    try await edit.replacing(revision, with: early, file)
                }
            try RecordWritten(call).show(try await vault.done(operation, in: session))
            if early != nil, call.output.tellsPerson { call.output.note(NoteText.stillWritten) }
            return .done
        }
    }
}

/// The two ways to a new revision: a text brought along, or written at the terminal.
private struct RecordEditing {
    let call: Invocation
    let vault: Vault
    let session: Session
    let record: RecordReference
    let purpose: Purpose

    /// A text from a file or from standard input; without a revision named it replaces the newest.
    func replacing(_ revision: UInt64?, with early: Bytes?, _ file: String?) async throws(Failure) -> RecordEdit {
        let content = if let early { early } else { try ContentInput(file: file, invocation: call).late(heading: "") }
        if let revision { return edit(revision, content) }
        let history = try await vault.done(RecordHistory(record: record, purpose: purpose), in: session)
        guard let newest = history.last else { throw .vault(.notPermitted) }
        return edit(newest.revision, content)
    }

    /// The text is shown first; then it is added to or written anew.
    func atTerminal(_ revision: UInt64?) async throws(Failure) -> RecordEdit {
        let show = RecordShow(record: record, revision: revision, purpose: purpose, showing: .terminal)
        let view = try await vault.done(show, in: session)
        let isAddition = try askHow(view)
        let typed = try ContentInput(file: nil, invocation: call).late(heading: "\(record)").array
        guard isAddition else { return edit(view.line.revision, Bytes(typed)) }
        var text = view.content.array
        if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        return edit(view.line.revision, try ContentInput.checked(text + typed))
    }

    private func edit(_ revision: UInt64, _ content: Bytes) -> RecordEdit {
        RecordEdit(record: record, replacing: revision, content: content, purpose: purpose)
    }

    private func askHow(_ view: RecordView) throws(Failure) -> Bool {
        try ContentOutput(invocation: call).showAtTerminal(view)
        return try call.prompt.choice(
            .editHow,
            of: [
                (value: true, code: "", name: PromptText.editAppend.text),
                (value: false, code: "", name: PromptText.editAnew.text),
            ], else: ContentInput.option)
    }
}
