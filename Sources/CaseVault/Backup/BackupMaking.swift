import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// How far a backup or a restore has come.
    public typealias BackupWatch = @Sendable (BackupProgress) -> Void

    /// Looks whether a backup can be made in a folder, and makes none: so that of several none is begun in vain.
    ///
    /// - Parameter other: the folder of the other part's backup, if that is to be made first.
    /// - Throws: `.tooClose`, `.invalid(.backupFolder)`, `.outside`.
    public func checkBackup(
        _ kind: BackupKind, to directory: String, after other: String? = nil, together: Bool
    ) throws(VaultError) {
        _ = try BackupTarget(directory, BackupPart(kind), for: try opened(), together: together, after: other)
    }

    /// Copies one of the two files into a new dated folder, reads it again, and tells of it in the log.
    ///
    /// Needs no session: the entries are the gate's. Until everything is whole and durable the folder's name ends in
    /// `.part`; what fails leaves no such folder, what is killed leaves one that the next backup clears away.
    ///
    /// - Throws: `.tooClose`, `.invalid(.backupFolder)`, `.badBackup(.copyDamaged)`, `.outside`,
    ///   `.diskFull`, `.inputOutput`.
    public func backup(
        _ kind: BackupKind, to directory: String, together: Bool, progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> BackupMade {
        let core = try opened()
        let target = try BackupTarget(directory, BackupPart(kind), for: core, together: together)
        for folder in target.remains { folder.remove() }
        let answer = try core.tell(of: .backup(target.part)) { () throws(VaultError) in
            let writing = try BackupWriting(core, target, progress)
            let made = try writing.run()
            return (made.answer, writing.statement(made.manifest))
        }
        // Not remembering weakens only the comparison of the next backup.
        RememberedPath(.backup(target.part), of: core.id, core.environment).replace(with: target.directory)
        return answer
    }
}

extension BackupPart {
    init(_ kind: BackupKind) { self = kind == .vault ? .vault : .gate }
}
