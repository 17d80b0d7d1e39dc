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
        try core.tell(of: .mirror) { () throws(VaultError) in
            try core.gateMirror.write(into: target.directory, core.gate)
            return ((), try core.rememberMirror(target))
        }
    }
}

extension VaultCore {
    /// - Returns: what is said of the copy that was made.
    fileprivate func rememberMirror(_ target: BackupTarget) throws(VaultError) -> BackupStatement {
        let hash = try gateMirror.hash(in: target.directory)
        try gateMirror.remember(target.directory)
        gateMirror = GateMirror(of: id, environment)
        let head = tail.checkpoint
        return BackupStatement(
            part: .gate, size: head.size, root: head.root, fileHash: hash, manifestHash: .zero, device: target.device)
    }
}
