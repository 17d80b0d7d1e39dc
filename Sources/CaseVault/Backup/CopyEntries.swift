import AuditLog
import VaultStore

/// What is copied, as the entries about it say.
enum ToldCopy {
    case backup(BackupPart)
    /// gate.db, into the copy that is kept up from now on.
    case mirror

    fileprivate func draft(_ result: ResultCode, ref: UInt64 = 0) -> EntryDraft {
        var draft =
            switch self {
            case .backup(.vault): EntryDraft(.backupMake, by: .system, object: .backup)
            case .backup(.gate): EntryDraft(.backupGate, by: .system, object: .backup)
            case .mirror: EntryDraft(.backupGate, by: .system, object: .gate)
            }
        (draft.result, draft.ref) = (result, ref)
        return draft
    }
}

extension VaultCore {
    /// Copies between two entries: that the copy begins, and how it ended.
    ///
    /// - Parameter copy: what is made of it, and what the second entry says of it.
    /// - Throws: what `copy` throws, after an entry of that; what the entries throw.
    func tell<Made>(
        of told: ToldCopy, _ copy: () throws(VaultError) -> (Made, BackupStatement)
    ) throws(VaultError) -> Made {
        let begun = try begin(told)
        do throws(VaultError) {
            let (made, statement) = try copy()
            try commitAlone { (core, transaction) throws(VaultError) in
                try core.stage(told.draft(.ok, ref: begun + 1), statement, in: transaction)
            }
            return made
        } catch {
            // If it cannot be written, the intent without an end says as much.
            try? commitAlone { (core, transaction) throws(VaultError) in
                try core.stage(told.draft(.failed, ref: begun + 1), in: transaction)
            }
            throw error
        }
    }

    private func begin(_ told: ToldCopy) throws(VaultError) -> UInt64 {
        var seq: UInt64 = 0
        try commitAlone { (core, transaction) throws(VaultError) in
            seq = try core.stage(told.draft(.intent), in: transaction)
            // Of a backup the state and a checkpoint too.
            if case .backup = told { try core.cutCheckpoint(in: transaction) }
        }
        return seq
    }
}
