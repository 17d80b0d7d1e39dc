import AuditLog
import Platform

extension Vault {
    /// What can be said of the gate without a passphrase.
    public func gateReport() throws(VaultError) -> GateReport {
        let core = try looked()
        guard let key = core.fold.gateKey, let copy = core.lastBackups.first(where: { $0.kind == .gate }) else {
            throw .damaged(.genesis)
        }
        return GateReport(
            path: core.gateFolder.path, key: core.gateKeyFile,
            inVault: core.gateFolder.path == core.folder.gateHere.path, onVaultDisk: core.isGateOnVaultDisk,
            keyWithGate: (try? FileSystems.sameDevice(core.gateKeyFile, core.gateFolder.database)) ?? true,
            keyReaders: .init(FileReaders(of: core.gateKeyFile)),
            gateReaders: .init(FileReaders(of: core.gateFolder.database)), keySince: key.time, keyRotated: key.seq > 0,
            paper: nil, copy: copy, mirror: core.gateMirror.folder)
    }
}

extension GateReport.Readers {
    init(_ readers: FileReaders) {
        self =
            switch readers {
            case .owner: .owner
            case .group: .group
            case .everybody: .everybody
            case .another: .another
            }
    }
}
