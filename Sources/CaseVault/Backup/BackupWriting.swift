import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Writes a backup of an open vault: copy, read again, name.
struct BackupWriting {
    struct Made {
        let answer: BackupMade
        let manifest: BackupManifest
    }

    private let core: VaultCore
    private let target: BackupTarget
    private let folder: BackupFolder
    private let progress: Vault.BackupWatch

    init(_ core: VaultCore, _ target: BackupTarget, _ progress: @escaping Vault.BackupWatch) throws(VaultError) {
        (self.core, self.target, self.progress) = (core, target, progress)
        folder = try BackupFolder(in: target.directory, target.part, of: core.id, at: core.now)
    }

    /// - Throws: `.badBackup(.copyDamaged)`, `.alreadyExists`, `.outside`, `.inputOutput`, `.tooLarge`; then nothing is left.
    func run() throws(VaultError) -> Made {
        let building = folder.building
        guard !DurableFile.exists(folder.path) else { throw .alreadyExists }
        do throws(FileError) { try DurableFolder.createNew(building.path) } catch { throw VaultError(outside: error) }
        do throws(VaultError) {
            let manifest = try write(building)
            try BackupCheck(building, core, progress).run(manifest)
            do throws(FileError) {
                try DurableFolder.sync(building.path)
                try DurableMove.move(building.path, to: folder.path)
            } catch { throw VaultError(outside: error) }
            return Made(answer: answer(manifest), manifest: manifest)
        } catch {
            building.remove()
            throw error
        }
    }

    func statement(_ manifest: BackupManifest) -> BackupStatement {
        let head = core.copied
        return BackupStatement(
            part: target.part, size: head.size, root: head.root, fileHash: manifest[folder.fileName] ?? .zero,
            manifestHash: SHA256Hash.hash(manifest.bytes), device: target.device)
    }

    private func write(_ building: BackupFolder) throws(VaultError) -> BackupManifest {
        var manifest = BackupManifest()
        let progress = progress
        switch target.part {
        case .vault:
            try copied {
                try core.store.copy(to: building.database) { done, total in
                    progress(BackupProgress(phase: .copying, done: done, total: total))
                }
            }
            try copyFiles(to: building, &manifest)
        case .gate:
            try copied(in: .gateDatabase) { try core.gate.rows.database.copy(to: building.database) }
        }
        manifest[folder.fileName] = try FileCopy.hash(of: building.database)
        let note = core.gate.log.sign(core.copied).bytes
        manifest[BackupFolder.checkpoint] = SHA256Hash.hash(note)
        do throws(FileError) {
            try DurableFile.createNew("\(building.path)/\(BackupFolder.checkpoint)", contents: note)
            try DurableFile.createNew("\(building.path)/\(BackupFolder.manifest)", contents: manifest.bytes)
        } catch { throw VaultError(outside: error) }
        return manifest
    }

    private func copyFiles(to building: BackupFolder, _ manifest: inout BackupManifest) throws(VaultError) {
        let names = try AttachmentName.all(in: core.folder.files)
        guard !names.isEmpty else { return }
        // Before hours of copying: nobody could read the list.
        guard names.count <= BackupManifest.mostFiles else { throw .tooLarge }
        do throws(FileError) { try DurableFolder.createNew(building.files) } catch { throw VaultError(outside: error) }
        let total = names.reduce(0) { $0 + FileCopy.byteCount("\(core.folder.files)/\($1)") }
        var done: UInt64 = 0
        for name in names {
            manifest["files/\(name)"] = try FileCopy.copy(
                "\(core.folder.files)/\(name)", to: "\(building.files)/\(name)"
            ) { count in
                done += count
                progress(BackupProgress(phase: .copying, done: done, total: max(done, total)))
            }
        }
    }

    private func answer(_ manifest: BackupManifest) -> BackupMade {
        let bytes = manifest.hashes.keys.reduce(0) { $0 + FileCopy.byteCount("\(folder.path)/\($1)") }
        return BackupMade(
            kind: target.part == .vault ? .vault : .gate, folder: folder.path, entries: core.copied.size,
            files: manifest.hashes.keys.count { $0.hasPrefix("files/") }, bytes: bytes,
            sha256: (manifest[folder.fileName] ?? .zero).hex,
            together: target.device.isTogether, cleared: target.remains.count)
    }
}

extension VaultCore {
    /// The head of what is copied: nothing is appended between the entry that begins a backup and the one that ends it.
    var copied: Checkpoint { tail.checkpoint }
}
