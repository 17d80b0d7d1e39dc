import ArgumentParser
import CaseVault
import Platform

/// `search`: finds cases by words of what the caller may read.
struct SearchVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "search", .search, usage: "search [-] --purpose P",
            examples: ["search --purpose follow-up", "search - --purpose court --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.searchInput.text, valueName: "-")) var input: String?

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    /// - Throws: `.usage(.termAsArgument)` for a word on the command line: it would stay in the shell's history.
    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard input == nil || input == "-" else { throw .usage(.termAsArgument) }
        let isRead = input == "-" && !Terminal.isTerminal(0)
        let isShared = isRead && call.options.passphraseDescriptor?.number == 0
        if !isRead { _ = try call.prompt.terminal(else: Self.option) }
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        // With both on standard input the passphrase is the first line.
        let early = isShared ? nil : try term(call, isRead: isRead)
        let response = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let late = early == nil ? try term(call, isRead: isRead) : nil
            let term = early ?? late ?? ""
            return try await vault.done(Search(term: term, purpose: purpose), in: session)
        }
        try call.output.list(response.lines.map(FindAnswer.init), FindAnswer.columns(call.output))
        if response.cases > response.shown {
            call.output.note(SearchText.narrow(shown: response.shown, of: response.cases))
        }
        return .done
    }

    private static let option = "-"

    private func term(_ call: Invocation, isRead: Bool) throws(Failure) -> String {
        guard isRead else { return try call.prompt.required(.searchTerm, else: Self.option, trace: .erased) }
        guard let standardInput = DescriptorNumber(argument: "0") else { throw .usage(.nothingRead(Self.option)) }
        guard let term = try DescriptorLine.read(standardInput, option: Self.option) else { throw .usage(.noTermRead) }
        return term
    }
}
