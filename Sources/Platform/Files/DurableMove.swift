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
        try syncFile(newPath)
        try HeldFolder(FilePath(newPath.withoutSlashAtEnd).folder).sync()
        try HeldFolder(FilePath(path.withoutSlashAtEnd).folder).sync()
    }

    /// Makes a file durable under the name that it was given: FAT writes that with no length and no beginning, and both with
    /// the file itself, so that its folder's sync alone leaves an empty file behind it (Linux, fs/fat/namei_vfat.c). What is
    /// neither a file nor a folder is left alone.
    package static func syncFile(_ path: String) throws(FileError) {
        var facts = stat()
        try SystemCall.run { unsafe lstat(path, &facts) }
        guard [S_IFREG, S_IFDIR].contains(facts.st_mode & S_IFMT) else { return }
        try OwnedDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK).sync()
    }
}
