import Glibc

/// Folders of the vault and the gate.
package enum DurableFolder {
    /// Creates a folder that did not exist, mode 0700 whatever the umask, and makes its name durable.
    ///
    /// - Throws: `.exists` for anything at this place.
    package static func createNew(_ path: String) throws(FileError) {
        let place = try FilePath(path.withoutSlashAtEnd)
        try SystemCall.run { unsafe mkdir(path, 0o700) }
        try HeldFolder(place.folder).sync()
    }

    /// Creates the folder and those above it that are missing, each 0700; says nothing about those that exist.
    package static func createAll(_ path: String) throws(FileError) {
        let path = path.withoutSlashAtEnd
        do {
            try createNew(path)
        } catch .exists {
            guard isFolder(path) else { throw .notFolder }
        } catch .missing {
            try createAll(FilePath(path).folder)
            try createNew(path)
        }
    }

    /// Removes an empty folder.
    package static func removeEmpty(_ path: String) throws(FileError) {
        try FilePath.check(path)
        try SystemCall.run { unsafe rmdir(path) }
        try HeldFolder(FilePath(path.withoutSlashAtEnd).folder).sync()
    }

    /// Makes names that were added to or removed from the folder durable.
    package static func sync(_ path: String) throws(FileError) {
        try HeldFolder(path).sync()
    }

    /// The names in a folder, sorted by bytes, without `.` and `..`. Names that are not UTF-8 come out damaged.
    package static func names(in path: String) throws(FileError) -> [String] {
        try FilePath.check(path)
        guard let listing = unsafe opendir(path) else { throw .current }
        defer { unsafe closedir(listing) }
        return unsafe names(in: listing).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    static func names(in listing: OpaquePointer) -> [String] {
        var names: [String] = []
        while let entry = unsafe readdir(listing) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { field in
                unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Whether a folder is at this place; a link to one is none.
    package static func exists(_ path: String) -> Bool {
        var facts = stat()
        return unsafe !path.utf8.contains(0) && lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether the folder belongs to this user and nobody else can write into it.
    package static func isPrivate(_ path: String) throws(FileError) -> Bool {
        let facts = try OwnedDescriptor(opening: path, flags: O_RDONLY | O_DIRECTORY).facts()
        return facts.st_uid == geteuid() && facts.st_mode & 0o022 == 0
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }
}
