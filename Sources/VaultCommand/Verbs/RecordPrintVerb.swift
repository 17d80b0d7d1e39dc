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
        let record = try CaseNames.record(reference)
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

/// A record as it lies on paper: which, whose, who printed it and why, then the text, 78 columns wide.
struct PrintedSheet {
    let lines: [String]
    private static let columns = 78

    init(_ view: RecordView, by login: String, _ purpose: Purpose, _ time: LocalTime) {
        let line = view.line
        let rule = String(repeating: "-", count: Self.columns)
        let now = time.text(SystemClock.system.now)
        let heading = [
            WritingText.printHeading(
                record: line.record, revision: line.revision, compartment: CodeText.of(line.compartment).text,
                form: line.form),
            .printAuthor(login: line.author, written: time.text(line.created)),
            .printedBy(login: login, time: now, purpose: CodeText.of(purpose).text),
        ]
        let text = TextSanitizer.lines(String(decoding: view.content.array, as: UTF8.self))
        lines =
            heading.map(\.text) + [rule, ""] + text.flatMap { TextWidth.wrapped($0, columns: Self.columns) }
            + ["", rule, WritingText.printEnd.text]
    }
}

/// A printer of this computer. The sheet goes to `lp` through memory; what the spooler then does is its own affair.
struct PrintQueue {
    private let name: String
    private let program: String

    /// - Throws: `.usage(.badValue)` for a name that could be an option; `.input(.printerFailed)` without `lp`.
    init(_ name: String, _ environment: EnvironmentReading) throws(Failure) {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, !name.isEmpty, !name.hasPrefix("-") else { throw .usage(.badValue("--printer")) }
        let folders = (environment[.searchPath] ?? "/usr/bin:/bin").split(separator: ":").filter { $0.hasPrefix("/") }
        guard let found = folders.map({ "\($0)/lp" }).first(where: DurableFile.exists) else {
            throw .input(.printerFailed)
        }
        (self.name, program) = (name, found)
    }

    /// A spooler takes a sheet at once; one on another computer that does not answer would hold the person.
    private static let seconds: UInt64 = 60

    /// Hands the sheet over. The job bears the program's name: titles stand in queues that others see.
    func print(_ sheet: PrintedSheet) throws(Failure) {
        let bytes = Array((sheet.lines.joined(separator: "\n") + "\n").utf8)
        let code: Int32
        do {
            let file = try MemoryFile(name: "casevault")
            try file.replace(bytes)
            code = try file.read(by: program, ["lp", "-s", "-d", name, "-t", "casevault", "-"], within: Self.seconds)
        } catch { throw .input(.printerFailed) }
        guard code == 0 else { throw .input(Interruptions.asked(within: 100) == nil ? .printerFailed : .stopped) }
    }
}
