import ArgumentParser
import CaseVault
import Platform

/// `case assign CASE LOGIN`.
struct CaseAssignVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("assign", .caseAssign, usage: "case assign CASE LOGIN", examples: ["case assign K-7F3Q2M-X sanja"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let response = try await call.perform(CaseAssign(case: reference, login: login))
        try call.output.one(
            AssignedAnswer(response),
            [
                Column(.caseReference) { $0.case }, Column(.login) { $0.login },
                Column(.granted) { $0.granted.joined(separator: ", ") },
                Column(.waitsFor) { $0.waiting.joined(separator: ", ") },
            ])
        if response.granted.isEmpty, response.waiting.isEmpty { call.output.note(NoteText.noKeys(login: login)) }
        return .done
    }
}

/// `case unassign CASE LOGIN`: asks for the reference typed back.
struct CaseUnassignVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "unassign", .caseUnassign, usage: "case unassign CASE LOGIN [--yes CASE]",
            examples: ["case unassign K-7F3Q2M-X sanja", "case unassign K-7F3Q2M-X sanja --yes K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    @Option(help: .init(OptionText.yes.text, valueName: "CASE")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        try confirm(reference, call)
        let response = try await call.perform(CaseUnassign(case: reference, login: login))
        try call.output.one(
            UnassignedAnswer(response),
            [
                Column(.caseReference) { $0.case }, Column(.login) { $0.login },
                Column(.rotate) { $0.rotate.joined(separator: ", ") },
            ])
        if !response.rotate.isEmpty {
            call.output.note(KeyText.rotateCaseNext(login: login, case: response.case))
        }
        return .done
    }

    private func confirm(_ reference: CaseReference, _ call: Invocation) throws(Failure) {
        // Nothing has looked yet whether it is a login.
        call.output.note(NoteText.unassigns(login: TextSanitizer.field(login), case: reference.description))
        let question = PromptText.typeReferenceBack(reference.description)
        let typed = if let yes { yes } else { try call.prompt.line(question, else: "--yes \(reference)") ?? "" }
        guard let same = try? CaseReference(typed), same == reference else { throw .usage(.typedBackDiffers) }
    }
}
