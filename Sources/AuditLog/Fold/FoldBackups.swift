/// The newest backup of a part.
package struct BackupFold: Hashable, Sendable {
    /// The entry that tells of it.
    package let seq: UInt64
    /// When it was written and checked, milliseconds since 1970, UTC.
    package let time: UInt64
    /// Entries it holds.
    package let size: UInt64
    package let device: BackupDevice
}

// Backups: that one was made, and that a copy of gate.db is destroyed.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: BackupStatement) -> Bool {
        guard holders[entry.fields.by] == .system, entry.fields.result == .ok, statement.size <= entry.seq - base,
            (statement.part == .vault) == (entry.fields.act.act == .backupMake)
        else { return false }
        let backup = BackupFold(
            seq: entry.seq, time: entry.time, size: statement.size, device: statement.device)
        backups[statement.part] = backup
        if statement.part == .gate { gateCopies.append(backup) }
        return true
    }

    /// `backup.destroyed`: an officer says so, once of each copy. Nobody can prove that something is nowhere any more; that
    /// she said it stays.
    mutating func apply(_ entry: AuditEntry, _ statement: BackupDestroyedStatement) -> Bool {
        guard member(entry.fields.by)?.isOfficer == true,
            let place = gateCopies.firstIndex(where: { $0.seq == statement.copy })
        else { return false }
        gateCopies.remove(at: place)
        return true
    }
}
