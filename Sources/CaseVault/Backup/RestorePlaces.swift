import AuditLog
import Platform
import VaultCrypto

/// Where a restored vault is built and where it will stand, as for a new one.
struct RestorePlaces {
    let place: VaultFolder
    let building: VaultFolder
    let gatePlace: GateFolder
    let gateBuilding: GateFolder
    private let isGateApart: Bool

    private var pair: CreationPair { CreationPair(building: building, gate: gateBuilding) }

    /// - Throws: `.alreadyExists`, `.gateUnfinished`, `.unsuitableFolder`.
    init(
        _ directory: String, _ gate: NewVault.GatePlace, _ environment: VaultEnvironment
    ) throws(VaultError) {
        let path = AbsolutePath.of(directory)
        place = VaultFolder(path: path)
        building = VaultFolder(path: path + ".being-restored")
        switch gate {
        case .here:
            (gatePlace, gateBuilding, isGateApart) = (place.gateHere, building.gateHere, false)
        case .directory(let folder):
            gatePlace = GateFolder(path: AbsolutePath.of(folder))
            (gateBuilding, isGateApart) = (gatePlace.unfinished, true)
        }
        if DurableFile.exists(path), (try? DurableFolder.names(in: path))?.isEmpty != true { throw .alreadyExists }
        if gatePlace.exists { throw .alreadyExists }
        try checkWaitingGate()
        let parent = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
        try environment.checkNewPlace(parent)
        try environment.checkNewPlace(gatePlace.path)
    }

    /// Makes the folders in which the vault is built, and takes the lock of the building before anything of worth is in it.
    ///
    /// - Throws: `.busy` while another process builds here, `.gateUnfinished`; then nothing was touched.
    func prepare(_ randomness: Randomness) throws(VaultError) -> LockFile {
        // What waits here now may not be ours to clear, whatever was there before the backups were read.
        try checkWaitingGate()
        try clear()
        do throws(FileError) { try DurableFolder.createNew(building.path) } catch { throw VaultError(error) }
        let lock = try VaultOpening.lock(building, 0)
        do throws(FileError) { try createFolders(randomness) } catch {
            removeRemains()
            throw VaultError(error)
        }
        return lock
    }

    private func createFolders(_ randomness: Randomness) throws(FileError) {
        try DurableFolder.createNew(building.files)
        guard isGateApart else { return try DurableFolder.createNew(gateBuilding.path) }
        try pair.layDownVaultHalf(randomness)
        try DurableFolder.createAll(gatePlace.path)
        try DurableFolder.createNew(gateBuilding.path)
        try pair.layDownGateHalf()
    }

    private func checkWaitingGate() throws(VaultError) {
        if isGateApart, pair.isGateNeeded { throw .gateUnfinished }
    }

    /// Takes away what an interrupted restore left, or this one when it failed, unless another still works there.
    ///
    /// - Throws: `.busy`.
    func clear() throws(VaultError) {
        // After the move there is no building, and the gate that waits is needed.
        guard DurableFile.exists(building.path) else { return }
        let lock = DurableFile.exists(building.lock) ? try VaultOpening.lock(building, 0) : nil
        removeRemains()
        _ = consume lock
    }

    /// Only names that this program makes, and only for whoever holds the lock.
    private func removeRemains() {
        let gate = StoredNames.withCompanions(["gate.db"])
        let vault = StoredNames.withCompanions(["vault.db", "audit.jsonl", "lock", "reserve", "erased", "pair"])
        if isGateApart, !pair.isGateNeeded {
            FolderRemains.remove(gateBuilding.path, isOurs: gate.contains)
            FolderRemains.remove(gateBuilding.path) { $0 == "pair" }
        }
        FolderRemains.remove(
            building.path,
            // The list of erasures is written beside its place first.
            isOurs: { vault.contains($0) || $0.hasPrefix(".erased.") && $0.hasSuffix(".new") },
            inner: ["files": AttachmentName.isValid, "gate": gate.contains])
    }

    /// Whether the gate that was built lies where its vault will look for it.
    var hasGate: Bool { isGateApart ? pair.isWhole : gateBuilding.exists }

    /// The vault goes to its place whole; gate.db follows, by the next opening if not now.
    func move() throws(VaultError) {
        do { try DurableMove.move(building.path, to: place.path) } catch { throw VaultError(error) }
        place.forgetPair()
        if isGateApart { gatePlace.finishMove() }
    }

    /// What this account remembers from now on: the new log, and nothing of one that another restore began.
    func remember(_ reading: RestoreReading, _ environment: VaultEnvironment) {
        let vault = reading.gate.vault
        HeadFiles(stateDirectory: environment.stateDirectory, vault: vault).forget(
            from: reading.look.log.head.origin.number + 1)
        GatePointer.remember(gatePlace, of: vault, environment)
        // It is the vault that is worked with now: a check of it is written down.
        VaultPlace.remember(place.path, of: vault, environment)
    }
}
