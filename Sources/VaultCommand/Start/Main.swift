import ArgumentParser
import Foundation
import Platform

@main
enum Main {
    static func main() async {
        ProcessStart.harden()
        // To the end: what a signal ends has put away what lies readable outside the vault. Where nothing can be caught,
        // signals end the program as they would any other.
        try? Interruptions.catchAll()
        let arguments = Array(ProcessStart.words.dropFirst())
        let environment = EnvironmentReading.process
        let language = Language.requested(
            by: arguments, remembered: RememberedChoices(environment).language, environment: environment)
        let status = await Language.$current.withValue(language) {
            await CommandRun(arguments, environment).status()
        }
        exit(status.rawValue)
    }
}

/// From the words of a command line to an exit code.
struct CommandRun {
    private let arguments: [String]
    private let environment: EnvironmentReading
    private let session: OpenSession?
    private let idle: IdleLimit?

    /// - Parameters:
    ///   - session: the session in which the command is given; nil for one that stands alone.
    ///   - idle: how long a question of the command waits for an answer; nil for ever.
    init(
        _ arguments: [String], _ environment: EnvironmentReading, in session: OpenSession? = nil,
        idle: IdleLimit? = nil
    ) {
        (self.arguments, self.environment, self.session, self.idle) = (arguments, environment, session, idle)
    }

    func status() async -> ExitStatus {
        do throws(Failure) {
            return try await carryOut()
        } catch {
            tell(error)
            if error.isStop, let signal = Interruptions.deadly { Interruptions.die(of: signal) }
            return error.report.status
        }
    }

    /// Carries the command out; help pages are written here too.
    ///
    /// - Throws: why it was not done; `tell` says it as this command wants it said.
    func carryOut() async throws(Failure) -> ExitStatus {
        guard let command = try parsed() else { return .done }
        guard let verb = command as? any Verb else { return try await noVerb(command) }
        return try await verb.execute(
            Invocation(verb.global, environment, in: session, waiting: idle?.seconds))
    }

    /// The command, or nil when help, version or completions were asked for and have been written.
    private func parsed() throws(Failure) -> (any ParsableCommand)? {
        do {
            var command = try CaseVaultCommand.parseAsRoot(arguments)
            // `help` is ArgumentParser's own command: running it throws the page.
            if !isOurs(command) { try command.run() }
            return command
        } catch {
            guard CaseVaultCommand.exitCode(for: error) == .success else {
                throw .usage(UsageReading.text(for: error))
            }
            try page(CaseVaultCommand.fullMessage(for: error))
            return nil
        }
    }

    private func isOurs(_ command: any ParsableCommand) -> Bool {
        command is any Verb || !type(of: command).configuration.subcommands.isEmpty
    }

    private func page(_ text: String) throws(Failure) {
        do { _ = try ProcessOutput.writeLine(HelpPage.localised(text)) } catch { throw .input(.outputFailed) }
    }

    /// `casevault` alone on a terminal begins a session. Otherwise it, or a noun alone: the commonest commands, or the
    /// noun's.
    private func noVerb(_ command: any ParsableCommand) async throws(Failure) -> ExitStatus {
        let noun = type(of: command)
        if let root = command as? CaseVaultCommand, session == nil, Terminal.isTerminal(0), Terminal.isTerminal(1),
            let terminal = try? Terminal()
        {
            return try await SessionRun(root.global, environment, on: terminal, idle: root.idleLimit()).run()
        }
        let text =
            noun == CaseVaultCommand.self
            ? NoteText.shortHelp.text : HelpPage.localised(CaseVaultCommand.helpMessage(for: noun))
        Output.errorLine(text)
        return .usage
    }

    /// One line on stderr; with --json one object, in English.
    func tell(_ failure: Failure) {
        let report = failure.report
        if arguments.contains("--json") {
            let text = ErrorAnswer(report)
            Output.errorLine(MachineText.line(text) ?? report.message.english)
        } else {
            Output.errorLine(report.message.text)
        }
    }
}

/// An error for programs: what it is, the exit code, and a sentence in English.
private struct ErrorAnswer: Encodable {
    let error: String
    let code: Int32
    let message: String

    init(_ report: Failure.Report) {
        (error, code, message) = (report.code, report.status.rawValue, report.message.english)
    }
}
