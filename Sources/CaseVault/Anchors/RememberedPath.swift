import Platform
import VaultCrypto

/// A path that this account remembers of a vault: `$XDG_STATE_HOME/casevault/<vault id>.<name>`.
struct RememberedPath {
    enum Name: String { case gate, place }

    /// Nothing is remembered without a state directory.
    private let folder: String?
    private let name: String

    init(_ name: Name, of vault: VaultID, _ environment: VaultEnvironment) {
        (folder, self.name) = (environment.stateDirectory, "\(vault.hex).\(name.rawValue)")
    }

    var path: String? {
        guard let folder, let bytes = try? DurableFile.read("\(folder)/\(name)", limit: 4096) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// - Returns: whether it is remembered, or nothing ever is.
    @discardableResult
    func replace(with new: String, _ durability: Durability = .eventual) -> Bool {
        guard let folder, path != new else { return true }
        do {
            // The first thing that an account on an empty machine remembers.
            if !DurableFile.exists(folder) { try DurableFolder.createAll(folder) }
            try DurableFile.replace("\(folder)/\(name)", contents: Array(new.utf8), durability: durability)
        } catch { return false }
        return true
    }
}
