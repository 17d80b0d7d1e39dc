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

    /// - Throws: `.alreadyExists`, `.unsuitableFolder`.
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
        let parent = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
        try environment.checkNewPlace(parent)
        try environment.checkNewPlace(gatePlace.path)
    }

    func prepare() throws(VaultError) {
        removeRemains()
        do throws(FileError) {
            try DurableFolder.createNew(building.path)
            try DurableFolder.createNew(building.files)
            if isGateApart { try DurableFolder.createAll(gatePlace.path) }
            try DurableFolder.createNew(gateBuilding.path)
        } catch { throw VaultError(error) }
    }

    /// Takes away what an interrupted restore left: only names that this program makes.
    func removeRemains() {
        let gate = StoredNames.withCompanions(["gate.db"])
        let vault = StoredNames.withCompanions(["vault.db", "audit.jsonl", "lock", "reserve", "erased"])
        if isGateApart { FolderRemains.remove(gateBuilding.path, isOurs: gate.contains) }
        FolderRemains.remove(
            building.path,
            // The list of erasures is written beside its place first.
            isOurs: { vault.contains($0) || $0.hasPrefix(".erased.") && $0.hasSuffix(".new") },
            inner: ["files": AttachmentName.isValid, "gate": gate.contains])
    }

    /// The vault goes to its place whole; gate.db follows, by the next opening if not now.
    func move() throws(VaultError) {
        do { try DurableMove.move(building.path, to: place.path) } catch { throw VaultError(error) }
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
