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
        let begun = try core.begin(target)
        do throws(VaultError) {
            let writing = try BackupWriting(core, target, progress)
            let made = try writing.run()
            try core.finish(target, writing.statement(made.manifest), ref: begun + 1)
            // Not remembering weakens only the comparison of the next backup.
            RememberedPath(.backup(target.part), of: core.id, core.environment).replace(with: target.directory)
            return made.answer
        } catch {
            core.fail(target, ref: begun + 1)
            throw error
        }
    }
}

extension BackupPart {
    init(_ kind: BackupKind) { self = kind == .vault ? .vault : .gate }
    var act: Act { self == .vault ? .backupMake : .backupGate }
}

// The entries of a backup: that one begins, with the state and a checkpoint, and how it ended.
extension VaultCore {
    fileprivate func begin(_ target: BackupTarget) throws(VaultError) -> UInt64 {
        var seq: UInt64 = 0
        try commitAlone { (core, transaction) throws(VaultError) in
            seq = try core.stage(Self.draft(target, .intent), in: transaction)
            try core.cutCheckpoint(in: transaction)
        }
        return seq
    }

    fileprivate func finish(
        _ target: BackupTarget, _ statement: BackupStatement, ref: UInt64
    ) throws(VaultError) {
        try commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(Self.draft(target, .ok, ref: ref), statement, in: transaction)
        }
    }

    /// If it cannot be written, the intent without an end says as much.
    fileprivate func fail(_ target: BackupTarget, ref: UInt64) {
        try? commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(Self.draft(target, .failed, ref: ref), in: transaction)
        }
    }

    private static func draft(_ target: BackupTarget, _ result: ResultCode, ref: UInt64 = 0) -> EntryDraft {
        var draft = EntryDraft(target.part.act, by: .system, object: .backup)
        (draft.result, draft.ref) = (result, ref)
        return draft
    }
}
