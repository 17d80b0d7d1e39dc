import ArgumentParser
import CaseVault

/// `file`: attachments.
struct FileNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun(
            "file", .file,
            [
                FileAddVerb.self, FileListVerb.self, FileGetVerb.self, FileViewVerb.self, FileUnfinishedVerb.self,
                FileDiscardVerb.self,
            ])
    }
}

/// `file list CASE`: what there is, without the bytes.
struct FileListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "list", .fileList, usage: "file list CASE --purpose P [--compartment C]",
            examples: ["file list K-7F3Q2M-X", "file list K-7F3Q2M-X --purpose court --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let compartment = try call.compartment(compartment)
        let lines = try await call.perform(purpose: purpose) {
            FileList(case: reference, compartment: compartment, purpose: $0)
        }
        try call.output.list(lines.map(FileLineAnswer.init), FileLineAnswer.columns(call.output))
        return .done
    }
}

/// `file unfinished`: uploads that are no records.
struct FileUnfinishedVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("unfinished", .fileUnfinished, usage: "file unfinished", examples: ["file unfinished"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let uploads = try await call.perform(FileUnfinished())
        try call.output.list(uploads.map(UnfinishedAnswer.init), UnfinishedAnswer.columns(call.output))
        return .done
    }
}

/// `file discard UPLOAD`: gives the room of an unfinished upload back.
struct FileDiscardVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "discard", .fileDiscard, usage: "file discard UPLOAD",
            examples: ["file discard 5f0c2a9be1d84f7789aa01c3d5e6f708"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.upload.text, valueName: "UPLOAD")) var upload: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let response = try await call.perform(FileDiscard(upload: upload))
        try call.output.one(response, [Column(.upload) { $0.upload }])
        return .done
    }
}
