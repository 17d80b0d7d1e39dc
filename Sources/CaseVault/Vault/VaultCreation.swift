import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Makes a vault: built beside its place, moved there whole.
///
/// The gate is written and durable first. With a gate of its own directory the two files wait in a folder inside it
/// until the vault stands in its place; an opener that finds them there finishes the move. ``CreationPair`` tells what an
/// interrupted creation left from what a vault needs.
struct VaultCreation {
    private let place: VaultFolder
    private let building: VaultFolder
    private let gatePlace: GateFolder
    private let gateBuilding: GateFolder
    private let settings: NewVault
    private let environment: VaultEnvironment

    /// - Throws: `.invalid`, `.alreadyExists`, `.unsuitableFolder`.
    init(at path: String, _ settings: NewVault, _ environment: VaultEnvironment) throws(VaultError) {
        guard PersonRow.isLogin(settings.administrator) else { throw .invalid(.login) }
        guard !settings.furtherRoles.contains(Role(.administrator)),
            Set(settings.furtherRoles).count == settings.furtherRoles.count
        else { throw .invalid(.roles) }
        guard CleanText.isName(settings.name) else { throw .invalid(.organisation) }
        place = VaultFolder(path: path)
        building = VaultFolder(path: path + ".being-made")
        switch settings.gate {
        case .here:
            gatePlace = place.gateHere
            gateBuilding = building.gateHere
        case .directory(let folder):
            gatePlace = GateFolder(path: AbsolutePath.of(folder))
            gateBuilding = gatePlace.unfinished
        }
        self.settings = settings
        self.environment = environment
        try checkPlaces()
    }

    private func checkPlaces() throws(VaultError) {
        if DurableFile.exists(place.path), (try? DurableFolder.names(in: place.path))?.isEmpty != true {
            throw .alreadyExists
        }
        if gatePlace.exists || DurableFile.exists(gatePlace.key) { throw .alreadyExists }
        try checkWaitingGate()
        let parent = place.path.split(separator: "/").dropLast().joined(separator: "/")
        try environment.checkNewPlace("/" + parent)
        try environment.checkNewPlace(gatePlace.path)
    }

    /// Builds everything and moves it to its place.
    func run(passphrase: consuming Passphrase) throws(VaultError) -> NewlyMade {
        try passphrase.checkRules()
        // What waits here now may not be ours to clear, whatever was there when the passphrase was asked for.
        try checkWaitingGate()
        try clearInterrupted()
        let made: NewlyMade
        do throws(VaultError) {
            made = try build(passphrase, try prepareFolders())
            try move()
        } catch {
            if !place.exists { removeRemains() }
            throw error
        }
        if let vault = VaultID(hex: made.genesis.vault) { VaultPlace.remember(place.path, of: vault, environment) }
        return made
    }

    private var pair: CreationPair { CreationPair(building: building, gate: gateBuilding) }

    private func checkWaitingGate() throws(VaultError) {
        guard case .directory = settings.gate else { return }
        if pair.isGateNeeded { throw .gateUnfinished }
    }

    /// Clears what an interrupted creation of this vault left, unless it still works.
    private func clearInterrupted() throws(VaultError) {
        let lock = DurableFile.exists(building.lock) ? try VaultOpening.lock(building, 0) : nil
        removeRemains()
        _ = consume lock
    }

    private func prepareFolders() throws(VaultError) -> LockFile {
        do throws(FileError) {
            try DurableFolder.createNew(building.path)
            try DurableFolder.createNew(building.files)
        } catch {
            throw VaultError(error)
        }
        let lock = try VaultOpening.lock(building, 0)
        do throws(FileError) { try prepareGateFolder() } catch { throw VaultError(gate: error) }
        return lock
    }

    private func prepareGateFolder() throws(FileError) {
        guard case .directory = settings.gate else { return try DurableFolder.createNew(gateBuilding.path) }
        try pair.layDownVaultHalf(environment.randomness)
        try DurableFolder.createAll(gatePlace.path)
        try DurableFolder.createNew(gateBuilding.path)
        try pair.layDownGateHalf()
    }

    private func removeRemains() {
        // Only names that this program makes; a folder that holds anything else stays and creation says so.
        // The gate first and its half of the pair after it: an interruption in between leaves what can be cleared again.
        let secrets = StoredNames.withCompanions(["gate.db", "gate.key"])
        if case .directory = settings.gate {
            FolderRemains.remove(gateBuilding.path, isOurs: secrets.contains)
            FolderRemains.remove(gateBuilding.path) { $0 == "pair" }
        }
        let ours = StoredNames.withCompanions(["vault.db", "audit.jsonl", "pair", "lock"])
        FolderRemains.remove(
            building.path, isOurs: ours.contains, inner: ["files": { _ in false }, "gate": secrets.contains])
    }

    private func move() throws(VaultError) {
        do throws(FileError) { try DurableMove.move(building.path, to: place.path) } catch { throw VaultError(error) }
        place.forgetPair()
        if case .directory = settings.gate { gatePlace.finishMove() }
    }

    private func build(
        _ passphrase: borrowing Passphrase, _ lock: consuming LockFile
    ) throws(VaultError) -> NewlyMade {
        let founder = try Founder(roles: [RoleCode.administrator] + settings.furtherRoles.map(\.value), environment)
        let vault = founder.genesis.vault
        let key = try GateKey.create(at: gateBuilding.key, environment.randomness)
        let database = try stored(in: .gateDatabase) { try GateDatabase.create(at: gateBuilding.database) }
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
        GatePointer.remember(gatePlace, of: vault, environment)
        do {
            let words = try Words.slowSix(of: founder.genesis.tuple.bytes)
            return NewlyMade(genesis: Genesis(vault: vault.hex, words: words), keys: KeptKeys(session))
        } catch {
            throw .inputOutput
        }
    }

    private func core(_ gate: Gate, _ lock: consuming LockFile) throws(VaultError) -> VaultCore {
        let store = try stored { try VaultDatabase.create(at: building.database) }
        guard let origin = Origin(vault: gate.vault, number: 1) else { throw .damaged(.genesis) }
        let parameters = environment.parameters ?? settings.derivation.parameters
        return VaultCore(
            OpenedParts(
                folder: building, gateFolder: gateBuilding, store: store, gate: gate, environment: environment,
                parameters: ParametersRow(parameters: parameters, organisation: settings.name),
                lock: lock,
                fold: LogFold(
                    vault: gate.vault, markedTables: [Table.keyring.rawValue, Table.identity.rawValue]),
                tail: LogTail(origin: origin), checkpointed: (0, environment.clock.now), lastTime: 0, newestSeqs: [:],
                mirror: Mirror(path: building.mirror),
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
