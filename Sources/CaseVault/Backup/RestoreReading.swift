import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Both parts of a restore, read-only and in their place, and all that can be said of them before anything is written.
struct RestoreReading {
    let vault: ReadBackup
    let gateSource: GateSource
    let gate: Gate
    let look: StoredVaultCheck
    let store: VaultDatabase
    let aftermath: Aftermath
    let key: String

    /// - Throws: `.badBackup`, `.gateMissing` (the key), `.gateKeyWrong`, `.newerFormat`, `.damaged`.
    init(
        _ source: RestoreSource, _ environment: VaultEnvironment, progress: @escaping Vault.BackupWatch
    ) throws(VaultError) {
        vault = try ReadBackup(source.backup, .vault, progress: progress)
        gateSource = try GateSource(source.gate, progress: progress)
        guard [nil, vault.vault].contains(gateSource.vault) else { throw .badBackup(.mixed) }
        key = source.gateKey
        gate = try Self.gate(gateSource.database, key, vault.vault, environment)
        let database = vault.folder.database
        store = try Self.whole { () throws(VaultError) in
            try stored { try VaultDatabase(opening: database, readOnly: true) }
        }
        let (store, gate) = (store, gate)
        look = try Self.whole { () throws(VaultError) in
            guard try VaultOpening.vaultID(of: store) == gate.vault else { throw .badBackup(.mixed) }
            return try StoredVaultCheck(store, gate) { done, total in
                progress(BackupProgress(phase: .checking, done: done, total: total))
            }
        }
        let (note, log) = (vault.note, look.log)
        // A case whose tag key is younger than the gate's copy is listed, not refused.
        let isWhole = look.findings.allSatisfy { !$0.isFault || $0.kind == .keyMissing }
        guard isWhole, try vault.manifest.hasAttachments(of: store), log.head == note.checkpoint,
            let logKey = log.fold.logKey, note.isSigned(by: logKey)
        else { throw .badBackup(.damaged) }
        aftermath = try Aftermath(of: log, gate, source.mirror, environment)
    }

    /// What cannot be read of a file whose hash was right, was damaged before it was copied.
    private static func whole<R: ~Copyable>(_ body: () throws(VaultError) -> R) throws(VaultError) -> R {
        do throws(VaultError) { return try body() } catch {
            switch error {
            case .damaged, .noVault: throw .badBackup(.damaged)
            default: throw error
            }
        }
    }

    private static func gate(
        _ path: String, _ key: String, _ vault: VaultID, _ environment: VaultEnvironment
    ) throws(VaultError) -> Gate {
        let held = try GateKey.read(at: key)
        return try whole { () throws(VaultError) in
            let database = try stored(in: .gateDatabase) { try GateDatabase(opening: path, readOnly: true) }
            guard try stored(in: .gateDatabase, { try database.integrityFindings().isEmpty }) else {
                throw .damaged(.gateDatabase)
            }
            let rows = try GateRows(vault: vault, database: database, key: held, randomness: environment.randomness)
            let gate = try Gate(rows: rows, randomness: environment.randomness)
            // Nobody signed the list of hashes: a tombstone that somebody laid there would erase what lives.
            for row in try stored(in: .gateDatabase, { try database.rows() }) { try rows.checkOurs(row) }
            return gate
        }
    }

    func close() {
        try? store.close()
        try? gate.rows.database.close()
    }
}
