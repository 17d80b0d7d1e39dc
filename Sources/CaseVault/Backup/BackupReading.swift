import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// A backup whose files were read and found to be those that were written.
struct ReadBackup {
    let folder: BackupFolder
    let manifest: BackupManifest
    /// The head that the log key signed when it was made.
    let note: SignedCheckpoint

    /// - Throws: `.badBackup`; `.inputOutput`.
    init(
        _ path: String, _ part: BackupPart, progress: @escaping Vault.BackupWatch
    ) throws(VaultError) {
        folder = BackupFolder(path: AbsolutePath.of(path), part: part)
        guard !folder.isUnfinished else { throw .badBackup(.unfinished) }
        manifest = try BackupManifest(reading: folder)
        guard !folder.hasLog else { throw .badBackup(.damaged) }
        let path = folder.path
        let total = manifest.hashes.keys.reduce(0) { $0 + FileCopy.byteCount("\(path)/\($1)") }
        var done: UInt64 = 0
        for (name, hash) in manifest.hashes.sorted(by: { $0.key < $1.key }) {
            let found = try FileCopy.hash(of: "\(path)/\(name)") { count in
                done += count
                progress(BackupProgress(phase: .checking, done: done, total: total))
            }
            guard found == hash else { throw .badBackup(.damaged) }
        }
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read("\(path)/\(BackupFolder.checkpoint)", limit: SignedCheckpoint.byteLimit)
        } catch {
            throw VaultError(error)
        }
        guard let note = SignedCheckpoint(bytes: bytes) else { throw .badBackup(.damaged) }
        self.note = note
    }

    var vault: VaultID { note.checkpoint.origin.vault }
}
