import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Makes a vault with its founder, in ``VaultPlaces``.
struct VaultCreation {
    private let places: VaultPlaces
    private let settings: NewVault
    private let environment: VaultEnvironment

    /// - Throws: `.invalid`, `.alreadyExists`, `.gateUnfinished`, `.unsuitableFolder`.
    init(at path: String, _ settings: NewVault, _ environment: VaultEnvironment) throws(VaultError) {
        guard PersonRow.isLogin(settings.administrator) else { throw .invalid(.login) }
        guard !settings.furtherRoles.contains(Role(.administrator)),
            Set(settings.furtherRoles).count == settings.furtherRoles.count
        else { throw .invalid(.roles) }
        guard CleanText.isName(settings.name) else { throw .invalid(.organisation) }
        places = try VaultPlaces(for: .new, at: path, settings.gate, environment)
        self.settings = settings
        self.environment = environment
    }

    /// Builds everything and moves it to its place.
    func run(passphrase: consuming Passphrase) throws(VaultError) -> NewlyMade {
        try passphrase.checkRules()
        let lock = try places.prepare(environment.randomness)
        let made: NewlyMade
        do throws(VaultError) { made = try build(passphrase, lock) } catch {
            try? places.clear()
            throw error
        }
        if let vault = VaultID(hex: made.genesis.vault) {
            RememberedPlace.remember(places.place.path, of: vault, environment)
        }
        return made
    }

    /// Builds it, with the lock held until it stands in its place.
    private func build(
        _ passphrase: borrowing Passphrase, _ lock: consuming LockFile
    ) throws(VaultError) -> NewlyMade {
        let founder = try Founder(roles: [RoleCode.administrator] + settings.furtherRoles.map(\.value), environment)
        let vault = founder.genesis.vault
        let key = try GateKey.create(at: places.gateBuilding.key, environment.randomness)
        let database = try stored(in: .gateDatabase) { try GateDatabase.create(at: places.gateBuilding.database) }
        let rows = try GateRows(vault: vault, database: database, key: key, randomness: environment.randomness)
        let secrets = try GateSecrets(rows, founder.person, environment.randomness)
        let gate = try Gate(rows: rows, randomness: environment.randomness)
        let core = try core(gate, lock)
        let identity = try founder.lock(
            passphrase, u: secrets.u, core.parameters.parameters, vault: vault, environment)
        let member = Member(founder, KeyID(vault: vault, signing: founder.signingKey, wrapping: founder.wrappingKey))
        let session = PersonSession(
            member: member, login: settings.administrator, identity: founder.identity(in: vault), keyring: Keyring())
        try core.found(founder, session, identity)
        core.settle()
        try stored { try core.store.close() }
        try stored(in: .gateDatabase) { try database.close() }
        RememberedGate.remember(places.gatePlace, of: vault, environment)
        let words: [String]
        do { words = try Words.slowSix(of: founder.genesis.tuple.bytes) } catch { throw .inputOutput }
        try places.move(core)
        return NewlyMade(genesis: Genesis(vault: vault.hex, words: words), keys: KeptKeys(session))
    }

    private func core(_ gate: Gate, _ lock: consuming LockFile) throws(VaultError) -> VaultCore {
        let store = try stored { try VaultDatabase.create(at: places.building.database) }
        guard let origin = Origin(vault: gate.vault, number: 1) else { throw .damaged(.genesis) }
        let parameters = environment.parameters ?? settings.derivation.parameters
        return VaultCore(
            OpenedParts(
                folder: places.building, gateFolder: places.gateBuilding, store: store, gate: gate,
                environment: environment,
                parameters: ParametersRow(parameters: parameters, organisation: settings.name),
                lock: lock,
                fold: LogFold(vault: gate.vault),
                tail: LogTail(origin: origin), checkpointed: (0, environment.clock.now), lastTime: 0, newestSeqs: [:],
                mirror: LogMirror(path: places.building.mirror),
                heads: HeadFiles(stateDirectory: environment.stateDirectory, vault: gate.vault)))
    }
}

extension NewVault.Derivation {
    var parameters: DerivationParameters {
        switch self {
        case .light: .light
        case .standard: .standard
        case .strong: .strong
        }
    }
}

/// The gate's first secrets, durable before anything refers to them.
private struct GateSecrets {
    let u: HeldSecret

    init(_ rows: GateRows, _ administrator: PersonID, _ randomness: Randomness) throws(VaultError) {
        u = HeldSecret(Secret(random: randomness))
        let step = rows.nextStep
        var added: [GateRow] = []
        for kind in [GateKind.master, .systemSeed, .logSeed] {
            added.append(try rows.drawn(kind, .zero, step: step, randomness).row)
        }
        added.append(try rows.sealed(u, for: administrator, step: step, randomness))
        try rows.stage(adding: added, removing: [])
        try rows.commit(adding: added)
        // t of case zero: its place derives from x, which is there now.
        let gate = try Gate(rows: rows, randomness: randomness)
        let zero = try rows.drawn(.tagKey, gate.tagKeyRow(.zero), step: step, randomness)
        try rows.stage(adding: [zero.row], removing: [])
        try rows.commit(adding: [zero.row])
    }
}
