/// What a small file says that names one absolute path: the path and a line's end.
package struct PathFile: Sendable {
    /// From the root; without NUL.
    package let path: String
    /// Whether the line has its end. Without it the writer was interrupted, where it did not write in one step.
    package let isWhole: Bool

    /// - Returns: nothing for what cannot be read, is a link or longer than a path can be, and for all that names none.
    package init?(reading file: String) {
        guard let bytes = try? DurableFile.read(file, limit: AbsolutePath.byteLimit) else { return nil }
        self.init(bytes)
    }

    /// By bytes: of a path that ends in CR the line's end would be half of a letter. Only one is taken away; a path may hold
    /// others.
    package init?(_ bytes: [UInt8]) {
        isWhole = bytes.last == UInt8(ascii: "\n")
        let path = bytes.dropLast(isWhole ? 1 : 0)
        guard path.first == UInt8(ascii: "/"), !path.contains(0), let text = String(validating: path, as: UTF8.self)
        else { return nil }
        self.path = text
    }

    /// What to write so that a path is read again.
    package static func contents(_ path: String) -> [UInt8] { Array("\(path)\n".utf8) }
}
