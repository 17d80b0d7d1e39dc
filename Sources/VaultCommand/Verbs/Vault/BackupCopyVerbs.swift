import ArgumentParser
import CaseVault
import Platform

/// `backup DIR`, `backup list`, `backup destroyed N`.
struct BackupNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup", abstract: VerbText.backups.text,
            usage:
                "casevault backup [DIR] [--gate DIR2] [--gate-mirror DIR3]\n       casevault backup \(HelpText.command.text)",
            subcommands: [BackupVerb.self, BackupListVerb.self, BackupDestroyedVerb.self],
            defaultSubcommand: BackupVerb.self)
    }
}

/// `backup list`: copies of gate.db that are not recorded as destroyed. Needs no passphrase.
struct BackupListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("list", .backupList, usage: "backup list", examples: ["backup list", "backup list --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let copies = try await call.withVaultToLook { (vault) async throws(Failure) -> [GateCopy] in
            do throws(VaultError) { return try await vault.gateCopies() } catch { throw .vault(error) }
        }
        let isPlain = call.output.form == .lines
        try call.output.list(
            copies.map(GateCopyAnswer.init),
            [
                Column(.number, .end) { String($0.number) }, Column(.begun) { call.time.text($0.milliseconds) },
                Column(.state) {
                    !$0.holdsErased ? "" : isPlain ? "erased" : GateCopyText.holdsErased.text
                },
            ])
        return .done
    }
}

/// `backup destroyed N`.
struct BackupDestroyedVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "destroyed", .backupDestroyed, usage: "backup destroyed N", examples: ["backup destroyed 412"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(GateCopyText.number.text, valueName: "N")) var number: UInt64

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let response = try await call.perform(BackupDestroyed(number: number))
        if global.json { try call.output.json(response) }
        call.output.note(GateCopyText.destroyed(number: response.number, older: response.older))
        return .done
    }
}

/// `backup list` for programs.
private struct GateCopyAnswer: Encodable {
    let number: UInt64
    let made: String
    let holdsErased: Bool
    /// The time itself, for people; not part of the answer.
    let milliseconds: UInt64

    private enum CodingKeys: CodingKey { case number, made, holdsErased }

    init(_ copy: GateCopy) {
        (number, made, milliseconds) = (copy.number, MachineTime.text(copy.time), copy.time)
        holdsErased = copy.holdsErased
    }
}
