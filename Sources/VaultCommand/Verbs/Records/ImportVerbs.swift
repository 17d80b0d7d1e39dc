import ArgumentParser
import CaseVault
import Platform

struct ImportNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: VerbText.importing.text,
            usage:
                "casevault import FILE.csv [--map MAP.json] [--try]\n       casevault import \(HelpText.command.text)",
            subcommands: [ImportFileVerb.self, ImportListVerb.self, ImportUndoVerb.self],
            defaultSubcommand: ImportFileVerb.self)
    }
}

/// `import FILE.csv`, in full `import file FILE.csv`.
struct ImportFileVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "file", .importFile,
            usage: "import FILE.csv [--map MAP.json] [--encoding E] [--try] [--again]",
            examples: ["import clients.csv --map clients.json --try", "import clients.csv --map clients.json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(ImportText.file.text, valueName: "FILE"), completion: .file()) var path: String

    @Option(help: .init(ImportText.map.text, valueName: "MAP"), completion: .file()) var map: String?

    @Option(help: .init(ImportText.encoding.text, valueName: "E")) var encoding: String?

    @Flag(name: .customLong("try"), help: .init(ImportText.tries.text)) var isTry = false

    @Flag(help: .init(ImportText.again.text)) var again = false

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let sheet = try ImportSource(call, path, map: map, encoding: encoding).sheet()
        let sending = ImportSending(call, sheet)
        if !sheet.overLines.isEmpty { call.output.note(ImportText.overLines(sheet.overLines)) }
        if !sheet.repeated.isEmpty { call.output.note(ImportText.repeated(sheet.repeated)) }
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        let keeper = SessionKeeper()
        let look = try await call.withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            try await vault.done(ImportLook(sheet.plan), in: session)
        }
        let known = try sending.check(look)
        guard !isTry else { return try sending.show(look, known) }
        if let batch = look.complete, look.unfinished == nil, !again { try sending.ask(batch) }
        let done = try await call.withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            try await sending.send(vault, session, look)
        }
        try sending.show(done, known)
        return .done
    }
}

/// `import list`.
struct ImportListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("list", .importList, usage: "import list", examples: ["import list", "import list --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let imports = try await call.perform(ImportList()).map(ImportAnswer.init)
        try call.output.list(
            imports,
            [
                Column(.number, .end) { String($0.import) }, Column(.begun) { call.time.text($0.begunMilliseconds) },
                Column(.login) { $0.by }, Column(.state) { StateText.of($0.state).text },
                Column(.cases, .end) { String($0.cases) },
                Column(.records, .end) { $0.records == $0.total ? String($0.total) : "\($0.records)/\($0.total)" },
            ])
        return .done
    }
}

/// `import undo N`: says what it will do, and asks for the number typed back.
struct ImportUndoVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "undo", .importUndo, usage: "import undo N [--yes N]",
            examples: ["import undo 3", "import undo 3 --yes 3"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(ImportText.batch.text, valueName: "N")) var number: UInt32

    @Option(help: .init(ImportText.yesBatch.text, valueName: "N")) var yes: UInt32?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        call.output.note(ImportText.undoes(batch: number))
        let typed =
            if let yes { String(yes) } else {
                try call.prompt.line(.importing(.typeNumberBack(number)), else: "--yes \(number)")
            }
        guard typed == String(number) else { throw .usage(.typedBackDiffers) }
        let response = try await call.perform(ImportUndo(batch: number))
        if call.output.form == .json {
            try call.output.json(ImportUndone(response))
        } else {
            let text = ImportText.undone(batch: number, removed: response.removed, closed: response.closed)
            try call.output.line(text.text)
        }
        if !response.kept.isEmpty { call.output.note(ImportText.kept(response.kept)) }
        call.output.note(ImportText.stays)
        return .done
    }
}

/// `import list` for programs.
private struct ImportAnswer: Encodable {
    let `import`: UInt32
    let begun: String
    let by: String
    let state: ImportList.State
    let cases: Int
    let records: Int
    let total: Int
    /// The time itself, for people; not part of the answer.
    let begunMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case `import`, begun, by, state, cases, records, total }

    init(_ line: ImportList.Line) {
        (`import`, by, state, begunMilliseconds) = (line.batch, line.by, line.state, line.begun)
        (cases, records, total) = (line.cases, line.records, line.total)
        begun = MachineTime.text(line.begun)
    }
}

/// `import undo` for programs.
private struct ImportUndone: Encodable {
    let `import`: UInt32
    let removed: Int
    let closed: Int
    let kept: [String]

    init(_ response: ImportUndo.Response) {
        (`import`, removed) = (response.batch, response.removed)
        (closed, kept) = (response.closed, response.kept)
    }
}
