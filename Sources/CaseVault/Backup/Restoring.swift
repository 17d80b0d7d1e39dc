import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// Reads two backups and says what a restore of them gives. Writes nothing.
    ///
    /// - Throws: `.badBackup`, `.gateMissing` (the key), `.gateKeyWrong`, `.newerFormat`, `.damaged(.mirror)`.
    public static func checkRestore(
        _ source: RestoreSource, progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> RestoreReport {
        try checkRestore(source, in: .system, progress: progress)
    }

    package static func checkRestore(
        _ source: RestoreSource, in environment: VaultEnvironment, progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> RestoreReport {
        let reading = try RestoreReading(source, environment, progress: progress)
        defer { reading.close() }
        return try reading.report()
    }

    /// Where passphrases come from, one for each try; nil ends the tries.
    public typealias PassphraseSource = () -> Passphrase?

    /// Restores two backups into a new vault, whose log begins anew with an entry of the officer who does it.
    ///
    /// Either everything is there afterwards, or no vault is. The gate key is not copied.
    /// Her passphrase is tried when both backups were read, before anything is written.
    ///
    /// - Parameters:
    ///   - directory: the new vault; nothing may be there.
    ///   - gate: where gate.db shall lie.
    ///   - login: an administrator or coordinator of the restored vault.
    ///   - passphrases: asked again after each that does not open.
    /// - Throws: as `checkRestore`; `.alreadyExists`, `.gateUnfinished`, `.unsuitableFolder`; `.busy` while another
    ///   process restores to the same place; `.unlockRefused`; `.notPermitted` for whoever
    ///   is no officer; `.diskFull`, `.inputOutput`.
    public static func restore(
        _ source: RestoreSource, to directory: String, gate: NewVault.GatePlace, login: String,
        passphrases: PassphraseSource, progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> RestoreReport {
        try restore(
            source, to: directory, gate: gate, login: login, passphrases: passphrases, in: .system, progress: progress)
    }

    package static func restore(
        _ source: RestoreSource, to directory: String, gate: NewVault.GatePlace, login: String,
        passphrases: PassphraseSource, in environment: VaultEnvironment, progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> RestoreReport {
        let places = try VaultPlaces(for: .restored, at: directory, gate, environment)
        let reading = try RestoreReading(source, environment, progress: progress)
        defer { reading.close() }
        let report = try reading.report()
        let officer = try RestoreOfficer(login: login, reading, environment, passphrases)
        let lock = try places.prepare(environment.randomness)
        do throws(VaultError) {
            let building = try RestoreBuilding(reading, places, lock, environment, progress)
            try building.run(officer)
            try building.move(places)
        } catch {
            try? places.clear()
            throw error
        }
        remember(reading, places, environment)
        return report
    }

    /// What this account remembers from now on: the new log, and nothing of one that another restore began.
    private static func remember(
        _ reading: RestoreReading, _ places: VaultPlaces, _ environment: VaultEnvironment
    ) {
        let vault = reading.gate.vault
        HeadFiles(stateDirectory: environment.stateDirectory, vault: vault).forget(
            from: reading.look.log.head.origin.number + 1)
        try? DurableFile.remove(places.gatePlace.head, durability: .eventual)
        RememberedGate.remember(places.gatePlace, of: vault, environment)
        // It is the vault that is worked with now: a check of it is written down.
        RememberedPlace.remember(places.place.path, of: vault, environment)
    }
}
