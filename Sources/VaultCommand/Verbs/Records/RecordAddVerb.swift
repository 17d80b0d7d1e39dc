import ArgumentParser
import CaseVault

/// `record add CASE`: a new record.
struct RecordAddVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "add", .recordAdd, usage: "record add CASE --compartment C [--form F] [FILE|-]",
            examples: [
                "record add K-7F3Q2M-X --compartment core",
                "record add K-7F3Q2M-X --compartment legal advice.md",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Argument(help: .init(OptionText.file.text, valueName: "FILE"), completion: .file()) var file: String?

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    @Option(help: .init(OptionText.form.text, valueName: "F")) var form = "note"

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let compartment = try call.requiredCompartment(compartment)
        let input = ContentInput(file: file, invocation: call)
        let early = try input.early()
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        if input.isTyped {
            var text = NewText(
                call, caller, DraftTarget(case: reference, compartment: compartment, form: form))
            try RecordWritten(call).show(try await text.add())
            return .done
        }
        let response = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let content = if let early { early } else { try input.late() }
            let operation = RecordAdd(
                case: reference, compartment: compartment, form: form, content: content, language: "")
            return try await vault.done(operation, in: session)
        }
        try RecordWritten(call).show(response)
        if file != "-", call.output.tellsPerson { call.output.note(NoteText.stillWritten) }
        return .done
    }
}

/// What `record add` and `record edit` answer.
struct RecordWritten {
    private let output: Output

    init(_ call: Invocation) { output = call.output }

    /// For people the reference, and the revision where there was one before.
    func show(_ response: RecordAdd.Response) throws(Failure) {
        switch output.form {
        case .json: try output.json(response)
        case .plain:
            try output.one(response, [Column(.record) { $0.record }, Column(.revision) { String($0.revision) }])
        case .table, .lines: try output.line(response.record)
        }
        if response.revision > 1, output.tellsPerson {
            output.note(NoteText.revised(revision: response.revision, record: response.record))
        }
    }
}
