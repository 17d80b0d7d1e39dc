import CaseVault
import Platform

// The lines of `status` about backups and a restore.
extension StatusReport {
    /// A backup is made on working days: three days without one are noticed, a weekend and a holiday beside it are not.
    private static let tooOld: [BackupKind: UInt64] = [.vault: 4, .gate: 30]

    var backupsStanding: [StatusText] {
        var lines = status.backups.compactMap { backup in
            backup.time.map {
                StatusText.backup(.last(kind: backup.kind, time: time.text($0), since: backup.entriesSince))
            }
        }
        if let restore = status.restore, !restore.unconfirmed.isEmpty {
            lines.append(.restore(.unconfirmed(restore.unconfirmed)))
        }
        return lines
    }

    /// Whether a copy of gate.db is kept up, whenever that began.
    var isGateMirrored: Bool {
        status.gate.mirror != nil && status.rollback == nil && !status.notices.contains(.gateMirrorBehind)
    }

    var backupsDue: [StatusText] {
        var lines: [StatusText] = []
        for backup in status.backups {
            guard let last = backup.time else {
                lines.append(.backup(.none(backup.kind)))
                continue
            }
            if backup.kind != .gate || !isGateMirrored {
                if backup.isVoid { lines.append(.backup(.void)) }
                let days = machine.now > last ? (machine.now - last) / Self.day : 0
                if days >= Self.tooOld[backup.kind] ?? 0 { lines.append(.backup(.old(backup.kind, days: days))) }
            }
            if backup.together { lines.append(.backup(.lastTogether(backup.kind))) }
        }
        if let restore = status.restore, let due = restore.approvalDue {
            lines.append(.restore(.approvalDue(by: restore.by, until: time.text(due, .day))))
        }
        return lines
    }
}
