/// The answer of `check`: what was looked at, and everything wrong in it.
public struct CheckReport: Codable, Sendable {
    /// One thing that is wrong, and in what.
    public struct Finding: Codable, Hashable, Sendable {
        /// What kind of fault.
        public enum Kind: String, Codable, Sendable {
            case databaseDamaged, hashMismatch, contentMismatch, missing, unexpected, olderRevision, cannotOpen
            case signatureInvalid, notPermitted, chainBroken, malformed, checkpointMismatch, stateMismatch
            case mirrorDiffers, mirrorBehind, headAhead, headDiffers, gateBehind, gateAhead, keyMissing, statementMissing
            case clockStep, unknownAct
        }
        /// The object: a record reference, `entry 17`, `person 5f…`, `vault.db`; never a name.
        public let object: String
        public let kind: Kind
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
}

/// The answer of `audit verify`.
public struct VerifyReport: Codable, Sendable {
    public enum Verdict: String, Codable, Sendable { case ok = "OK", tampered = "TAMPERED", incomplete = "INCOMPLETE" }
    public let verdict: Verdict
    public let entries: UInt64
    /// Root of the log in hex.
    public let head: String
    public let findings: [CheckReport.Finding]
}

/// What `status` knows without a passphrase.
public struct VaultStatus: Codable, Sendable {
    /// Organisation's name as given at `init`.
    public let name: String
    /// Vault id in hex.
    public let vault: String
    public let entries: UInt64
    /// Time of the newest entry, milliseconds since 1970, UTC.
    public let lastEntry: UInt64
    public let headWords: [String]
    public let people: [StaffMember]
    /// Logins whose key words were not compared yet.
    public let unconfirmed: [String]
    /// Cases that only one person can read.
    public let oneReaderCases: Int
    /// Keys that wait to be passed on, and the logins they wait for.
    public let waitingGrants: [String: Int]
    /// The gate lies on the same disk as vault.db.
    public let gateOnSameDisk: Bool
    public let gateHere: Bool
    /// When an officer last stood alone: acts that need two are done by one.
    public let officers: Int
    /// Bytes of locked memory, and whether locking works.
    public let memoryLocked: Bool
    public let derivationMebibytes: UInt64
    public let uncoveredEntries: UInt64
    public let lastCheckpoint: UInt64?
    public let notices: [OpeningNotice]
}
