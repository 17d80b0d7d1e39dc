import Platform
import VaultCrypto

/// Where a vault is made or restored, and where it will stand: built beside its place, moved there whole.
///
/// The gate is written and durable first. With a gate of its own directory its files wait in a folder inside it until the
/// vault stands in its place; an opener that finds them there finishes the move. ``CreationPair`` tells what an interrupted
/// work left from what a vault needs. Whoever builds holds the lock of the building until it is moved, and only whoever
/// holds it clears anything away.
struct VaultPlaces {
    /// What is built there.
    enum Work {
        /// A new vault, with its gate key.
        case new
        /// A restored one. The key is not copied.
        case restored
    }

    let place: VaultFolder
    let building: VaultFolder
    let gatePlace: GateFolder
    let gateBuilding: GateFolder
    private let isGateApart: Bool
    private let work: Work

    private var pair: CreationPair { CreationPair(building: building, gate: gateBuilding) }

    /// Looks at the places; nothing is written.
    ///
    /// - Throws: `.alreadyExists`, `.gateUnfinished`, `.unsuitableFolder`.
    init(
        for work: Work, at directory: String, _ gate: NewVault.GatePlace, _ environment: VaultEnvironment
    ) throws(VaultError) {
        let path = AbsolutePath.of(directory)
        self.work = work
        place = VaultFolder(path: path)
        building = VaultFolder(path: path + work.suffix)
        switch gate {
        case .here:
            (gatePlace, gateBuilding, isGateApart) = (place.gateHere, building.gateHere, false)
        case .directory(let folder):
            gatePlace = GateFolder(path: AbsolutePath.of(folder))
            (gateBuilding, isGateApart) = (gatePlace.unfinished, true)
        }
        if DurableFile.exists(path), (try? DurableFolder.names(in: path))?.isEmpty != true { throw .alreadyExists }
        // A journal beside the place would be played back into the gate.db that comes there.
        if gatePlace.hasDatabaseFiles || work == .new && DurableFile.exists(gatePlace.key) { throw .alreadyExists }
        try checkWaitingGate()
        try environment.checkNewPlace(AbsolutePath.folder(of: path))
        try environment.checkNewPlace(gatePlace.path)
    }

    /// Makes the folders in which the vault is built, and takes the lock of the building before anything of worth is in it.
    ///
    /// - Throws: `.busy` while another process builds here, `.gateUnfinished`; then nothing was touched. `.diskFull`,
    ///   `.gateDiskFull`, `.inputOutput`; then nothing of it is left.
    func prepare(_ randomness: Randomness) throws(VaultError) -> LockFile {
        // What waits here now may not be ours to clear, whatever was there when these places were looked at.
        try checkWaitingGate()
        try clear()
        let lock = try begin()
        do throws(VaultError) { try createFolders(randomness) } catch {
            removeRemains()
            throw error
        }
        return lock
    }

    /// The building with its lock. Another process may have begun a moment before.
    private func begin() throws(VaultError) -> LockFile {
        do throws(FileError) { try DurableFolder.createNew(building.path) } catch {
            if isBuilding, DurableFile.exists(building.lock) { _ = try lockBuilding() }
            throw VaultError(error)
        }
        do throws(VaultError) { return try lockBuilding() } catch {
            // It was cleared away by whoever took it for a remainder.
            throw isBuilding ? error : .busy(process: 0)
        }
    }

    /// A file or a link at the building's place is not ours, and no lock of ours is in what a link leads to.
    private var isBuilding: Bool { DurableFolder.exists(building.path) }

    private func lockBuilding() throws(VaultError) -> LockFile {
        try VaultOpening.lock(building, .none, links: .refused)
    }

    private func createFolders(_ randomness: Randomness) throws(VaultError) {
        do throws(FileError) { try DurableFolder.createNew(building.files) } catch { throw VaultError(error) }
        do throws(FileError) { try createGateFolder(randomness) } catch { throw VaultError(gate: error) }
    }

    private func createGateFolder(_ randomness: Randomness) throws(FileError) {
        guard isGateApart else { return try DurableFolder.createNew(gateBuilding.path) }
        try pair.layDownVaultHalf(randomness)
        try DurableFolder.createAll(gatePlace.path)
        try DurableFolder.createNew(gateBuilding.path)
        try pair.layDownGateHalf()
    }

    private func checkWaitingGate() throws(VaultError) {
        if isGateApart, pair.isGateNeeded { throw .gateUnfinished }
    }

    /// Takes away what an interrupted work left, or this one when it failed, unless another still works there.
    ///
    /// - Throws: `.busy`.
    func clear() throws(VaultError) {
        // After the move there is no building, and the gate that waits is needed.
        guard isBuilding else { return }
        let lock = try lockBuilding()
        removeRemains()
        _ = consume lock
    }

    /// Only names that this program makes, and only for whoever holds the lock. The gate first and its half of the pair
    /// after it: an interruption in between leaves what can be cleared again.
    private func removeRemains() {
        let gate = StoredNames.withCompanions(work == .new ? ["gate.db", "gate.key"] : ["gate.db"])
        let vault = StoredNames.withCompanions(["vault.db", "audit.jsonl", "lock", "reserve", "erased", "pair"])
        if isGateApart, !pair.isGateNeeded {
            FolderRemains.remove(gateBuilding.path, isOurs: gate.contains)
            FolderRemains.remove(gateBuilding.path) { $0 == "pair" }
        }
        FolderRemains.remove(
            building.path,
            // The list of erasures is written beside its place first.
            isOurs: { vault.contains($0) || ReplacementName.isRemainder($0, of: "erased") },
            inner: ["files": { work == .restored && AttachmentName.isValid($0) }, "gate": gate.contains])
    }

    /// The vault goes to its place whole, if it is still what was built: the folder may have been taken away meanwhile. The
    /// gate's files follow, by the next opening if not now.
    ///
    /// - Parameter core: of the vault that was built, which holds the lock.
    /// - Throws: `.busy` when the building is another's by now.
    func move(_ core: VaultCore) throws(VaultError) {
        guard core.holdsPlace, isGateApart ? pair.isWhole : gateBuilding.exists else { throw .busy(process: 0) }
        do { try DurableMove.move(building.path, to: place.path) } catch { throw VaultError(error) }
        if isGateApart { gatePlace.finishMove(for: place) }
        if !gatePlace.isWaitedFor { place.forgetPair() }
    }
}

extension VaultPlaces.Work {
    fileprivate var suffix: String {
        switch self {
        case .new: ".being-made"
        case .restored: ".being-restored"
        }
    }
}
