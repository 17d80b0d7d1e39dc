import Glibc

/// Which accounts may read a file, as its mode says; folders above it may keep them out all the same.
package enum FileReaders: Sendable {
    case owner, group, everybody
    /// It belongs to another account than this one, or cannot be looked at.
    case another

    package init(of path: String) {
        var facts = stat()
        guard !path.utf8.contains(0), unsafe stat(path, &facts) == 0, facts.st_uid == geteuid() else {
            self = .another
            return
        }
        self = facts.st_mode & 0o007 != 0 ? .everybody : facts.st_mode & 0o070 != 0 ? .group : .owner
    }
}
