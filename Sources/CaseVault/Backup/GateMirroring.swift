import AuditLog
import VaultCrypto
import VaultStore

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
