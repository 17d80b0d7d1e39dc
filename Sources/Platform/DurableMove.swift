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

/// Paths as they stay valid when the working directory changes.
package enum AbsolutePath {
    /// The path itself, or joined to the working directory; without a slash at the end.
    package static func of(_ path: String) -> String {
        let path = path.withoutSlashAtEnd
        if path.hasPrefix("/") { return path }
        guard let buffer = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(buffer) }
        let folder = unsafe String(cString: buffer)
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
