/// A path taken apart.
struct FilePath {
    let folder: String
    let name: String

    /// The folder that holds the last component, and that component.
    ///
    /// - Throws: `.badName` for an empty path, `.`, `..`, a slash at the end, or a zero byte.
    init(_ path: String) throws(FileError) {
        try FilePath.check(path)
        guard let slash = path.lastIndex(of: "/") else {
            (folder, name) = (".", path)
            try Self.checkName(name)
            return
        }
        let before = path[..<slash]
        (folder, name) = (before.isEmpty ? "/" : String(before), String(path[path.index(after: slash)...]))
        try Self.checkName(name)
    }

    private static func checkName(_ name: String) throws(FileError) {
        if name.isEmpty || name == "." || name == ".." { throw .badName }
    }

    /// C would end the path at a zero byte and mean another file.
    static func check(_ path: String) throws(FileError) {
        if path.isEmpty || path.utf8.contains(0) { throw .badName }
    }
}

extension String {
    /// The path without slashes at its end; `/` stays.
    var withoutSlashAtEnd: String {
        var path = self
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
