import AuditLog

extension VaultCore {
    /// The newest backup of each part, those of before a restore not counted.
    var lastBackups: [LastBackup] {
        BackupKind.allCases.map { kind in
            guard let backup = fold.backups[BackupPart(kind)] else {
                return LastBackup(kind: kind, time: nil, entriesSince: tail.size, together: false, isVoid: false)
            }
            let size = fold.base + tail.size
            return LastBackup(
                kind: kind, time: backup.time, entriesSince: size - backup.seq - 1,
                together: backup.device.isTogether,
                isVoid: kind == .gate && backup.seq < fold.gateKey?.seq ?? 0)
        }
    }
}
