import Glibc

/// Moves a file or a folder to another place on the same file system, durably.
package enum DurableMove {
    /// Renames `path` to `newPath`; an empty folder or a file at the new place is replaced.
    ///
    /// - Throws: `.exists` for a folder that is not empty; `.otherDevice`; `.missing`.
    package static func move(_ path: String, to newPath: String) throws(FileError) {
        try FilePath.check(path)
        try FilePath.check(newPath)
        try SystemCall.run { unsafe rename(path, newPath) }
        try HeldFolder(FilePath(newPath.withoutSlashAtEnd).folder).sync()
        try HeldFolder(FilePath(path.withoutSlashAtEnd).folder).sync()
    }
}
