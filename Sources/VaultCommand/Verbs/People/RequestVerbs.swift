import ArgumentParser
import CaseVault

/// `inbox`: what waits for the caller.
struct InboxVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("inbox", .inbox, usage: "inbox", examples: ["inbox", "inbox --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let items = try await call.perform(Inbox()).map(InboxAnswer.init)
        try call.output.list(items, InboxAnswer.columns(call.output))
        return .done
    }
}

/// `approve N`.
struct ApproveVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("approve", .approve, usage: "approve N", examples: ["approve 412"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.request.text, valueName: "N")) var number: UInt64

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await call.answer(number, .approve)
    }
}

/// `refuse N`.
struct RefuseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("refuse", .refuse, usage: "refuse N", examples: ["refuse 412"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.request.text, valueName: "N")) var number: UInt64

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await call.answer(number, .refuse)
    }
}

extension Invocation {
    fileprivate func answer(
        _ number: UInt64, _ decision: RequestAnswer.Decision
    ) async throws(Failure) -> ExitStatus {
        let response = try await perform(RequestAnswer(number: number, decision: decision))
        if output.form == .json { try output.json(response) }
        output.note(OfficerText.answered(response))
        return .done
    }
}
