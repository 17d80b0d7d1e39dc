import ArgumentParser
import CaseVault

/// `case read CASE`: everything the caller may read, oldest first.
struct CaseReadVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "read", .caseRead, usage: "case read CASE --purpose P [--since DATE] [--compartment C]",
            examples: ["case read K-7F3Q2M-X", "case read K-7F3Q2M-X --purpose conference --since 2026-11-01"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.since.text, valueName: "DATE")) var since: String?

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let start = try TypedArguments.start(ofDay: since, call.time)
        let compartment = try call.compartment(compartment)
        let content = ContentOutput(invocation: call)
        let records = try await call.perform(purpose: purpose) {
            CaseRead(
                case: reference, compartment: compartment, since: start, purpose: $0, showing: content.showing)
        }
        try content.show(records)
        return .done
    }
}
