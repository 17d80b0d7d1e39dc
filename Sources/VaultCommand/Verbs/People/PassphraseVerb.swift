import ArgumentParser
import CaseVault
import Platform

/// `passphrase`: change one's own.
struct PassphraseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "passphrase", .passphrase, usage: "passphrase [--new-passphrase-fd N]",
            examples: ["passphrase", "passphrase --as mira --passphrase-fd 3 --new-passphrase-fd 4"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Option(
        name: .customLong("new-passphrase-fd"), help: .init(OptionText.newPassphraseDescriptor.text, valueName: "N"))
    var newPassphraseDescriptor: DescriptorNumber?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try call.checkPassphraseSource()
        if newPassphraseDescriptor == nil { _ = try call.prompt.terminal(else: "--new-passphrase-fd") }
        let caller = try await call.caller()
        let keeper = SessionKeeper(confirms: true)
        try await call.withSession(as: caller, keeping: keeper) { (_, _) async throws(Failure) in }
        let new = PassphraseHolder(
            try call.prompt.newPassphrase(newPassphraseDescriptor, option: "--new-passphrase-fd"))
        try await call.withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            guard let confirmed = keeper.confirmed, let chosen = new.take() else { throw .input(.stopped) }
            do throws(VaultError) {
                try await vault.changePassphrase(in: session, confirmed, new: chosen)
            } catch { throw .vault(error) }
        }
        if call.output.form == .json { try call.output.json(["login": caller.login]) }
        call.output.note(NoteText.passphraseChanged)
        return .done
    }
}
