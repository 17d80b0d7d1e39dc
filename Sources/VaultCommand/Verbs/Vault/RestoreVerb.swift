import ArgumentParser
import CaseVault
import Platform

/// `restore BACKUP --gate BACKUP2 --to NEWDIR`: a new vault of two copies; `--confirm` and `--approve` answer one.
struct RestoreVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "restore", .restore,
            usage: "restore BACKUP --gate BACKUP2 --gate-key PATH --to NEWDIR [--gate-to DIR|here] [--mirror PATH] "
                + "[--try] | --confirm | --approve",
            examples: [
                "restore BACKUP/vault-3f2a9c01-2026-11-21T02-00-00Z --gate STICK/gate-3f2a9c01-2026-11-20T02-00-00Z "
                    + "--gate-key KEY/gate.key --to house.vault --try",
                "restore --confirm",
            ], notes: [.restoreGate])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(RestoreText.backup.text, valueName: "BACKUP"), completion: .directory)
    var backup: String?

    @Option(help: .init(RestoreText.to.text, valueName: "NEWDIR"), completion: .directory) var to: String?

    @Option(help: .init(RestoreText.gateTo.text, valueName: "DIR"), completion: .directory) var gateTo: String?

    @Option(help: .init(RestoreText.mirror.text, valueName: "PATH"), completion: .file()) var mirror: String?

    @Flag(name: .customLong("try"), help: .init(RestoreText.tryOnly.text)) var triesOnly = false

    @Flag(help: .init(RestoreText.confirm.text)) var confirm = false

    @Flag(help: .init(RestoreText.approve.text)) var approve = false

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        if confirm || approve { return try await answer(call) }
        let source = try source()
        if triesOnly {
            let report = try watched(call) { (progress) throws(VaultError) in
                try Vault.checkRestore(source) { progress.show($0) }
            }
            return try RestoreOutput(report, call.output).show(then: .tried)
        }
        guard let to else { throw .usage(.restoreNeedsPlace) }
        let directory = VaultLocation.absolute(to)
        guard VaultLocation.hasFolder(directory) else { throw .usage(.noFolder) }
        try call.checkPassphraseSource()
        let login =
            if let named = global.login ?? call.environment[.login] { named } else {
                try call.prompt.required(.login, else: "--as")
            }
        let report = try restored(source, to: directory, login, call)
        let done = RestoreText.done(directory: TextSanitizer.field(to), origin: report.origin)
        let status = try RestoreOutput(report, call.output).show(then: done)
        call.output.note(RestoreText.keyHint(TextSanitizer.field("\(gateDirectory(directory))/gate.key")))
        return status
    }

    private func restored(
        _ source: RestoreSource, to directory: String, _ login: String, _ call: Invocation
    ) throws(Failure) -> RestoreReport {
        let tries = try PassphraseTries(.passphrase(login: login), call.prompt, global.passphraseDescriptor)
        let place = try gatePlace()
        do throws(Failure) {
            return try watched(call) { (progress) throws(VaultError) in
                let passphrases = {
                    // The line of progress makes room for a question.
                    progress.finish()
                    return tries.next()
                }
                return try Vault.restore(
                    source, to: directory, gate: place, login: login, passphrases: passphrases
                ) { progress.show($0) }
            }
        } catch .vault(.unlockRefused) { throw tries.failure }
    }

    private func source() throws(Failure) -> RestoreSource {
        guard let backup else { throw .usage(.missingArgument("BACKUP")) }
        guard let gate = global.gate else { throw .usage(.restoreNeedsGate) }
        guard let key = global.gateKey else { throw .usage(.restoreNeedsKey) }
        return RestoreSource(backup: backup, gate: gate, gateKey: key, mirror: mirror)
    }

    private func gatePlace() throws(Failure) -> NewVault.GatePlace {
        guard let gateTo, gateTo != "here" else { return .here }
        guard VaultLocation.hasFolder(VaultLocation.absolute(gateTo)) else { throw .usage(.noFolder) }
        return .directory(VaultLocation.absolute(gateTo))
    }

    private func gateDirectory(_ directory: String) -> String {
        if let gateTo, gateTo != "here" { gateTo } else { "\(directory)/gate" }
    }

    private func watched<R>(
        _ call: Invocation, _ body: (WorkProgress) throws(VaultError) -> R
    ) throws(Failure) -> R {
        let progress = WorkProgress(call.output)
        defer { progress.finish() }
        do { return try body(progress) } catch { throw Failure.vault(error).gate(namedBy: .gateKey) }
    }

    private func answer(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let news = confirm ? try await call.perform(RestoreConfirm()) : try await call.perform(RestoreApprove())
        if global.json { try call.output.json(RestoreNewsAnswer(news)) }
        call.output.note(confirm ? RestoreText.confirmed : .approved)
        return .done
    }
}
