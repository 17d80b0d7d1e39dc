import CaseVault

/// One of the folders that `backup` was given.
struct BackupPlace {
    enum Kind {
        case vault, gate, mirror
    }

    let kind: Kind
    let folder: String

    /// Looks whether it will do, before anything is made in any.
    ///
    /// - Parameter first: where the vault's backup goes, if there is one.
    func check(in vault: Vault, after first: String?, together: Bool) async throws(Failure) {
        try await named { () async throws(VaultError) in
            switch kind {
            case .vault: try await vault.checkBackup(.vault, to: folder, together: together)
            case .gate, .mirror: try await vault.checkBackup(.gate, to: folder, after: first, together: together)
            }
        }
    }

    /// Makes what belongs there; nil for the mirror, which is no backup.
    func fill(
        from vault: Vault, together: Bool, _ output: Output
    ) async throws(Failure) -> BackupMade? {
        let progress = WorkProgress(output)
        defer { progress.finish() }
        return try await named { () async throws(VaultError) -> BackupMade? in
            switch kind {
            case .vault: try await vault.backup(.vault, to: folder, together: together) { progress.show($0) }
            case .gate: try await vault.backup(.gate, to: folder, together: together) { progress.show($0) }
            case .mirror: try await mirror(vault, together)
            }
        }
    }

    private func mirror(_ vault: Vault, _ together: Bool) async throws(VaultError) -> BackupMade? {
        try await vault.mirrorGate(to: folder, together: together)
        return nil
    }

    /// An error that concerns the folder says which.
    private func named<R: Sendable>(_ body: () async throws(VaultError) -> R) async throws(Failure) -> R {
        do { return try await body() } catch { throw .backup(error, kind) }
    }
}
