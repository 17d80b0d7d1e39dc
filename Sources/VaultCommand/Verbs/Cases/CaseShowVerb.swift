import ArgumentParser
import CaseVault

/// `case show CASE`: the header.
struct CaseShowVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("show", .caseShow, usage: "case show CASE [--purpose P]", examples: ["case show K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        if purpose != nil { try call.checkPurpose(purpose) }
        let response = try await call.perform(CaseShow(case: reference, purpose: purpose.flatMap { Purpose($0) }))
        try CaseAnswer(response).show(call.output)
        return .done
    }
}
