import ArgumentParser

/// A command that does something, as opposed to a noun that only holds commands.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }

    /// Carries it out. Writes the result; an error is written by the caller.
    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus
}

extension CommandConfiguration {
    /// A verb with its line of usage and its examples.
    ///
    /// - Parameter notes: what would else be misunderstood.
    static func verb(
        _ name: String, _ text: VerbText, usage: String, examples: [String], notes: [BackupText] = []
    ) -> CommandConfiguration {
        let lines = examples.map { "  casevault \($0)" }
        let more = notes.flatMap { ["", $0.text] }
        return CommandConfiguration(
            commandName: name, abstract: text.text, usage: "casevault \(usage)",
            discussion: ([HelpText.examples.text] + lines + more + ["", HelpText.everywhere.text]).joined(
                separator: "\n"))
    }

    /// A noun with its verbs.
    static func noun(
        _ name: String, _ text: VerbText, _ verbs: [any ParsableCommand.Type]
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: text.text, usage: "casevault \(name) \(HelpText.command.text)",
            subcommands: verbs)
    }
}
