import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// A copy of gate.db that is kept up after each change: a key lost between two backups is a case lost.
///
/// The folder is remembered in the state directory of this account, beside the place of the gate, since it belongs to
/// this computer and not to the vault. That it was set is an entry (`backup.gate`); the copies that follow are one file,
/// written over, and are none. Each is written beside the old one, durable, and renamed.
struct GateMirror {
    /// Nil when none is set.
    let folder: String?
    private let vault: VaultID
    private let setting: String?

    init(of vault: VaultID, _ environment: VaultEnvironment) {
        self.vault = vault
        setting = environment.stateDirectory.map { "\($0)/\(vault.hex).gate-mirror" }
        folder = setting.flatMap { try? DurableFile.read($0, limit: 4096) }
            .flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Remembers the folder; copies begin with the next change.
    ///
    /// - Throws: `.inputOutput` when there is nowhere to remember it.
    func remember(_ folder: String) throws(VaultError) {
        guard let setting else { throw .inputOutput }
        do { try DurableFile.replace(setting, contents: Array(folder.utf8), durability: .durable) } catch {
            throw VaultError(error)
        }
    }

    private func path(in folder: String) -> String { "\(folder)/gate-\(vault.hex.prefix(8)).db" }

    /// Brings the copy up to the gate, if it is not there already.
    ///
    /// - Returns: whether it is; true when no mirror is set.
    func update(from gate: Gate) -> Bool {
        guard let folder else { return true }
        do throws(VaultError) {
            if try !isCurrent(in: folder, gate) { try write(into: folder, gate) }
            return true
        } catch {
            return false
        }
    }

    /// - Throws: `.diskFull`, `.inputOutput`; then the older copy still stands.
    func write(into folder: String, _ gate: Gate) throws(VaultError) {
        let (path, new) = (path(in: folder), path(in: folder) + ".new")
        for suffix in ["", "-wal", "-journal"] { try? DurableFile.remove(new + suffix, durability: .eventual) }
        do throws(VaultError) {
            try stored(in: .gateDatabase) { try gate.rows.database.copy(to: new) }
            do throws(FileError) { try DurableMove.move(new, to: path) } catch { throw VaultError(error) }
        } catch {
            try? DurableFile.remove(new, durability: .eventual)
            throw error
        }
    }

    private func isCurrent(in folder: String, _ gate: Gate) throws(VaultError) -> Bool {
        guard let copy = try? GateDatabase(opening: path(in: folder), readOnly: true) else { return false }
        defer { try? copy.close() }
        return try stored(in: .gateDatabase) { try copy.rows() == gate.rows.database.rows() }
    }

    /// The hash of the copy, for its entry.
    func hash(in folder: String) throws(VaultError) -> SHA256Digest { try FileCopy.hash(of: path(in: folder)) }
}

extension Vault {
    /// Keeps a copy of gate.db in a folder from now on, and makes the first at once.
    ///
    /// - Throws: as `backup`.
    public func mirrorGate(to directory: String, together: Bool) throws(VaultError) {
        let core = try opened()
        let target = try BackupTarget(directory, .gate, for: core, together: together)
        try core.gateMirror.write(into: target.directory, core.gate)
        let hash = try core.gateMirror.hash(in: target.directory)
        try core.gateMirror.remember(target.directory)
        core.gateMirror = GateMirror(of: core.id, core.environment)
        let head = core.tail.checkpoint
        let statement = BackupStatement(
            part: .gate, size: head.size, root: head.root, fileHash: hash, manifestHash: .zero, device: target.device)
        try core.commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(EntryDraft(.backupGate, by: .system, object: .gate), statement, in: transaction)
        }
    }
}
