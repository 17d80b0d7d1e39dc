import Platform
import VaultStore

/// Leads a vault.db of an older version to this one, after a copy of it as it was is durable.
enum FormatUpdate {
    /// Opens vault.db.
    ///
    /// - Returns: the open database, and whether it was updated.
    /// - Throws: `.newerFormat` for what a later version made, which is not touched; `.damaged`; `.diskFull`, before
    ///   anything is changed.
    static func open(_ folder: VaultFolder) throws(VaultError) -> (VaultDatabase, Bool) {
        do throws(StoreError) {
            return (try VaultDatabase(opening: folder.database), false)
        } catch {
            guard case .olderFormat(let found, _) = error else { throw VaultError(error) }
            try keep(folder, version: found)
            return (try stored { try VaultDatabase.upgrade(at: folder.database) }, true)
        }
    }

    /// Copies the file to `vault.db.format-N`. One that is there already is of an update that was interrupted or put
    /// back: the newest is kept.
    private static func keep(_ folder: VaultFolder, version: Int) throws(VaultError) {
        let path = "\(folder.database).format-\(version)"
        let new = path + ".new"
        for suffix in ["", "-wal", "-journal"] { try? DurableFile.remove(new + suffix, durability: .eventual) }
        do throws(VaultError) {
            let older = try stored { try VaultDatabase(opening: folder.database, readOnly: true) }
            defer { try? older.close() }
            try stored { try older.copy(to: new) }
            do throws(FileError) { try DurableMove.move(new, to: path) } catch { throw VaultError(error) }
        } catch {
            try? DurableFile.remove(new, durability: .eventual)
            throw error
        }
    }
}
