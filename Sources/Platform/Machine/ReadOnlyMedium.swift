import Glibc

extension FileSystems {
    /// Whether nothing can be written where this path lies, by anyone: a disc, a locked stick, a mount for reading only.
    ///
    /// A folder that merely belongs to somebody else is not meant.
    package static func isReadOnly(_ path: String) throws(FileError) -> Bool {
        let place = try nearestExisting(path)
        var facts = statvfs()
        try SystemCall.run { unsafe statvfs(place, &facts) }
        return facts.f_flag & UInt(ST_RDONLY) != 0
    }
}
