import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// The steps of opening a vault, each with what it refuses (WriteOrdering.md, "What an opening compares").
struct VaultOpening: ~Copyable {
    let folder: VaultFolder
    let environment: VaultEnvironment
    let lock: LockFile

    /// Takes the lock.
    ///
    /// - Throws: `.noVault`, `.noAccess`, `.unsuitableFolder(.network)`, `.busy`.
    init(
        at path: String, waiting wait: LockWait, _ environment: VaultEnvironment
    ) throws(VaultError) {
        folder = VaultFolder(path: path)
        self.environment = environment
        try folder.checkExists()
        try environment.checkPlace(path)
        lock = try Self.lock(folder, wait)
    }

    static func lock(
        _ folder: VaultFolder, _ wait: LockWait, links: LinkRule = .followed
    ) throws(VaultError) -> LockFile {
        do {
            return try LockFile.acquire(
                at: folder.lock, program: "casevault", waiting: wait.seconds, begins: wait.begins, goesOn: wait.goesOn,
                folder: links)
        } catch {
            switch error {
            case .held(let holder): throw .busy(process: holder?.processID ?? 0)
            case .file(let error): throw VaultError(error)
            }
        }
    }

    /// The vault's id: the row id of its parameters.
    static func vaultID(of store: VaultDatabase) throws(VaultError) -> VaultID {
        var ids: [VaultID] = []
        try stored { try store.forEachDigest(of: .parameters) { ids.append(VaultID($0.id)) } }
        guard let id = ids.first, ids.count == 1 else { throw .damaged(.row) }
        return id
    }

    /// Opens everything, compares what can be compared, and writes down what was noticed.
    ///
    /// - Throws: `.unsuitableFolder(.network)` for the gate; `.damaged(.headBehind)`, `.headDiffers` or `.mirror` when
    ///   something seen before is not in the log.
    consuming func finish(gate place: GateFolder?, key: String?) throws(VaultError) -> VaultCore {
        let (folder, environment) = (folder, environment)
        let hasLog = FileCopy.byteCount(DatabaseFiles(folder.database).log) > 0
        let (store, isUpdated) = try VaultUpgrade.open(folder)
        // An opening that is refused leaves everything as it was.
        if hasLog { try stored { try store.keepLogOnClose(true) } }
        let vault = try Self.vaultID(of: store)
        let opening = GateOpening(
            in: place ?? RememberedGate.folder(of: vault, environment) ?? folder.gateHere, of: folder, key: key,
            vault: vault,
            readOnly: false, environment)
        let place = opening.place
        try environment.checkPlace(place.path)
        let found = try opening.open()
        let parameters = try Self.parameters(of: store, found, environment)
        var log = try OpenedLog(
            store: store, gate: found, environment: environment, mirror: folder.mirror, gate: place)
        if let rollback = log.rollback { throw rollback.error }
        let gate = try opening.settled(found, by: log.replay.fold.gate)
        let core = VaultCore(
            OpenedParts(
                folder: folder, gateFolder: place, store: store, gate: gate, environment: environment,
                parameters: parameters, lock: lock, fold: log.replay.fold, tail: log.replay.tail,
                checkpointed: log.checkpointed, lastTime: log.replay.lastTime,
                newestSeqs: log.replay.newestSeqs,
                // What cannot be read is not written either: it may hold more than the log.
                mirror: log.mirror == .unreadable ? LogMirror() : LogMirror(path: folder.mirror),
                heads: HeadFiles(stateDirectory: environment.stateDirectory, vault: vault), gateKey: opening.key))
        try core.loadPeople()
        core.gateHead = GateHead(in: place)
        if opening.hasFinishedMove { core.notices.append(.gateMoveFinished) }
        if isUpdated { core.notices.append(.formatUpdated) }
        if environment.stateDirectory == nil { core.notices.append(.nothingRemembered) }
        if [folder.path, place.path].contains(where: environment.isSynchronised) {
            core.notices.append(.folderSynchronised)
        }
        try stored { try store.keepLogOnClose(false) }
        try core.mend(&log)
        core.keepGateMirror()
        for replaced in [folder.erased, place.head] { DurableFile.removeRemainders(of: replaced) }
        folder.reserve.prepare(environment)
        if !place.isWaitedFor { folder.forgetPair() }
        RememberedGate.remember(place, of: vault, environment)
        RememberedPlace.remember(folder.path, of: vault, environment)
        return core
    }

    /// Opens what is there of a vault that something seen before contradicts, for looking only: nothing is written,
    /// neither the two files nor mirror nor heads.
    ///
    /// - Throws: `.damaged(.log)` when nothing contradicts it.
    consuming func look(gate place: GateFolder?, key: String?) throws(VaultError) -> VaultCore {
        let (folder, environment) = (folder, environment)
        let store = try stored { try VaultDatabase(opening: folder.database, readOnly: true) }
        let vault = try Self.vaultID(of: store)
        let place = place ?? RememberedGate.folder(of: vault, environment) ?? folder.gateHere
        let gate = try GateOpening(in: place, of: folder, key: key, vault: vault, readOnly: true, environment).open()
        let parameters = try Self.parameters(of: store, gate, environment)
        let log = try OpenedLog(
            store: store, gate: gate, environment: environment, mirror: folder.mirror, gate: place)
        guard let rollback = log.rollback else { throw .damaged(.log) }
        let core = VaultCore(
            OpenedParts(
                folder: folder, gateFolder: place, store: store, gate: gate, environment: environment,
                parameters: parameters, lock: lock, fold: log.replay.fold, tail: log.replay.tail,
                checkpointed: log.checkpointed, lastTime: log.replay.lastTime,
                newestSeqs: log.replay.newestSeqs, mirror: LogMirror(),
                heads: HeadFiles(stateDirectory: nil, vault: vault), rollback: rollback))
        try core.loadPeople()
        return core
    }

    static func parameters(
        of store: VaultDatabase, _ gate: Gate, _ environment: VaultEnvironment
    ) throws(VaultError) -> ParametersRow {
        guard let row = try stored({ try store.row(.parameters, StoredID(gate.vault)) }) else { throw .damaged(.row) }
        return try ParametersRow(decoding: gate.rowKey.open(row), accepting: environment.parameters)
    }
}

extension GateFolder {
    /// Finishes what an interrupted `init` or `restore` of this vault began: the files go to their places.
    func finishMove(for vault: VaultFolder) {
        guard unfinished.waits, !CreationPair(building: vault, gate: unfinished).isAnothers else { return }
        // SQLite plays a journal back only beside the file it was made for: this opening does that, the next one moves.
        guard !DurableFile.exists(DatabaseFiles(unfinished.database).journal) else { return }
        // Each step can be repeated; whatever is left is found by the next opening.
        if !DurableFile.exists(key) { try? DurableMove.move(unfinished.key, to: key) }
        // With gate.db in its place, nobody would look for a key that waits.
        guard !DurableFile.exists(unfinished.key) else { return }
        if !exists { try? DurableMove.move(unfinished.database, to: database) }
        guard !unfinished.exists else { return }
        try? DurableFile.remove(unfinished.pair, durability: .eventual)
        try? DurableFolder.removeEmpty(unfinished.path)
    }
}
