import ArgumentParser
import CaseVault

/// `case list`: the caller's cases, with labels only for a purpose.
struct CaseListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "list", .caseList, usage: "case list [--names --purpose P]",
            examples: ["case list", "case list --names --purpose follow-up"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Flag(help: .init(OptionText.names.text)) var names = false

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let lines: [CaseList.Line]
        if names {
            lines = try await call.perform(purpose: purpose) { CaseList(names: true, purpose: $0) }
        } else {
            if purpose != nil { try call.checkPurpose(purpose) }
            lines = try await call.perform(CaseList(names: false, purpose: purpose.flatMap { Purpose($0) }))
        }
        try show(lines.map(CaseLineAnswer.init), call)
        return .done
    }

    /// Labels say who the clients are: on a terminal they are shown like content.
    private func show(_ lines: [CaseLineAnswer], _ call: Invocation) throws(Failure) {
        let columns = CaseLineAnswer.columns(call.output, names: names)
        guard names, call.output.form == .table, !lines.isEmpty else { return try call.output.list(lines, columns) }
        try ContentOutput(invocation: call).show(lines: call.output.table(lines, columns))
    }
}
