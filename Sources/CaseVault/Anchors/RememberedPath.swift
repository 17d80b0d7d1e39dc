import AuditLog
import Platform
import VaultCrypto

/// A path that this account remembers of a vault: `$XDG_STATE_HOME/casevault/<vault id>.<name>`.
struct RememberedPath {
    enum Name: String {
        /// Where gate.db was found last.
        case gate
        /// The folder that was opened for work last.
        case place
        /// Where the newest backup of each part went: only to keep the two apart.
        case vaultBackup = "backup-vault"
        case gateBackup = "backup-gate"
        /// Where a copy of gate.db is kept up.
        case gateMirror = "gate-mirror"

        /// Where the newest backup of a part went.
        static func backup(_ part: BackupPart) -> Name { part == .vault ? .vaultBackup : .gateBackup }
    }

    /// Nothing is remembered without a state directory.
    private let folder: String?
    private let name: String

    init(_ name: Name, of vault: VaultID, _ environment: VaultEnvironment) {
        (folder, self.name) = (environment.stateDirectory, "\(vault.hex).\(name.rawValue)")
    }

    var path: String? {
        // An older version wrote no line's end.
        folder.flatMap { PathFile(reading: "\($0)/\(name)")?.path }
    }

    /// Whether something stands there that names no place.
    var isSpoilt: Bool { path == nil && folder.map { DurableFile.exists("\($0)/\(name)") } == true }

    /// - Returns: whether it is remembered, or nothing ever is.
    @discardableResult
    func replace(with new: String, _ durability: Durability = .eventual) -> Bool {
        !canRemember || (try? write(new, durability)) != nil
    }

    /// Whether there is a state directory.
    var canRemember: Bool { folder != nil }

    /// - Throws: what keeps it from being remembered.
    func write(_ new: String, _ durability: Durability) throws(FileError) {
        // What stands there may not be durable yet, whoever wrote it.
        guard let folder, durability == .durable || path?.utf8.elementsEqual(new.utf8) != true else { return }
        // The first thing that an account on an empty machine remembers.
        if !DurableFile.exists(folder) { try DurableFolder.createAll(folder) }
        try DurableFile.replace("\(folder)/\(name)", contents: PathFile.contents(new), durability: durability)
    }
}
