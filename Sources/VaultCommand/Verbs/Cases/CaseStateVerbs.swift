import ArgumentParser
import CaseVault

/// `case close CASE`.
struct CaseCloseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("close", .caseClose, usage: "case close CASE", examples: ["case close K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await CaseStateChange(reference, .closed).carryOut(call)
    }
}

/// `case reopen CASE`.
struct CaseReopenVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("reopen", .caseReopen, usage: "case reopen CASE", examples: ["case reopen K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await CaseStateChange(reference, .open).carryOut(call)
    }
}

/// Closing and reopening differ in one word.
private struct CaseStateChange {
    private let reference: String
    private let state: CaseState

    init(_ reference: String, _ state: CaseState) { (self.reference, self.state) = (reference, state) }

    func carryOut(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let response = try await call.perform(CaseSetState(case: reference, state: state))
        try call.output.one(
            response, [Column(.caseReference) { $0.case }, Column(.state) { StateText.of($0.state).text }])
        if state == .closed { call.output.note(NoteText.closes(response.case)) }
        return .done
    }
}
