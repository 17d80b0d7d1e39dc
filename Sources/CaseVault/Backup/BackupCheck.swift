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
            guard try BackupManifest(reading: folder) == manifest else { throw .badBackup(.copyDamaged) }
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

/// The log and the rows of a copied vault.db: what `check` looks at, without mirror, heads and gate.db.
struct StoredVaultCheck {
    let log: LogCheck
    let expected: ExpectedRows
    let findings: [CheckReport.Finding]

    init(
        _ store: VaultDatabase, _ gate: Gate, progress: (_ done: UInt64, _ total: UInt64) -> Void
    ) throws(VaultError) {
        var findings: [CheckReport.Finding] = []
        if try !stored({ try store.integrityFindings() }).isEmpty {
            findings.append(.init(object: "vault.db", kind: .databaseDamaged))
        }
        let lines = try stored { try store.lineCount + store.pastLineCount }
        let total = try stored { try Table.allCases.reduce(lines) { $0 + UInt64(try store.count($1)) } }
        var expected = ExpectedRows()
        let log = try LogCheck(of: store, vault: gate.vault, gate: gate) { _, tail in
            progress(tail.size, total)
        } counted: { (entry, statement, origin) throws(VaultError) in
            try expected.apply(entry, statement, gate.rowKey, in: origin.number)
        }
        findings += log.findings
        findings += try RowCheck(store, expected, gate) { progress(lines + $0, total) }.findings
        if let state = log.fold.state, !log.fold.changedSinceState, try store.stateRoot() != state.root {
            findings.append(.init(object: "state of entry \(state.seq)", kind: .stateMismatch))
        }
        (self.log, self.expected, self.findings) = (log, expected, findings)
    }

    var isWhole: Bool { !findings.contains(where: \.isFault) }
}
