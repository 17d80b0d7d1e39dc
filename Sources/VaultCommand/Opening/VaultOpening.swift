import CaseVault
import Platform

/// The vault is open only while the program works: everything a person is asked, she is asked before or between. So
/// nobody waits for a colleague who thinks, types, or went home in the middle of a question.
extension Invocation {
    /// Wrong passphrases at the terminal before the command gives up; the vault slows down from the third.
    static let tries = 3

    /// Opens the vault, hands it over, and closes it whatever happens.
    ///
    /// - Parameters:
    ///   - place: the gate's directory, where `--gate` names something else.
    ///   - option: what names it there.
    func withVault<R: Sendable>(
        gate place: String?, namedBy option: GateOption? = nil, waiting wait: VaultWait = .patient,
        _ body: (Vault) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let vault: Vault
        do {
            let directory = try directory()
            vault = try await Vault.open(
                at: directory, gate: place, gateKey: options.gateKey, waiting: wait.lock(of: directory, output))
        } catch { throw gateNamed(wait.failure(error), else: option) }
        return try await closing(vault, body)
    }

    /// The same for what writes nothing: a vault that was put back is opened too.
    func withVaultToLook<R: Sendable>(
        _ body: (Vault) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let wait = VaultWait.patient
        let vault: Vault
        do {
            let directory = try directory()
            vault = try await Vault.openToLook(
                at: directory, gate: options.gate, gateKey: options.gateKey, waiting: wait.lock(of: directory, output))
        } catch { throw gateNamed(wait.failure(error), else: nil) }
        return try await closing(vault, body)
    }

    /// Where the key's file was named, a key that is wrong is that one; one that is missing may be gate.db instead.
    private func gateNamed(_ failure: Failure, else option: GateOption?) -> Failure {
        guard let key = options.gateKey else { return failure.gate(namedBy: option) }
        if case .vault(.gateMissing) = failure, DurableFile.exists(key) { return failure.gate(namedBy: option) }
        return failure.gate(namedBy: .gateKey)
    }

    private func closing<R: Sendable>(
        _ vault: Vault, _ body: (Vault) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let result: R
        do { result = try await body(vault) } catch {
            await vault.close()
            throw error
        }
        await vault.close()
        return result
    }

    func withVault<R: Sendable>(
        waiting wait: VaultWait = .patient, _ body: (Vault) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        try await withVault(gate: options.gate, waiting: wait, body)
    }

    /// Asks for the passphrase, opens and unlocks the vault, and greets the person.
    ///
    /// - Parameters:
    ///   - keeper: keeps her keys for the next session of this command, or has them from the last.
    ///   - wait: while somebody else has the vault, where the keys are there already.
    func withSession<R: Sendable>(
        as caller: Caller, keeping keeper: SessionKeeper? = nil, waiting wait: VaultWait = .patient,
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        if let keys = keeper?.keys { return try await resumed(keys, waiting: wait, body) }
        // A session has her keys; only what opens with the passphrase itself asks for it again.
        if keeper?.confirms != true, let session {
            guard let keys = session.keys else { throw .vault(.sessionEnded) }
            keeper?.keys = keys
            return try await resumed(keys, waiting: wait, body)
        }
        for _ in 1..<Self.tries where options.passphraseDescriptor == nil {
            let passphrase = try prompt.passphrase(.passphrase(login: caller.login), nil)
            do { return try await session(caller, passphrase, keeper, body) } catch .refused(let typedCyrillic) {
                let text = VaultErrorText.unlockRefused(typedCyrillic: typedCyrillic).text
                try prompt.say(text, else: "--passphrase-fd")
            }
        }
        let passphrase = try prompt.passphrase(.passphrase(login: caller.login), options.passphraseDescriptor)
        return try await session(caller, passphrase, keeper, body)
    }

    /// Performs one operation in a session of its own.
    func perform<O: Operation>(_ operation: O) async throws(Failure) -> O.Response {
        try checkPassphraseSource()
        return try await withSession(as: try await caller()) { (vault, session) async throws(Failure) -> O.Response in
            try await vault.done(operation, in: session)
        }
    }

    /// Performs one operation that is done for a stated purpose; one that was not given is asked for.
    func perform<O: Operation>(
        purpose code: String?, _ operation: (Purpose) -> O
    ) async throws(Failure) -> O.Response {
        let (caller, purpose) = try await callerAndPurpose(code)
        let operation = operation(purpose)
        return try await withSession(as: caller) { (vault, session) async throws(Failure) -> O.Response in
            try await vault.done(operation, in: session)
        }
    }

    /// Without a terminal and without a descriptor there is no use in opening anything.
    func checkPassphraseSource() throws(Failure) {
        if options.passphraseDescriptor == nil, session == nil { _ = try prompt.terminal(else: "--passphrase-fd") }
    }

    /// Goes on where the last session of this command ended.
    private func resumed<R: Sendable>(
        _ keys: KeptKeys, waiting wait: VaultWait, _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        try await withVault(waiting: wait) { (vault) async throws(Failure) -> R in
            let session: Session
            do throws(VaultError) { session = try await vault.resume(keys) } catch { throw .vault(error) }
            // What was asked while the vault was waited for and opened is not to be overrun by an act.
            if case .patient = wait, Interruptions.asked != nil { throw .input(.stopped) }
            return try await body(vault, session)
        }
    }

    /// One try with a passphrase, which is wiped before the work begins.
    private func session<R: Sendable>(
        _ caller: Caller, _ passphrase: consuming Passphrase, _ keeper: SessionKeeper?,
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        let typed = PassphraseHolder(passphrase)
        // A passphrase that has to wait does so outside the vault, so that colleagues can work meanwhile.
        while true {
            do { return try await session(caller, typed, keeper, body) } catch .vault(.tooSoon(let milliseconds)) {
                if output.tellsPerson { output.note(NoteText.waits(seconds: (milliseconds + 999) / 1000)) }
                try pause(milliseconds)
            }
        }
    }

    /// Waits, unless she presses Ctrl-C or the session is to end.
    private func pause(_ milliseconds: UInt64) throws(Failure) {
        let limit = SystemClock.system.sinceBoot + milliseconds
        while SystemClock.system.sinceBoot < limit {
            if Interruptions.asked != nil { throw .input(.stopped) }
            SystemClock.pause(milliseconds: min(100, milliseconds))
        }
    }

    /// One opening of the vault, for a passphrase that is taken when its turn has come.
    private func session<R: Sendable>(
        _ caller: Caller, _ typed: PassphraseHolder, _ keeper: SessionKeeper?,
        _ body: (Vault, Session) async throws(Failure) -> R
    ) async throws(Failure) -> R {
        return try await withVault { (vault) async throws(Failure) -> R in
            let (unlocked, again) = try await unlock(vault, caller.login, typed, again: keeper?.confirms == true)
            UnlockGreeting(unlocked, output).show()
            // What takes a second cannot be stopped halfway, and what was asked meanwhile is not to be begun.
            if Interruptions.asked != nil { throw .input(.stopped) }
            do throws(VaultError) {
                keeper?.keys = try await vault.keep(unlocked.session)
                if let current = again?.take() {
                    keeper?.confirmed = try await vault.confirm(current, in: unlocked.session)
                }
            } catch { throw .vault(error) }
            return try await body(vault, unlocked.session)
        }
    }

    /// - Parameter again: whether a second holding of the passphrase is wanted, for what it is asked for next.
    private func unlock(
        _ vault: Vault, _ login: String, _ typed: PassphraseHolder, again: Bool
    ) async throws(Failure) -> (Unlocked, again: PassphraseHolder?) {
        do throws(VaultError) {
            let wait = try await vault.unlockWait(login: login)
            guard wait == 0 else { throw .tooSoon(milliseconds: wait) }
        } catch { throw .vault(error) }
        guard let passphrase = typed.take() else { throw .input(.stopped) }
        let typedCyrillic = passphrase.hasCyrillic
        let second = again ? PassphraseHolder(passphrase.duplicate()) : nil
        do { return (try await vault.unlock(login: login, passphrase: passphrase), second) } catch .unlockRefused {
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
