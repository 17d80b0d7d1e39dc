import Glibc

/// Whether a change has to survive a power cut when the call returns.
package enum Durability: Sendable {
    /// File and folder are fsynced before the call returns.
    case durable
    /// The kernel writes it when it likes; for what can be made again.
    case eventual
}

/// Whether a symbolic link as the last component of a path is followed.
package enum LinkRule: Sendable {
    case refused
    /// Only for inputs that a person names.
    case followed
}

/// The name under which a replacement is written before it takes its file's place.
package enum ReplacementName {
    static func new(of name: String) -> String { "\(start(name))\(UInt64.random(in: .min ... .max))\(end)" }

    /// Whether an interrupted replacement of the file left this name beside it.
    package static func isRemainder(_ candidate: String, of name: String) -> Bool {
        let start = start(name)
        guard candidate.hasPrefix(start), candidate.hasSuffix(end) else { return false }
        return UInt64(candidate.dropFirst(start.count).dropLast(end.count)) != nil
    }

    private static func start(_ name: String) -> String { ".\(name)." }
    private static let end = ".new"
}

/// Whole files, written so that a reader sees all of it or nothing.
///
/// Files are created with mode 0600 whatever the umask. Links are refused as the last component. An error leaves
/// nothing half-written behind and does not touch what was there.
package enum DurableFile {
    /// Creates a file that did not exist and makes it durable with its name.
    ///
    /// - Throws: `.exists` for anything at this place, a dangling link included.
    package static func createNew(_ path: String, contents: [UInt8]) throws(FileError) {
        var file = try NewFile(at: path)
        try file.write(contents)
        try file.finish(.durable)
    }

    /// Puts a new file in the place of an old one, or of none, by renaming within the folder.
    ///
    /// A link at this place is replaced, not followed. If the folder cannot be synced the call throws although the
    /// new contents are in place: they may not survive a power cut.
    package static func replace(
        _ path: String, contents: [UInt8], durability: Durability
    ) throws(FileError) {
        let place = try FilePath(path)
        let temporary = ReplacementName.new(of: place.name)
        let folder = try HeldFolder(place.folder)
        var file = try NewFile(named: temporary, in: place.folder)
        try file.write(contents)
        try file.finish(durability)
        do {
            try folder.rename(temporary, to: place.name)
        } catch {
            try? folder.remove(temporary)
            throw error
        }
        if durability == .durable { try folder.sync() }
    }

    /// The contents of a regular file.
    ///
    /// - Throws: `.tooLarge` before more than `limit` bytes are read; `.notFile` for folders, pipes and devices;
    ///   `.link` for a link if links are refused.
    package static func read(_ path: String, limit: Int, links: LinkRule = .refused) throws(FileError) -> [UInt8] {
        let flags = O_RDONLY | O_NONBLOCK | (links == .refused ? O_NOFOLLOW : 0)
        let file = try OwnedDescriptor(opening: path, flags: flags)
        guard try file.isRegularFile() else { throw .notFile }
        let byteCount = try file.byteCount()
        guard byteCount <= limit else { throw .tooLarge(byteCount: byteCount, limit: limit) }
        // Files of /proc say 0, and a file may grow while it is read.
        var bytes = try file.read(at: 0, count: byteCount)
        while true {
            let more = try file.read(at: bytes.count, count: min(limit - bytes.count + 1, 65_536))
            if more.isEmpty { return bytes }
            bytes += more
            guard bytes.count <= limit else { throw .tooLarge(byteCount: bytes.count, limit: limit) }
        }
    }

    /// Removes a file or a link.
    package static func remove(_ path: String, durability: Durability) throws(FileError) {
        let place = try FilePath(path)
        let folder = try HeldFolder(place.folder)
        try folder.remove(place.name)
        if durability == .durable { try folder.sync() }
    }

    /// Removes what interrupted replacements left beside the file. Only for whoever alone replaces it: another's
    /// replacement would be taken away while it is written. What cannot be removed stays.
    package static func removeRemainders(of path: String) {
        guard let place = try? FilePath(path), let folder = try? HeldFolder(place.folder) else { return }
        for name in (try? folder.names()) ?? [] where ReplacementName.isRemainder(name, of: place.name) {
            try? folder.remove(name)
        }
    }

    /// When a file was last written, milliseconds since 1970, UTC; nil when there is none.
    package static func modified(_ path: String) -> UInt64? {
        var facts = stat()
        guard !path.utf8.contains(0), unsafe lstat(path, &facts) == 0 else { return nil }
        // A file system may hold any number.
        guard let seconds = UInt64(exactly: facts.st_mtim.tv_sec), seconds < 1 << 53 else { return nil }
        return seconds * 1000 + UInt64(clamping: facts.st_mtim.tv_nsec / 1_000_000)
    }

    /// Whether this account may not even look whether anything is at this place.
    package static func isHidden(_ path: String) -> Bool {
        var facts = stat()
        return unsafe !path.utf8.contains(0) && lstat(path, &facts) != 0 && errno == EACCES
    }

    /// Whether anything is at this place, a dangling link included.
    package static func exists(_ path: String) -> Bool {
        var facts = stat()
        return unsafe !path.utf8.contains(0) && lstat(path, &facts) == 0
    }
}
