import CLinux
import Glibc

/// A folder held open, so that nobody can redirect what follows by replacing it or a folder above it.
struct HeldFolder: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// - Throws: `.notFolder` for anything else, and for a link if links are refused.
    init(_ path: String, links: LinkRule = .followed) throws(FileError) {
        let flags = O_RDONLY | O_DIRECTORY | (links == .refused ? O_NOFOLLOW : 0)
        descriptor = try OwnedDescriptor(opening: path, flags: flags)
    }

    private init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

    /// A folder inside; a link to one is refused.
    borrowing func folder(_ name: String) throws(FileError) -> HeldFolder {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        return HeldFolder(OwnedDescriptor(try SystemCall.run { unsafe openat(descriptor.number, name, flags) }))
    }

    /// The names inside, without `.` and `..`, in no order. Names that are not UTF-8 come out damaged.
    borrowing func names() throws(FileError) -> [String] {
        // The listing owns its descriptor and closes it.
        let number = try SystemCall.run { fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0) }
        guard let listing = unsafe fdopendir(number) else {
            let error = FileError.current
            close(number)
            throw error
        }
        defer { unsafe closedir(listing) }
        return unsafe DurableFolder.names(in: listing)
    }

    /// Creates a folder that did not exist inside, mode 0700 unless the umask takes more away.
    borrowing func makeFolder(_ name: String) throws(FileError) {
        try SystemCall.run { unsafe mkdirat(descriptor.number, name, 0o700) }
    }

    /// Removes an empty folder inside.
    borrowing func removeFolder(_ name: String) throws(FileError) {
        try SystemCall.run { unsafe unlinkat(descriptor.number, name, AT_REMOVEDIR) }
    }

    /// Creates a file that did not exist, mode 0600.
    borrowing func create(_ name: String) throws(FileError) -> OwnedDescriptor {
        try open(name, flags: O_RDWR | O_CREAT | O_EXCL)
    }

    /// Opens a regular file inside; never follows a link as the last component, never waits for a pipe.
    borrowing func open(_ name: String, flags: Int32) throws(FileError) -> OwnedDescriptor {
        let all = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let file = OwnedDescriptor(
            try SystemCall.run { unsafe openat(descriptor.number, name, all, mode_t(0o600)) })
        guard try file.isRegularFile() else { throw .notFile }
        return file
    }

    borrowing func remove(_ name: String) throws(FileError) {
        try SystemCall.run { unsafe unlinkat(descriptor.number, name, 0) }
    }

    /// Renames a file or a folder inside this folder; what bore the new name is replaced.
    borrowing func rename(_ old: String, to new: String) throws(FileError) {
        try SystemCall.run { unsafe renameat(descriptor.number, old, descriptor.number, new) }
    }

    /// Renames a file or a folder inside this folder to a name that nothing bears.
    ///
    /// - Throws: `.exists` when something bears it.
    borrowing func rename(_ old: String, toNew new: String) throws(FileError) {
        do { try SystemCall.run { unsafe casevault_rename_new(descriptor.number, old, new) } } catch .inputOutput(
            code: EINVAL)
        {
            try renameAfterLook(old, toNew: new)
        }
    }

    /// The same for a file system without that call (NFS, ntfs-3g): a look before is all there is. What comes between
    /// the two is replaced if it is a file; a folder gives way only if it is empty, and to a folder.
    borrowing func renameAfterLook(_ old: String, toNew new: String) throws(FileError) {
        var facts = stat()
        do {
            try SystemCall.run { unsafe fstatat(descriptor.number, new, &facts, AT_SYMLINK_NOFOLLOW) }
        } catch .missing { return try rename(old, to: new) }
        throw .exists
    }

    /// Makes names that were added or removed durable.
    borrowing func sync() throws(FileError) { try descriptor.sync() }
}
