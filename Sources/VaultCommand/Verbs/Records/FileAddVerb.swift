import ArgumentParser
import CaseVault

/// `file add CASE PATH`: a new attachment.
struct FileAddVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "add", .fileAdd, usage: "file add CASE PATH --compartment C [--type TYPE]",
            examples: [
                "file add K-7F3Q2M-X verdict.pdf --compartment legal",
                "file add K-7F3Q2M-X call.m4a --compartment risk --type audio/mp4",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Argument(help: .init(OptionText.attachedFile.text, valueName: "PATH"), completion: .file()) var path: String

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    @Option(help: .init(OptionText.fileType.text, valueName: "TYPE")) var type: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let source = try SourceFile(path)
        let compartment = try call.requiredCompartment(compartment)
        let begin = FileBegin(
            case: reference, compartment: compartment, name: source.name,
            type: type ?? FileTypes.type(ofName: source.name), size: UInt64(source.byteCount))
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        let response = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            try await FileSending(vault, session, call.output).send(source, begin)
        }
        try show(response, call.output)
        return .done
    }

    private func show(_ response: FileFinish.Response, _ output: Output) throws(Failure) {
        switch output.form {
        case .json: try output.json(response)
        case .plain: try output.one(response, [Column(.file) { $0.file }, Column(.size) { String($0.bytes) }])
        case .table, .lines: try output.line(response.file)
        }
        if output.tellsPerson { output.note(NoteText.stillWritten) }
    }
}

/// One file on its way in.
private struct FileSending {
    private let vault: Vault
    private let session: Session
    private let output: Output

    init(_ vault: Vault, _ session: Session, _ output: Output) {
        (self.vault, self.session, self.output) = (vault, session, output)
    }

    /// Sends all of it and makes it a record.
    ///
    /// An interruption leaves what was sent, for the next time. What can come to nothing is given up at once: a file
    /// that changed, or a disk that is full.
    func send(_ source: SourceFile, _ begin: FileBegin) async throws(Failure) -> FileFinish.Response {
        let begun = try await vault.done(begin, in: session)
        if begun.stored > 0 { output.note(NoteText.resumed(chunks: begun.stored, of: begun.chunks)) }
        do {
            try await transfer(source, begun.upload)
            return try await vault.done(FileFinish(upload: begun.upload), in: session)
        } catch {
            if Self.isFinal(error) { _ = try? await vault.done(FileDiscard(upload: begun.upload), in: session) }
            throw error
        }
    }

    private func transfer(_ source: SourceFile, _ id: String) async throws(Failure) {
        let progress = TransferProgress(output, total: source.byteCount)
        defer { progress.finish() }
        do {
            let upload = try await vault.upload(id, in: session)
            try await upload.send(
                from: { try source.read($0, into: &$1, from: $2) }, progress: { progress.show(done: $0) })
            try source.checkUnchanged()
        } catch { throw Failure(any: error) }
    }

    private static func isFinal(_ error: Failure) -> Bool {
        switch error {
        case .input(.fileChanged), .vault(.diskFull), .vault(.caseClosed): true
        default: false
        }
    }
}
