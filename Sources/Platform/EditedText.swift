import Glibc

/// A text in memory that an editor works on. It stays when the editor ends, so that another can go on.
package final class EditedText {
    private let file: MemoryFile

    package init(_ text: [UInt8]) throws(FileError) {
        file = try MemoryFile(name: "casevault", inheritable: .byChildren)
        try file.replace(text)
    }

    /// Where an editor finds it.
    var path: String { file.childPath }

    /// How long it is, as an editor last saved it.
    package func byteCount() throws(FileError) -> Int { try file.byteCount() }

    /// Its beginning, at most so much of it.
    package func bytes(limit: Int) throws(FileError) -> [UInt8] { try file.beginning(limit: limit) }

    /// Changes whenever an editor saves.
    func stamp() throws(FileError) -> FileStamp { try file.stamp() }
}
