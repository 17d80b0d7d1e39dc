/// Which of the two files a backup holds.
public enum BackupKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// vault.db with the attachments: sealed, and worth nothing without the gate.
    case vault
    /// gate.db, sealed under the gate key, which no backup holds.
    case gate
}

/// A backup that was made, read again and found whole.
public struct BackupMade: Codable, Sendable {
    /// What it holds.
    public let kind: BackupKind
    /// Its folder.
    public let folder: String
    /// Entries of the log in it, or which it belongs to.
    public let entries: UInt64
    /// Attachments in it.
    public let files: Int
    /// Bytes in it.
    public let bytes: UInt64
    /// SHA-256 of the copied database, in hex, as the log states it.
    public let sha256: String
    /// Whether it shares a disk with what it is a copy of, or with the other part.
    public let together: Bool
    /// Unfinished backups of this vault that lay there and were cleared away.
    public let cleared: Int
}

/// How far a backup or a restore has come.
public struct BackupProgress: Sendable {
    /// What is being done.
    public enum Phase: Sendable {
        /// Pages of the database, or bytes of attachments, are copied.
        case copying
        /// What was written is read again.
        case checking
    }
    /// What is being done.
    public let phase: Phase
    /// How much of it is done.
    public let done: UInt64
    /// How much there is.
    public let total: UInt64
}

/// The newest backup of a part, as `status` shows it.
public struct LastBackup: Codable, Sendable {
    /// Which part.
    public let kind: BackupKind
    /// When it was written and checked, milliseconds since 1970, UTC; nil when there is none.
    public let time: UInt64?
    /// Entries since.
    public let entriesSince: UInt64
    /// Whether it shares a disk with its original or with the other part.
    public let together: Bool
    /// A copy of the gate from before its key was changed: it opens only with the old key.
    public let isVoid: Bool
}

/// What `restore` found, and with `--try` would do.
public struct RestoreReport: Codable, Sendable {
    /// How the two files stand to each other.
    public enum GateAge: String, Codable, Sendable {
        /// Of the same state.
        case same
        /// The gate is newer, older, or has changed in another way.
        case newer, older, apart
    }
    /// Vault id in hex.
    public let vault: String
    /// Time of the newest entry in the backup, milliseconds since 1970, UTC.
    public let until: UInt64
    /// Entries in the backup.
    public let entries: UInt64
    /// Entries known elsewhere: by the mirror or a head on this computer.
    public let entriesKnown: UInt64
    /// Acts of the entries that came after, with their number, as far as the mirror tells.
    public let after: [String: Int]
    /// Number of the new log; of the one that would be.
    public let origin: UInt64
    /// How the gate's copy stands to the vault's.
    public let gate: GateAge
    /// Cases with compartments whose key is missing: bring a newer copy of the gate.
    public let keysMissing: [String]
    /// Keys in the gate that the restored log does not know; they are kept.
    public let keysKept: Int
    /// People who cannot unlock with these two copies: invite them anew.
    public let lockedOut: [String]
    /// Compartments and single records that were erased after the backup was made, and are erased again.
    public let erasedAgain: Int
    /// Whether erasures after the backup are known; if not, erased cases may return.
    public let erasuresKnown: Bool
    /// Whether a second officer has to approve.
    public let needsApproval: Bool
}

/// The newest restore, as it is told to a person until she confirms, and in `status` until it is approved.
public struct RestoreNews: Codable, Hashable, Sendable {
    /// When, milliseconds since 1970, UTC.
    public let time: UInt64
    /// Login of the officer who restored.
    public let by: String
    /// Entries that came after the backup, as far as known, and are lost.
    public let lost: UInt64
    /// Whether erased cases may have returned.
    public let erasuresKnown: Bool
    /// Until when a second officer has to approve; nil when that is done or there is none.
    public let approvalDue: UInt64?
    /// Logins of those who have not confirmed.
    public let unconfirmed: [String]
}

/// A person confirms that she knows of the restore.
public struct RestoreConfirm: Operation {
    /// What she confirmed.
    public typealias Response = RestoreNews
    /// Once for each restore.
    public init() {}
}

/// A second officer approves a restore.
public struct RestoreApprove: Operation {
    /// What she approved.
    public typealias Response = RestoreNews
    /// Within seven days.
    public init() {}
}

/// A copy of gate.db that the log tells of and that nobody has recorded as destroyed.
public struct GateCopy: Codable, Sendable {
    /// Its number for ``BackupDestroyed``: that of the entry that tells of it, counted through all logs of the vault.
    public let number: UInt64
    /// When it was made, milliseconds since 1970, UTC.
    public let time: UInt64
    /// Whether it was made before the newest erasure, and so holds keys that are destroyed here.
    public let holdsErased: Bool
}

/// Records that a copy of gate.db is overwritten or destroyed. For officers.
///
/// An erasure is complete when this is recorded of every copy made before it. Errors: `notPermitted`;
/// `invalid(.gateCopy)` when the log knows of no such copy.
public struct BackupDestroyed: Operation {
    /// What is left to do.
    public struct Response: Codable, Sendable {
        /// The copy.
        public let number: UInt64
        /// How many copies from before the newest erasure are left; nil when nothing was ever erased.
        public let older: Int?
    }
    /// As `backup list` names it.
    public let number: UInt64
    /// One copy.
    public init(number: UInt64) { self.number = number }
}
