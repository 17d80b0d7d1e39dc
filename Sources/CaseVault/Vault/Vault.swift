import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// An open vault. Every act asked of it is an ``Operation`` in a ``Session``.
///
/// The actor runs on a serial executor of its own, so that SQLite and Argon2id block nobody else, and never awaits
/// between reading its state and writing it.
public actor Vault {
    let executor: VaultExecutor
    /// Nil once the vault is closed.
    var core: VaultCore?
    /// What waits for the next commit.
    var pending: [PendingWork] = []
    /// When that is.
    var rhythm = CommitRhythm()

    /// The vault's own serial queue; it lives as long as the actor that owns it, which is why the unsafe call is sound.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(_ core: sending VaultCore, on executor: VaultExecutor) {
        self.core = core
        self.executor = executor
    }

    /// Opens a vault and takes its lock until `close`.
    ///
    /// - Parameters:
    ///   - directory: the vault.
    ///   - gate: the gate's directory; nil for where it was last, or `gate` inside the vault.
    ///   - gateKey: a file with the gate key, when it is not in the gate's directory.
    ///   - wait: while another process has it.
    /// - Throws: `noVault`, `busy`, `gateMissing`, `gateKeyWrong`, `damaged`, `newerFormat`, `unsuitableFolder`,
    ///   `diskFull`, `inputOutput`.
    public static func open(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none
    ) async throws(VaultError) -> Vault {
        try await open(at: directory, gate: gate, gateKey: gateKey, waiting: wait, in: .system)
    }

    package static func open(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        in environment: VaultEnvironment
    ) async throws(VaultError) -> Vault {
        let opening = try VaultOpening(at: AbsolutePath.of(directory), waiting: wait, environment)
        let core = try opening.finish(gate: gate.map { GateFolder(path: AbsolutePath.of($0)) }, key: gateKey)
        return Vault(core, on: VaultExecutor())
    }

    /// Opens as `open` does; a vault that is older than what this account has seen of it, or another, is opened for
    /// looking.
    ///
    /// Then `status`, `auditLines` and `verifyLog` answer, nothing is written, and everything else is refused as `open`
    /// would have been; see ``VaultStatus/rollback``.
    public static func openToLook(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none
    ) async throws(VaultError) -> Vault {
        try await openToLook(at: directory, gate: gate, gateKey: gateKey, waiting: wait, in: .system)
    }

    package static func openToLook(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        in environment: VaultEnvironment
    ) async throws(VaultError) -> Vault {
        do {
            return try await open(at: directory, gate: gate, gateKey: gateKey, waiting: wait, in: environment)
        } catch .damaged(let damage) where [.headBehind, .headDiffers, .mirror].contains(damage) {
            let opening = try VaultOpening(at: AbsolutePath.of(directory), waiting: wait, environment)
            let core = try opening.look(gate: gate.map { GateFolder(path: AbsolutePath.of($0)) }, key: gateKey)
            return Vault(core, on: VaultExecutor())
        }
    }

    /// Creates a vault and its gate.
    ///
    /// Either everything is there afterwards, or no vault is; what an interruption left is cleared by the next call.
    ///
    /// - Throws: `alreadyExists`, `gateUnfinished`, `busy`, `unsuitableFolder`, `invalid` with `.login`, `.roles`,
    ///   `.organisation` or a rule of passphrases, `diskFull`, `inputOutput`.
    public static func create(
        at directory: String, _ settings: NewVault, passphrase: consuming Passphrase
    ) async throws(VaultError) -> Genesis {
        try await create(at: directory, settings, passphrase: passphrase, in: .system)
    }

    package static func create(
        at directory: String, _ settings: NewVault, passphrase: consuming Passphrase, in environment: VaultEnvironment
    ) async throws(VaultError) -> Genesis {
        try VaultCreation(at: AbsolutePath.of(directory), settings, environment).run(passphrase: passphrase).genesis
    }

    /// The same, with the administrator's keys, good for `resume` when the vault is opened next.
    public static func createKeepingKeys(
        at directory: String, _ settings: NewVault, passphrase: consuming Passphrase
    ) async throws(VaultError) -> NewlyMade {
        try VaultCreation(at: AbsolutePath.of(directory), settings, .system).run(passphrase: passphrase)
    }

    /// Whether `create` would begin with these settings at this place: to be asked before a passphrase is chosen.
    ///
    /// - Throws: as `create`, without writing anything.
    public static func checkCreation(at directory: String, _ settings: NewVault) throws(VaultError) {
        _ = try VaultCreation(at: AbsolutePath.of(directory), settings, .system)
    }

    /// Closes the vault: sessions end, keys are wiped, the lock is released.
    public func close() {
        // What was asked before is done before.
        if !pending.isEmpty { drain() }
        executor.join()
        guard let core else { return }
        core.writeRefusalCounts()
        core.refusals = RefusalCounts()
        core.sessions = [:]
        if core.rollback == nil {
            core.checkpointBeforeClosing()
            core.settle()
        }
        // Whatever closing the database does not finish, the next opening does.
        try? core.store.close()
        try? core.gate.rows.database.close()
        self.core = nil
    }

    /// The open core.
    ///
    /// - Throws: `.sessionEnded` when the vault is closed; `.damaged` when it is only looked at.
    func opened() throws(VaultError) -> VaultCore {
        let core = try looked()
        if let rollback = core.rollback { throw rollback.error }
        return core
    }

    /// The core, for what writes nothing.
    func looked() throws(VaultError) -> VaultCore {
        guard let core, !core.isBroken else { throw .sessionEnded }
        return core
    }

    /// The person behind a session.
    func person(_ session: Session) throws(VaultError) -> PersonSession {
        let core = try opened()
        guard let found = core.sessions[session.token] else { throw .sessionEnded }
        guard core.isCurrent(found) else {
            core.endSessions { token, _ in token == session.token }
            throw .sessionEnded
        }
        return found
    }
}
