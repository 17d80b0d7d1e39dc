import ArgumentParser
import CaseVault
import Platform

/// `backup DIR`, `backup --gate DIR2`, in full `backup make DIR`: copies that were read again. All folders are looked at
/// before the first is written to.
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
        let places = places
        try await call.withVault(gate: gateAt, namedBy: .gateAt) { (vault) async throws(Failure) in
            for place in places { try await place.check(in: vault, after: directory, together: together) }
            for place in places { try await fill(place, from: vault, call.output) }
        }
        return .done
    }

    private var places: [BackupPlace] {
        let given: [(BackupPlace.Kind, String?)] = [(.vault, directory), (.gate, global.gate), (.mirror, gateMirror)]
        return given.compactMap { kind, folder in folder.map { BackupPlace(kind: kind, folder: $0) } }
    }

    /// What was made is told at once: the next may fail.
    private func fill(_ place: BackupPlace, from vault: Vault, _ output: Output) async throws(Failure) {
        let made = try await place.fill(from: vault, together: together, output)
        if let made { return try show(made, output) }
        output.note(BackupText.mirrorSet)
        if places.count == 1, global.json { try output.json(["mirror": true]) }
    }

    private func show(_ made: BackupMade, _ output: Output) throws(Failure) {
        if global.json {
            try output.json(made)
        } else if !global.quiet {
            let text = BackupText.made(
                kind: made.kind, folder: TextSanitizer.field(made.folder), entries: made.entries, files: made.files)
            try output.line(text.text)
        }
        if made.cleared > 0 { output.note(BackupText.cleared(made.cleared)) }
        if made.together { output.note(BackupText.isTogether) }
        output.note(BackupText.keyIsElsewhere)
    }
}
