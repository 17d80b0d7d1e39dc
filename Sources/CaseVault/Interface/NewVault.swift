/// What `init` decides about a vault.
public struct NewVault: Sendable {
    /// How much memory a passphrase costs: Argon2id with t = 3 over 64 MiB, 256 MiB or 1 GiB.
    public enum Derivation: String, Codable, Sendable, CaseIterable {
        /// 64 MiB, for a computer with little memory.
        case light
        /// 256 MiB.
        case standard
        /// 1 GiB.
        case strong
    }
    /// Where the gate key lives.
    public enum GatePlace: Hashable, Sendable {
        /// Inside the vault's directory: a thief of the directory has both.
        case here
        /// In a directory of its own: a stick, another disk.
        case directory(String)
    }
    /// The organisation, as `status` shows it; 1 to 200 characters.
    public var name: String
    /// Login of the first administrator.
    public var administrator: String
    /// Roles besides `administrator`.
    public var furtherRoles: [Role]
    /// What a passphrase costs in this vault, for everyone.
    public var derivation: Derivation
    /// Where the gate key lives; there is no default.
    public var gate: GatePlace
    /// Every decision, none with a default.
    public init(
        name: String, administrator: String, furtherRoles: [Role], derivation: Derivation, gate: GatePlace
    ) {
        (self.name, self.administrator, self.furtherRoles) = (name, administrator, furtherRoles)
        (self.derivation, self.gate) = (derivation, gate)
    }
}

/// What `init` prints.
public struct Genesis: Codable, Sendable {
    /// Vault id, 32 hex digits.
    public let vault: String
    /// Six words of the genesis statement.
    public let words: [String]
}
