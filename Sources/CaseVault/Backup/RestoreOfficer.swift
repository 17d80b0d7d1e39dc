import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// The officer who restores, unlocked against the backups as they are read: a wrong passphrase is found before anything
/// is copied, and costs only another try.
struct RestoreOfficer {
    let login: String
    /// What her passphrase opened; the restored vault has the same keys for her.
    let seed: HeldSecret

    /// Asks for passphrases until one opens.
    ///
    /// - Throws: `.unlockRefused` when there is no further one, `.tooSoon`; `.notPermitted` for whoever is no officer.
    init(
        login: String, _ reading: RestoreReading, _ environment: VaultEnvironment, _ ask: Vault.PassphraseSource
    ) throws(VaultError) {
        self.login = login
        let core = try reading.core(environment)
        let attempt = try UnlockAttempt(login: login, in: core)
        var opened: (seed: HeldSecret, member: Member)?
        while opened == nil, let passphrase = ask() {
            if let seed = try attempt.seed(passphrase), let member = attempt.member { opened = (seed, member) }
        }
        guard let opened else { throw .unlockRefused }
        seed = opened.seed
        _ = try Self.session(attempt, opened.member, seed)
    }

    /// Her session in the vault that is being built.
    func session(in core: VaultCore) throws(VaultError) -> PersonSession {
        let attempt = try UnlockAttempt(login: login, in: core)
        guard let member = attempt.member else { throw .unlockRefused }
        return try Self.session(attempt, member, seed)
    }

    private static func session(
        _ attempt: UnlockAttempt, _ member: Member, _ seed: HeldSecret
    ) throws(VaultError) -> PersonSession {
        let officer = try attempt.session(member, seed)
        guard officer.role(for: .backupRestore) != nil else { throw .notPermitted }
        return officer
    }
}

extension RestoreReading {
    /// The backed up vault, for looking only: neither the copies nor heads are written, and there is no lock.
    fileprivate func core(_ environment: VaultEnvironment) throws(VaultError) -> VaultCore {
        let core = VaultCore(
            OpenedParts(
                folder: VaultFolder(path: vault.folder.path), gateFolder: gateSource.folder,
                store: store, gate: gate, environment: environment,
                parameters: try VaultOpening.parameters(of: store, gate, environment), lock: nil, fold: look.log.fold,
                tail: LogTail(origin: look.log.head.origin), checkpointed: (0, environment.clock.now), lastTime: 0,
                newestSeqs: [:], mirror: LogMirror(), heads: HeadFiles(stateDirectory: nil, vault: gate.vault)))
        try core.loadPeople()
        return core
    }
}
