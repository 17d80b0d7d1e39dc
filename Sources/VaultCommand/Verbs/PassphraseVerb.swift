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
        return try await call.withVault { (vault) async throws(Failure) -> ExitStatus in
            let login = try await call.login(in: vault)
            let current = try call.prompt.passphrase(.currentPassphrase, global.passphraseDescriptor)
            let typedCyrillic = current.hasCyrillic
            let unlocked: Unlocked
            do throws(VaultError) {
                unlocked = try await vault.unlock(login: login, passphrase: current.duplicate())
            } catch .unlockRefused {
                throw .refused(typedCyrillic: typedCyrillic)
            } catch { throw .vault(error) }
            UnlockGreeting(unlocked, call.output).show()
            let new = try call.prompt.newPassphrase(newPassphraseDescriptor, option: "--new-passphrase-fd")
            do throws(VaultError) {
                try await vault.changePassphrase(in: unlocked.session, current: current, new: new)
            } catch {
                throw .vault(error)
            }
            if call.output.form == .json { try call.output.json(["login": login]) }
            call.output.note(NoteText.passphraseChanged)
            return .done
        }
    }
}
