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
        let reference = try CaseNames.reference(reference)
        let compartment = try call.requiredCompartment(compartment)
        let input = ContentInput(file: file, invocation: call)
        let early = try input.early()
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        if input.isTyped {
            let note = TypedNote(call: call, caller: caller, reference: reference, form: form)
            try RecordWritten(call).show(try await note.add(to: compartment))
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

/// A record typed at the terminal. What was typed is not thrown away because of a wrong passphrase or compartment.
private struct TypedNote {
    let call: Invocation
    let caller: Caller
    let reference: CaseReference
    let form: String
    private let keeper = SessionKeeper()

    init(call: Invocation, caller: Caller, reference: CaseReference, form: String) {
        (self.call, self.caller, self.reference, self.form) = (call, caller, reference, form)
    }

    func add(to first: Compartment) async throws(Failure) -> RecordAdd.Response {
        var compartment = first
        let input = ContentInput(file: nil, invocation: call)
        let content = try input.typed(heading: "\(reference)  \(CodeText.of(compartment).text)")
        while true {
            do { return try await add(content, to: compartment) } catch {
                switch try TypedText(content, call).afterFailure(error, canMove: true) {
                case .again: continue
                case .move: compartment = try call.requiredCompartment(nil)
                }
            }
        }
    }

    private func add(_ content: Bytes, to compartment: Compartment) async throws(Failure) -> RecordAdd.Response {
        let operation = RecordAdd(
            case: reference, compartment: compartment, form: form, content: content, language: "")
        return try await call.withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) in
            try await vault.done(operation, in: session)
        }
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
