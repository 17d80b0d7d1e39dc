import ArgumentParser
import CaseVault
import Platform

/// `case erase CASE`: orders, confirms, stops. What it will do is said first, and the reference typed back.
struct CaseEraseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "erase", .caseErase, usage: "case erase CASE [--compartment C] [--confirm | --stop] [--yes CASE]",
            examples: [
                "case erase K-7F3Q2M-X", "case erase K-7F3Q2M-X --confirm", "case erase K-7F3Q2M-X --stop",
                "case erase K-7F3Q2M-X --compartment medical --yes K-7F3Q2M-X",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    @Flag(help: .init(OptionText.confirmErasure.text)) var confirm = false

    @Flag(help: .init(OptionText.stopErasure.text)) var stop = false

    @Option(help: .init(OptionText.yes.text, valueName: "CASE")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard !confirm || !stop else { throw .usage(.notUnderstood) }
        let reference = try CaseNames.reference(reference)
        let compartment = try call.compartment(compartment)
        let step: CaseErase.Step = confirm ? .confirm : stop ? .stop : .order
        if step != .stop { try confirm(reference, compartment, call) }
        let response = try await call.perform(CaseErase(case: reference, compartment: compartment, step: step))
        if global.json { try call.output.json(ErasureAnswer(response)) }
        call.output.note(ErasureText(response, until: response.until.map { call.time.text($0) }))
        return .done
    }

    /// Stopping destroys nothing and is not asked about.
    private func confirm(
        _ reference: CaseReference, _ compartment: Compartment?, _ call: Invocation
    ) throws(Failure) {
        call.output.note(ErasureText.erases(reference.description, compartment?.description))
        let question = PromptText.typeReferenceBack(reference.description)
        let typed = if let yes { yes } else { try call.prompt.line(question, else: "--yes \(reference)") ?? "" }
        guard (try? CaseReference(typed)) == reference else { throw .usage(.typedBackDiffers) }
    }
}

/// `case erase` for programs.
private struct ErasureAnswer: Encodable {
    let `case`: String
    let compartment: String?
    let state: CaseErase.State
    let number: UInt64?
    let until: String?

    init(_ response: CaseErase.Response) {
        (self.case, compartment) = (response.case, response.compartment?.description)
        (state, number, until) = (response.state, response.number, response.until.map(MachineTime.text))
    }
}
