import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// A copy of gate.db to restore from: a backup of it, or the one file that `backup --gate-mirror` keeps up.
///
/// Nobody signs the list of hashes in a backup, so of either it is the rows that count: each has to open under the gate key,
/// for the vault of the other backup.
struct GateSource {
    let folder: GateFolder
    let database: String
    let hash: SHA256Digest
    /// Nil for a mirror: it says so by its rows alone.
    let vault: VaultID?

    /// - Throws: `.badBackup`; `.inputOutput`.
    init(_ path: String, progress: @escaping Vault.BackupWatch) throws(VaultError) {
        let path = AbsolutePath.of(path)
        if (try? ReadableFile(opening: path)) != nil {
            try self.init(mirror: path, progress)
        } else {
            try self.init(ReadBackup(path, .gate, progress: progress))
        }
    }

    private init(mirror path: String, _ progress: Vault.BackupWatch) throws(VaultError) {
        guard !DatabaseFiles(path).hasLog else { throw .badBackup(.damaged) }
        let total = FileCopy.byteCount(path)
        var done: UInt64 = 0
        hash = try FileCopy.hash(of: path) { count in
            done += count
            progress(BackupProgress(phase: .checking, done: done, total: max(done, total)))
        }
        folder = GateFolder(path: AbsolutePath.folder(of: path))
        (database, vault) = (path, nil)
    }

    private init(_ backup: ReadBackup) throws(VaultError) {
        guard let hash = backup.manifest[backup.folder.fileName] else { throw .badBackup(.damaged) }
        (folder, database) = (GateFolder(path: backup.folder.path), backup.folder.database)
        (self.hash, vault) = (hash, backup.vault)
    }
}
