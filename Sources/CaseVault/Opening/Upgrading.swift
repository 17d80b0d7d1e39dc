import Platform
import VaultStore

/// Leading a vault of an older format to this one: a copy of vault.db first, then the steps, each in one transaction.
enum VaultUpgrade {
    /// Opens vault.db; one of an older version is copied to `vault.db.vN` beside it and upgraded.
    ///
    /// - Returns: the open database, and whether it was upgraded.
    static func open(_ folder: VaultFolder) throws(VaultError) -> (VaultDatabase, Bool) {
        do throws(StoreError) { return (try VaultDatabase(opening: folder.database), false) } catch {
            guard case .olderFormat(let found, _) = error else { throw VaultError(error) }
            try keepCopy(folder, of: found)
            return (try stored { try VaultDatabase.upgrade(at: folder.database) }, true)
        }
    }

    /// The copies that updates left beside vault.db.
    static func copies(in folder: VaultFolder) -> [String] {
        let names = (try? DurableFolder.names(in: folder.path)) ?? []
        return names.filter { $0.wholeMatch(of: /vault\.db\.v[0-9]+/) != nil }.map { "\(folder.path)/\($0)" }
    }

    /// Copies the file and, after a crash, the log beside it. A copy that an interrupted attempt left is made again, unless
    /// a step of that attempt stands in the log already: then the copy is whole, and a new one would be of what came after.
    private static func keepCopy(_ folder: VaultFolder, of version: Int) throws(VaultError) {
        let (old, copy) = (DatabaseFiles(folder.database), DatabaseFiles("\(folder.database).v\(version)"))
        if DurableFile.exists(copy.database), try storedVersion(folder) > version { return }
        do throws(FileError) {
            for (file, copied) in [(old.database, copy.database), (old.log, copy.log)] {
                try? DurableFile.remove(copied, durability: .eventual)
                guard DurableFile.exists(file) else { continue }
                try DurableCopy.copy(file, to: copied)
            }
        } catch {
            throw VaultError(error)
        }
    }

    private static func storedVersion(_ folder: VaultFolder) throws(VaultError) -> Int {
        try stored {
            let store = try VaultDatabase(opening: folder.database, readOnly: true)
            defer { try? store.close() }
            return try store.formatVersion
        }
    }
}
