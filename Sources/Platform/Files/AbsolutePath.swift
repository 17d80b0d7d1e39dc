import Glibc

/// Paths as they stay valid when the working directory changes.
package enum AbsolutePath {
    /// The longest that Linux takes, in bytes: `PATH_MAX` of limits.h.
    package static let byteLimit = Int(PATH_MAX)

    /// The path itself, or joined to the working directory; without a slash at the end.
    package static func of(_ path: String) -> String {
        let path = path.withoutSlashAtEnd
        if path.hasPrefix("/") { return path }
        guard let buffer = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(buffer) }
        let folder = unsafe String(cString: buffer)
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// The folder that a path without a slash at its end lies in; `.` when it has none.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        let before = path[..<slash]
        return before.isEmpty ? "/" : String(before)
    }
}
