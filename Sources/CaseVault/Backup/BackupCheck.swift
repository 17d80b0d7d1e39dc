import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Reads a backup that was just written: every file against its hash, the copied database as `check` reads a vault.
struct BackupCheck {
    private let folder: BackupFolder
    private let core: VaultCore
    private let progress: Vault.BackupWatch

    init(_ folder: BackupFolder, _ core: VaultCore, _ progress: @escaping Vault.BackupWatch) {
        (self.folder, self.core, self.progress) = (folder, core, progress)
    }

    /// - Throws: `.badBackup(.copyDamaged)` unless all of it is what the open vault holds.
    func run(_ manifest: BackupManifest) throws(VaultError) {
        do throws(VaultError) {
            guard try BackupManifest(reading: folder) == manifest, !folder.hasLog else {
                throw .badBackup(.copyDamaged)
            }
            for (name, hash) in manifest.hashes where try FileCopy.hash(of: "\(folder.path)/\(name)") != hash {
                throw .badBackup(.copyDamaged)
            }
            switch folder.part {
            case .vault: try checkVault(manifest)
            case .gate: try checkGate()
            }
        } catch {
            switch error {
            case .damaged, .badBackup, .noVault: throw .badBackup(.copyDamaged)
            default: throw error
            }
        }
    }

    private func checkVault(_ manifest: BackupManifest) throws(VaultError) {
        let copy = try stored { try VaultDatabase(opening: folder.database, readOnly: true) }
        defer { try? copy.close() }
        let progress = progress
        let look = try StoredVaultCheck(copy, core.gate) { done, total in
            progress(BackupProgress(phase: .checking, done: done, total: total))
        }
        guard look.isWhole, look.log.head == core.copied, try manifest.hasAttachments(of: copy) else {
            throw .badBackup(.copyDamaged)
        }
    }

    private func checkGate() throws(VaultError) {
        let copy = try stored(in: .gateDatabase) { try GateDatabase(opening: folder.database, readOnly: true) }
        defer { try? copy.close() }
        let rows = try stored(in: .gateDatabase) { try copy.rows() }
        let own = try stored(in: .gateDatabase) { try core.gate.rows.database.rows() }
        let isWhole = try stored(in: .gateDatabase) { try copy.integrityFindings().isEmpty }
        guard isWhole, rows == own, rows.allSatisfy({ SHA256Hash.hash($0.sealed).stored == $0.hash }),
            core.fold.gate == core.gate.rows.state
        else { throw .badBackup(.copyDamaged) }
    }
}
