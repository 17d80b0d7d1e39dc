import AuditLog
import Platform
import VaultCrypto

/// Where a backup is to lie, and how far that is from what it is a copy of.
struct BackupTarget {
    let directory: String
    let device: BackupDevice
    /// Unfinished backups of this vault and part that lay there; nobody is writing them, since the vault is ours.
    let remains: [BackupFolder]
    let part: BackupPart

    /// - Parameter first: the folder of the other part's backup, where that is made first; else the last one counts.
    /// - Throws: `.invalid(.backupFolder)` when the folder is not there; `.tooClose` unless `together`.
    init(
        _ path: String, _ part: BackupPart, for core: VaultCore, together: Bool, after first: String? = nil
    ) throws(VaultError) {
        directory = AbsolutePath.of(path)
        self.part = part
        let names: [String]
        do { names = try DurableFolder.names(in: directory) } catch {
            throw error == .missing || error == .notFolder ? .invalid(.backupFolder) : VaultError(outside: error)
        }
        let prefix = BackupFolder.prefix(part, core.id)
        let directory = directory
        remains = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(BackupFolder.unfinished) }
            .map { BackupFolder(path: "\(directory)/\($0)", part: part) }
        let holdsOther = names.contains { $0.hasPrefix(BackupFolder.prefix(part.other, core.id)) }
        device = Self.device(directory, part, core, holdsOther: holdsOther, after: first.map { AbsolutePath.of($0) })
        if device == .same, !together { throw .tooClose(.original) }
        if device == .shared, !together { throw .tooClose(.otherPart) }
    }

    private static func device(
        _ directory: String, _ part: BackupPart, _ core: VaultCore, holdsOther: Bool, after first: String?
    ) -> BackupDevice {
        // A device that cannot be told apart counts as the same.
        func isNear(_ path: String) -> Bool { (try? FileSystems.sameDevice(directory, path)) ?? true }
        if isNear(core.folder.database) { return .same }
        if isNear(core.gateFolder.database) { return part == .gate ? .same : .shared }
        let last =
            first ?? RememberedPath(.backup(part.other), of: core.id, core.environment).path
        if holdsOther || last.map({ DurableFile.exists($0) && isNear($0) }) == true { return .shared }
        return core.environment.isNetwork(directory) == true ? .network : .other
    }
}
