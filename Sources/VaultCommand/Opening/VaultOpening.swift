import CaseVault
import Platform

extension Invocation {
    /// How long a command waits for another one to finish with the vault.
    private static let waitingSeconds = 3.0

    /// Wrong passphrases at the terminal before the command gives up; the vault slows down from the third.
    private static let tries = 3

    /// Opens the vault, hands it over, and closes it whatever happens.
    func withVault<R: Sendable>(
        _ body: (Vault) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let vault: Vault
        do {
            vault = try await Vault.open(
                at: try directory(), gate: options.gate, gateKey: options.gateKey, waiting: Self.waitingSeconds)
        } catch { throw Failure(any: error) }
        let result: R
        do { result = try await body(vault) } catch {
            await vault.close()
            throw error
        }
        await vault.close()
        return result
    }

    /// Opens and unlocks the vault and greets the person.
    func withSession<R: Sendable>(
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        try checkPassphraseSource()
        return try await withVault { (vault) async throws(Failure) -> R in
            let unlocked = try await unlock(vault)
            UnlockGreeting(unlocked, output).show()
            return try await body(vault, unlocked.session)
        }
    }

    /// Performs one operation in a session of its own.
    func perform<O: Operation>(_ operation: O) async throws(Failure) -> O.Response {
        try await withSession { (vault, session) async throws(Failure) -> O.Response in
            try await vault.done(operation, in: session)
        }
    }

    /// Without a terminal and without a descriptor there is no use in opening anything.
    func checkPassphraseSource() throws(Failure) {
        if options.passphraseDescriptor == nil { _ = try prompt.terminal(else: "--passphrase-fd") }
    }

    private func unlock(_ vault: Vault) async throws(Failure) -> Unlocked {
        let login = try await login(in: vault)
        for _ in 1..<Self.tries where options.passphraseDescriptor == nil {
            do { return try await unlock(vault, login) } catch .refused(let typedCyrillic) {
                let text = VaultErrorText.unlockRefused(typedCyrillic: typedCyrillic).text
                try prompt.say(text, else: "--passphrase-fd")
            }
        }
        return try await unlock(vault, login)
    }

    private func unlock(_ vault: Vault, _ login: String) async throws(Failure) -> Unlocked {
        let passphrase = try prompt.passphrase(.passphrase(login: login), options.passphraseDescriptor)
        let typedCyrillic = passphrase.hasCyrillic
        do { return try await vault.unlock(login: login, passphrase: passphrase) } catch .unlockRefused {
            throw .refused(typedCyrillic: typedCyrillic)
        } catch { throw .vault(error) }
    }

    /// `--as`, CASEVAULT_LOGIN, the account's name if it is a login of this vault, or the answer at the terminal.
    func login(in vault: Vault) async throws(Failure) -> String {
        if let named = options.login ?? environment[.login] { return named }
        if let account = UnixAccount.name, let status = try? await vault.status(),
            status.people.contains(where: { $0.login == account })
        {
            return account
        }
        return try prompt.required(.login, else: "--as")
    }
}

extension Vault {
    /// `perform` with the error as this program hands it on.
    func done<O: Operation>(_ operation: O, in session: Session) async throws(Failure) -> O.Response {
        do { return try await perform(operation, in: session) } catch { throw .vault(error) }
    }
}
