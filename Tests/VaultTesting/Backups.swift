package import CaseVault
import Foundation

/// Backups of a test vault, beside it.
extension TestVault {
    package var backups: String { folder + "/backups" }
    package var gateBackups: String { folder + "/gate-backups" }

    /// The folders of a backup of each part.
    package typealias Copies = (vault: String, gate: String)

    /// Makes one backup of each part. The clock moves a minute.
    package func backUp(_ vault: Vault) async throws -> Copies {
        for path in [backups, gateBackups] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        clock.advance(by: 60_000)
        let made = try await vault.backup(.vault, to: backups, together: true)
        let gate = try await vault.backup(.gate, to: gateBackups, together: true)
        return (made.folder, gate.folder)
    }

    /// Makes one backup of each part of the closed vault.
    package func backedUp() async throws -> Copies {
        let vault = try await open()
        let copies = try await backUp(vault)
        await vault.close()
        return copies
    }

    /// The same vault on an empty machine: another folder, another home, the same clock.
    package func emptyMachine() throws -> TestVault {
        let machine = try TestVault()
        machine.clock.advance(by: clock.now - machine.clock.now)
        return machine
    }

    package func source(_ backup: Copies, mirror: String? = nil) -> RestoreSource {
        RestoreSource(backup: backup.vault, gate: backup.gate, gateKey: gateKey, mirror: mirror)
    }

    /// Restores into this machine; the gate beside the vault, its key put there by hand.
    @discardableResult
    package func restore(_ source: RestoreSource, by login: String = "ana") throws -> RestoreReport {
        let report = try Vault.restore(
            source, to: directory, gate: .directory(gate), login: login,
            passphrase: try Passphrase.typed("\(login)'s long passphrase"), in: environment)
        try FileManager.default.copyItem(atPath: source.gateKey, toPath: gateKey)
        return report
    }
}

extension Vault {
    /// A restore with one passphrase.
    @discardableResult
    package static func restore(
        _ source: RestoreSource, to directory: String, gate: NewVault.GatePlace, login: String,
        passphrase: consuming Passphrase, in environment: VaultEnvironment,
        progress: @escaping BackupWatch = { _ in }
    ) throws(VaultError) -> RestoreReport {
        var held: Passphrase? = consume passphrase
        return try restore(
            source, to: directory, gate: gate, login: login, passphrases: { held.take() }, in: environment,
            progress: progress)
    }
}
