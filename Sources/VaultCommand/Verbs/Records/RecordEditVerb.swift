import ArgumentParser
import CaseVault

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
        let record = try TypedArguments.record(reference)
        let input = ContentInput(file: file, invocation: call)
        let early = try input.early()
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        if input.isTyped {
            let text = NextRevision(call, caller, record, purpose)
            try RecordWritten(call).show(try await text.write(over: revision))
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
