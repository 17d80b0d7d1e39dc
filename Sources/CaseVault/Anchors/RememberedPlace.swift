import Platform
import VaultCrypto

/// Where a vault lies that this account works with: `$XDG_STATE_HOME/casevault/<vault id>.place`.
///
/// Somebody who checks a copy must not add an entry to it: the heads remembered here would then be those of the copy, and
/// the vault itself would look like an older one that was put back.
enum RememberedPlace {
    /// Without links and turns, so that the same folder has one name.
    private static func name(_ folder: String) -> String? { try? FileSystems.nearestExisting(folder) }

    /// Whether this folder is the one that was last opened for work.
    static func isKnown(_ folder: String, of vault: VaultID, _ environment: VaultEnvironment) -> Bool {
        guard let known = RememberedPath(.place, of: vault, environment).path, let name = name(folder) else {
            return false
        }
        // Two spellings of one letter are two folders.
        return known.utf8.elementsEqual(name.utf8)
    }

    // Not remembering costs only the entry of a check.
    static func remember(_ folder: String, of vault: VaultID, _ environment: VaultEnvironment) {
        guard let name = name(folder) else { return }
        RememberedPath(.place, of: vault, environment).replace(with: name)
    }
}
