/// Draws a new gate key and seals gate.db anew under it. Every older copy of gate.db opens only with the old key.
///
/// For an officer. Errors: `notPermitted`, `alreadyExists` when something that is no gate key bears the name of the new
/// file, `diskFull`, `gateDiskFull`, `inputOutput`; after an error the vault is closed, and the next opening finishes or
/// clears.
public struct GateRotate: Operation {
    /// What was done.
    public struct Response: Codable, Sendable {
        /// Secrets sealed anew.
        public let rows: Int
        /// The file of the new key.
        public let key: String
    }
    /// One rotation.
    public init() {}
}

/// Moves the gate to another directory: copied, read again, then the old files go.
///
/// The key goes along unless it lies elsewhere. For an officer. Errors: `notPermitted`, `alreadyExists`,
/// `gateUnfinished`, `unsuitableFolder` (also where nobody can tell: the gate is well where it is), `diskFull`, `gateDiskFull`,
/// `inputOutput`.
public struct GateMoveTo: Operation {
    /// Where it is now.
    public struct Response: Codable, Sendable {
        /// The directory.
        public let path: String
        /// Whether it lies on the disk of the vault.
        public let onVaultDisk: Bool
        /// Whether the key went along; if not it stays where it was.
        public let withKey: Bool
    }
    /// The new directory, from the root.
    public let path: String
    /// One directory, made if the folder above it is there.
    public init(path: String) { self.path = path }
}

/// What `gate status` says of the gate.
public struct GateReport: Codable, Sendable {
    /// Who may read a file, as its mode says.
    public enum Readers: String, Codable, Sendable {
        /// Its owner alone.
        case owner
        /// Its group too.
        case group
        /// Everybody on the computer.
        case everybody
        /// It belongs to another account.
        case another
    }
    /// Its directory.
    public let path: String
    /// The file of the gate key.
    public let key: String
    /// It lies in the vault's own directory.
    public let inVault: Bool
    /// It lies on the disk of the vault.
    public let onVaultDisk: Bool
    /// The key's file lies on the disk of gate.db.
    public let keyWithGate: Bool
    /// Who may read the key.
    public let keyReaders: Readers
    /// Who may read gate.db.
    public let gateReaders: Readers
    /// Since when this key is used, milliseconds since 1970, UTC.
    public let keySince: UInt64
    /// Whether the key was changed since the vault was made.
    public let keyRotated: Bool
    /// When the key was last put on paper, milliseconds since 1970, UTC; nil when the log tells of none.
    public let paper: UInt64?
    /// The newest copy of gate.db that the log tells of.
    public let copy: LastBackup
    /// Where a copy is kept after each change; nil when nowhere.
    public let mirror: String?
}
