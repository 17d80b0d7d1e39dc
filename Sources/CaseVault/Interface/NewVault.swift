/// What `init` decides about a vault.
public struct NewVault: Sendable {
    /// How much memory a passphrase costs: Argon2id with t = 3 over 64 MiB, 256 MiB or 1 GiB.
    public enum Derivation: String, Codable, Sendable, CaseIterable { case light, standard, strong }
    /// Where the gate key lives.
    public enum GatePlace: Hashable, Sendable {
        /// Inside the vault's directory: a thief of the directory has both.
        case here
        /// In a directory of its own: a stick, another disk.
        case directory(String)
    }
    public var name: String
    public var administrator: String
    /// Roles besides `administrator`.
    public var furtherRoles: [Role]
    public var derivation: Derivation
    public var gate: GatePlace
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
