import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// A copy of gate.db that is kept up after each change: a key lost between two backups is a case lost.
///
/// The folder is remembered in the state directory of this account, beside the place of the gate, since it belongs to
/// this computer and not to the vault. That it was set is an entry (`backup.gate`); the copies that follow are one file,
/// written over, and are none. Each is written beside the old one, durable, and renamed.
struct GateMirror {
    /// Nil when none is set.
    let folder: String?
    private let vault: VaultID
    private let setting: RememberedPath

    init(of vault: VaultID, _ environment: VaultEnvironment) {
        self.vault = vault
        setting = RememberedPath(.gateMirror, of: vault, environment)
        folder = setting.path
    }

    /// Remembers the folder; copies begin with the next change.
    ///
    /// - Throws: `.inputOutput` when there is nowhere to remember it.
    func remember(_ folder: String) throws(VaultError) {
        guard setting.canRemember else { throw .inputOutput }
        do { try setting.write(folder, .durable) } catch { throw VaultError(error) }
    }

    private func path(in folder: String) -> String { "\(folder)/gate-\(vault.hex.prefix(8)).db" }

    /// Brings the copy up to the gate, if it is not there already.
    ///
    /// - Returns: whether it is; true when no mirror is set, and not when nobody can tell where.
    func update(from gate: Gate) -> Bool {
        guard let folder else { return !setting.isSpoilt }
        do throws(VaultError) {
            if try !isCurrent(in: folder, gate) { try write(into: folder, gate) }
            return true
        } catch {
            return false
        }
    }

    /// - Throws: `.outside`, `.inputOutput`; then the older copy still stands.
    func write(into folder: String, _ gate: Gate) throws(VaultError) {
        let (path, new) = (path(in: folder), path(in: folder) + ".new")
        for file in [new] + DatabaseFiles(new).logs { try? DurableFile.remove(file, durability: .eventual) }
        do throws(VaultError) {
            try copied(in: .gateDatabase) { try gate.rows.database.copy(to: new) }
            do throws(FileError) { try DurableMove.move(new, to: path) } catch { throw VaultError(outside: error) }
        } catch {
            try? DurableFile.remove(new, durability: .eventual)
            throw error
        }
    }

    private func isCurrent(in folder: String, _ gate: Gate) throws(VaultError) -> Bool {
        guard let copy = try? GateDatabase(opening: path(in: folder), readOnly: true) else { return false }
        defer { try? copy.close() }
        return try stored(in: .gateDatabase) { try copy.rows() == gate.rows.database.rows() }
    }

    /// The hash of the copy, for its entry.
    func hash(in folder: String) throws(VaultError) -> SHA256Digest { try FileCopy.hash(of: path(in: folder)) }
}
