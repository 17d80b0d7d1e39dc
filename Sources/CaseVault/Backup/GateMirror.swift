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

    /// - Throws: `.outside`, `.inputOutput`; then the older copy still stands.
    func write(into folder: String, _ gate: Gate) throws(VaultError) {
        let (path, new) = (path(in: folder), path(in: folder) + ".new")
        for suffix in ["", "-wal", "-journal"] { try? DurableFile.remove(new + suffix, durability: .eventual) }
        do throws(VaultError) {
            try copied(in: .gateDatabase) { try gate.rows.database.copy(to: new) }
            do throws(FileError) { try DurableMove.move(new, to: path) } catch { throw VaultError(outside: error) }
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
        // What is to be set stands in the log before this computer remembers it.
        let begun = try core.beginMirror()
        do throws(VaultError) {
            try core.gateMirror.write(into: target.directory, core.gate)
            try core.finishMirror(target, ref: begun + 1)
        } catch {
            core.failMirror(ref: begun + 1)
            throw error
        }
    }
}

extension VaultCore {
    fileprivate func beginMirror() throws(VaultError) -> UInt64 {
        var seq: UInt64 = 0
        try commitAlone { (core, transaction) throws(VaultError) in
            seq = try core.stage(Self.mirrorDraft(.intent), in: transaction)
        }
        return seq
    }

    fileprivate func finishMirror(_ target: BackupTarget, ref: UInt64) throws(VaultError) {
        let hash = try gateMirror.hash(in: target.directory)
        try gateMirror.remember(target.directory)
        gateMirror = GateMirror(of: id, environment)
        let head = tail.checkpoint
        let statement = BackupStatement(
            part: .gate, size: head.size, root: head.root, fileHash: hash, manifestHash: .zero, device: target.device)
        try commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(Self.mirrorDraft(.ok, ref: ref), statement, in: transaction)
        }
    }

    /// If it cannot be written, the intent without an end says as much.
    fileprivate func failMirror(ref: UInt64) {
        try? commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(Self.mirrorDraft(.failed, ref: ref), in: transaction)
        }
    }

    private static func mirrorDraft(_ result: ResultCode, ref: UInt64 = 0) -> EntryDraft {
        var draft = EntryDraft(.backupGate, by: .system, object: .gate)
        (draft.result, draft.ref) = (result, ref)
        return draft
    }
}
