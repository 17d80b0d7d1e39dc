/// The answer of `check`: what was looked at, and everything wrong in it.
public struct CheckReport: Codable, Sendable {
    /// One thing that is wrong, and in what.
    public struct Finding: Codable, Hashable, Sendable {
        /// What kind of fault.
        public enum Kind: String, Codable, Sendable {
            /// SQLite itself finds the file damaged, or it cannot be read.
            case databaseDamaged
            /// The system does not read it to its end.
            case cannotRead
            /// Stored bytes are not those their hash column names.
            case hashMismatch
            /// Stored bytes are not those the log commits to, or a statement is not.
            case contentMismatch
            /// The log says it must be there.
            case missing
            /// The log knows nothing of it.
            case unexpected
            /// A revision that was replaced stands there.
            case olderRevision
            /// It does not open under the key it should.
            case cannotOpen
            /// A signature is not the signer's, or she was not known.
            case signatureInvalid
            /// The signer had no right to make this entry.
            case notPermitted
            /// A line is missing, out of place, or does not name the one before it.
            case chainBroken
            /// It does not have the form it must have.
            case malformed
            /// A checkpoint does not fit the log, or is not signed by its key.
            case checkpointMismatch
            /// The rows are not those of the newest `state` entry.
            case stateMismatch
            /// A line of the mirror differs from the log.
            case mirrorDiffers
            /// The mirror lacks lines; the next opening heals it.
            case mirrorBehind
            /// Something seen before is ahead of the log: an older copy was put back.
            case headAhead
            /// Something seen before has another history.
            case headDiffers
            /// gate.db is older than the log says.
            case gateBehind
            /// gate.db holds keys whose entry an interrupted command did not write; no fault by itself.
            case gateAhead
            /// A change of gate.db was interrupted, which the next opening finishes; until then nothing in it is read. No fault.
            case gateInterrupted
            /// A key that is needed is not there.
            case keyMissing
            /// The statement of an entry is not there.
            case statementMissing
            /// The clock was set back or jumped; no fault by itself.
            case clockStep
            /// An attachment that was begun and is no record yet; no fault by itself.
            case uploadUnfinished
            /// An act of a newer version; no fault by itself.
            case unknownAct
        }
        /// The object: a record reference, `entry 17`, `person 5f…`, `vault.db`; never a name.
        public let object: String
        /// What is wrong with it.
        public let kind: Kind
        /// Whether the log itself is wrong, and not what it speaks of: then nothing may be appended to it. Not part of what
        /// is written.
        var isOfLog = false

        private enum CodingKeys: CodingKey { case object, kind }
    }
    /// Nothing wrong in what was looked at.
    public let ok: Bool
    /// Every finding.
    public let findings: [Finding]
    /// Entries verified.
    public let entries: UInt64
    /// Rows verified.
    public let rows: UInt64
    /// Whether the gate was there, without which signatures, content tags and gate rows cannot be checked.
    public let withGate: Bool
    /// Records opened (`--deep`), or nil.
    public let opened: UInt64?
    /// What was seen before is not in vault.db; also among the findings.
    public var rollback: Rollback?
}

/// What the log says of the newest `check` that was written down.
public struct LastCheck: Codable, Hashable, Sendable {
    /// Milliseconds since 1970, UTC.
    public let time: UInt64
    /// The entry's number.
    public let entry: UInt64
    /// How many faults it found; none is a whole vault.
    public let faults: UInt64
}

/// The answer of `audit verify`.
public struct VerifyReport: Codable, Sendable {
    /// The one word that is printed first.
    public enum Verdict: String, Codable, Sendable {
        /// Every entry is whole, signed, permitted and in its place.
        case ok = "OK"
        /// Something was changed, cut out or forged.
        case tampered = "TAMPERED"
        /// Nothing wrong in what is here, but something is missing.
        case incomplete = "INCOMPLETE"
    }
    /// The verdict on the whole log.
    public let verdict: Verdict
    /// Entries verified.
    public let entries: UInt64
    /// Root of the log in hex.
    public let head: String
    /// Every finding.
    public let findings: [CheckReport.Finding]
}

/// What `status` knows without a passphrase.
public struct VaultStatus: Codable, Sendable {
    /// Organisation's name as given at `init`.
    public let name: String
    /// Vault id in hex.
    public let vault: String
    /// Entries in the log.
    public let entries: UInt64
    /// Time of the newest entry, milliseconds since 1970, UTC.
    public let lastEntry: UInt64
    /// Four words of the log's head.
    public let headWords: [String]
    /// Everybody who holds or has been offered keys.
    public let people: [StaffMember]
    /// Logins whose key words were not compared yet.
    public let unconfirmed: [String]
    /// Cases whose header only one person can open.
    public let oneReaderCases: Int
    /// Attachments that were begun and are no records yet.
    public let unfinishedUploads: Int
    /// How many keys wait to be passed on, by the login they wait for.
    public let waitingGrants: [String: Int]
    /// Compartments whose keys shall be replaced, and wait for somebody who writes there to unlock.
    public let rotationsDue: Int
    /// Acts that need two and wait for a second officer.
    public let requests: Int
    /// Erasures that are ordered and not done yet.
    public struct Erasures: Codable, Sendable {
        /// How many wait.
        public let ordered: Int
        /// How many are done by the next unlock of an officer, or of a record by that of who works in its compartment.
        public let due: Int
        /// How many of these wait for somebody who is not on the case yet: the inbox of an officer says for whom.
        public let lacking: Int
        /// When the next wait is over, milliseconds since 1970, UTC; nil when none waits.
        public let next: UInt64?
        /// Time of the newest erasure, milliseconds since 1970, UTC; nil when there was none.
        public let newest: UInt64?
        /// How many copies of gate.db were made before that, whose destruction the log does not tell.
        public let gateCopies: Int
    }
    /// Erasures that are ordered and not done yet.
    public let erasures: Erasures
    /// The gate lies on the same disk as vault.db.
    public let gateOnSameDisk: Bool
    /// The gate lies inside the vault's own directory.
    public let gateHere: Bool
    /// The gate and its key.
    public let gate: GateReport
    /// How many administrators and coordinators there are; with one, acts that need two are done by one.
    public let officers: Int
    /// Whether the memory of keys could be locked, so that none reaches the swap.
    public let memoryLocked: Bool
    /// How much memory one try of a passphrase costs.
    public let derivationMebibytes: UInt64
    /// Entries after the newest checkpoint.
    public let uncoveredEntries: UInt64
    /// Time of the entry that the newest checkpoint ends with, milliseconds since 1970, UTC; nil when there is none.
    public let lastCheckpoint: UInt64?
    /// The newest check that was written down; nil when there was none.
    public let lastCheck: LastCheck?
    /// The newest backup of each part.
    public let backups: [LastBackup]
    /// The newest restore, nil when there was none.
    public let restore: RestoreNews?
    /// What this opening noticed.
    public let notices: [OpeningNotice]
    /// Why the vault is only looked at; nil when it is open for work.
    public let rollback: Rollback?
}
