import ArgumentParser
import CaseVault

/// `backup DIR`, `backup --gate DIR2`, in full `backup make DIR`: copies that were read again.
struct BackupVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "make", .backup, usage: "backup [DIR] [--gate DIR2] [--gate-mirror DIR3] [--gate-at DIR] [--together]",
            examples: [
                "backup /media/office/BACKUP", "backup --gate /media/office/STICK --quiet",
                "backup --gate-mirror /media/office/STICK",
            ], notes: [.gateHere])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(BackupText.directory.text, valueName: "DIR"), completion: .directory)
    var directory: String?

    @Option(help: .init(BackupText.mirror.text, valueName: "DIR"), completion: .directory) var gateMirror: String?

    @Option(help: .init(BackupText.gateAt.text, valueName: "DIR"), completion: .directory) var gateAt: String?

    @Flag(help: .init(BackupText.together.text)) var together = false

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard directory != nil || global.gate != nil || gateMirror != nil else { throw .usage(.missingArgument("DIR")) }
        let progress = WorkProgress(call.output)
        let made = try await call.withVault(gate: gateAt) { (vault) async throws(Failure) -> [BackupMade] in
            defer { progress.finish() }
            do throws(VaultError) {
                var made: [BackupMade] = []
                if let directory { made.append(try await back(up: .vault, of: vault, directory, progress)) }
                if let gate = global.gate { made.append(try await back(up: .gate, of: vault, gate, progress)) }
                if let gateMirror { try await vault.mirrorGate(to: gateMirror, together: together) }
                return made
            } catch { throw .vault(error) }
        }
        for backup in made { try show(backup, call.output) }
        if gateMirror != nil {
            call.output.note(BackupText.mirrorSet)
            if made.isEmpty, global.json { try call.output.json(["mirror": true]) }
        }
        return .done
    }

    private func back(
        up kind: BackupKind, of vault: Vault, _ directory: String, _ progress: WorkProgress
    ) async throws(VaultError) -> BackupMade {
        try await vault.backup(kind, to: directory, together: together) { progress.show($0) }
    }

    private func show(_ made: BackupMade, _ output: Output) throws(Failure) {
        if global.json {
            try output.json(made)
        } else if !global.quiet {
            let text = BackupText.made(
                kind: made.kind, folder: made.folder, entries: made.entries, files: made.files)
            try output.line(text.text)
        }
        if made.cleared > 0 { output.note(BackupText.cleared(made.cleared)) }
        if made.together { output.note(BackupText.isTogether) }
        output.note(BackupText.keyIsElsewhere)
    }
}
