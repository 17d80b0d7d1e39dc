import ArgumentParser
import CaseVault
import Platform

/// `record print CASE/N`: one record laid out for paper, to a printer or into a pipe.
struct RecordPrintVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "print", .recordPrint, usage: "record print CASE/N --purpose P [--revision R] [--printer NAME]",
            examples: [
                "record print K-7F3Q2M-X/3 --purpose court --printer office",
                "record print K-7F3Q2M-X/3 --purpose court | lpr",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.recordReference.text, valueName: "RECORD")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.revision.text, valueName: "R")) var revision: UInt64?

    @Option(help: .init(OptionText.printer.text, valueName: "NAME")) var printer: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let record = try TypedArguments.record(reference)
        // A window is no paper: `record show` is for that, and leaves nothing in the scrollback.
        guard printer != nil || !call.output.isOnTerminal else { throw .usage(.noPrinter) }
        let queue = try printer.map { (name) throws(Failure) in try PrintQueue(name, call.environment) }
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        let view = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let operation = RecordPrint(record: record, revision: revision, purpose: purpose)
            return try await vault.done(operation, in: session)
        }
        let sheet = PrintedSheet(view, by: caller.login, purpose, call.time)
        guard let queue else {
            for line in sheet.lines { try call.output.line(line) }
            return .done
        }
        try queue.print(sheet)
        if call.output.form == .json { try call.output.json(["record": view.line.record]) }
        call.output.note(WritingText.printed(record: view.line.record))
        return .done
    }
}
