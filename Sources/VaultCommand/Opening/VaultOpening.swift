import CaseVault
import Platform

/// The vault is open only while the program works: everything a person is asked, she is asked before or between. So
/// nobody waits for a colleague who thinks, types, or went home in the middle of a question.
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

    /// Asks for the passphrase, opens and unlocks the vault, and greets the person.
    ///
    /// - Parameter holder: keeps the passphrase for the next session of this command, or has it from the last.
    func withSession<R: Sendable>(
        as caller: Caller, keeping holder: PassphraseHolder? = nil,
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        if let passphrase = holder?.duplicate() { return try await session(caller, passphrase, holder, body) }
        for _ in 1..<Self.tries where options.passphraseDescriptor == nil {
            let passphrase = try prompt.passphrase(.passphrase(login: caller.login), nil)
            do { return try await session(caller, passphrase, holder, body) } catch .refused(let typedCyrillic) {
                let text = VaultErrorText.unlockRefused(typedCyrillic: typedCyrillic).text
                try prompt.say(text, else: "--passphrase-fd")
            }
        }
        let passphrase = try prompt.passphrase(.passphrase(login: caller.login), options.passphraseDescriptor)
        return try await session(caller, passphrase, holder, body)
    }

    /// Performs one operation in a session of its own.
    func perform<O: Operation>(_ operation: O) async throws(Failure) -> O.Response {
        try checkPassphraseSource()
        return try await withSession(as: try await caller()) { (vault, session) async throws(Failure) -> O.Response in
            try await vault.done(operation, in: session)
        }
    }

    /// Without a terminal and without a descriptor there is no use in opening anything.
    func checkPassphraseSource() throws(Failure) {
        if options.passphraseDescriptor == nil { _ = try prompt.terminal(else: "--passphrase-fd") }
    }

    /// One try. A passphrase that was right goes into the holder; its person is greeted once.
    private func session<R: Sendable>(
        _ caller: Caller, _ passphrase: consuming Passphrase, _ holder: PassphraseHolder?,
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let typed = PassphraseHolder(passphrase)
        let isFirst = holder?.isEmpty != false
        return try await withVault { (vault) async throws(Failure) -> R in
            let unlocked = try await unlock(vault, caller.login, typed)
            if isFirst {
                holder?.take(from: typed)
                UnlockGreeting(unlocked, output).show()
            }
            typed.wipe()
            return try await body(vault, unlocked.session)
        }
    }

    private func unlock(
        _ vault: Vault, _ login: String, _ typed: PassphraseHolder
    ) async throws(Failure) -> Unlocked {
        guard let passphrase = typed.duplicate() else { throw .input(.stopped) }
        let typedCyrillic = passphrase.hasCyrillic
        do { return try await vault.unlock(login: login, passphrase: passphrase) } catch .unlockRefused {
            throw .refused(typedCyrillic: typedCyrillic)
        } catch { throw .vault(error) }
    }
}

extension Vault {
    /// `perform` with the error as this program hands it on.
    func done<O: Operation>(_ operation: O, in session: Session) async throws(Failure) -> O.Response {
        do { return try await perform(operation, in: session) } catch { throw .vault(error) }
    }
}
