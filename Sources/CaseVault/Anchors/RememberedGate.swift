import Platform
import VaultCrypto

/// Where the gate of a vault was last found from this account.
enum RememberedGate {
    static func folder(of vault: VaultID, _ environment: VaultEnvironment) -> GateFolder? {
        RememberedPath(.gate, of: vault, environment).path.map(GateFolder.init(path:))
    }

    /// Not remembering costs only a `--gate` on the next command.
    ///
    /// - Returns: whether it is remembered, or nothing ever is without a state directory.
    @discardableResult
    static func remember(
        _ place: GateFolder, of vault: VaultID, _ environment: VaultEnvironment, durability: Durability = .eventual
    ) -> Bool {
        RememberedPath(.gate, of: vault, environment).replace(with: place.path, durability)
    }
}
