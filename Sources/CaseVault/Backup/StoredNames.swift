import Platform

/// Names in `files/`: the file id in hex.
enum AttachmentName {
    static func isValid(_ name: String) -> Bool {
        name.utf8.count == 32 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The attachments in a folder, none when it is not there.
    static func all(in folder: String) throws(VaultError) -> [String] {
        do throws(FileError) { return try DurableFolder.names(in: folder).filter(isValid) } catch .missing {
            return []
        } catch {
            throw VaultError(error)
        }
    }
}

/// Names of files with those that SQLite lays beside them.
enum StoredNames {
    static func withCompanions(_ names: [String]) -> Set<String> {
        Set(names.flatMap { name in ["", "-wal", "-shm", "-journal"].map { name + $0 } })
    }

    /// Whether a log or journal with something in it lies beside a database: what SQLite would read with one is not the file
    /// that is hashed, and not what a restore copies.
    static func hasLog(_ database: String) -> Bool {
        ["-wal", "-journal"].contains { FileCopy.byteCount(database + $0) > 0 }
    }
}
