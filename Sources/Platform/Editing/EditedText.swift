import Glibc

/// A text in memory that an editor works on. It stays when the editor ends, so that another can go on.
package final class EditedText {
    private let file: MemoryFile

    package init(_ text: [UInt8]) throws(FileError) {
        file = try MemoryFile(name: "casevault")
        try file.replace(text)
    }

    /// Starts an editor that works on it.
    func start(
        _ program: EditorProgram, environment: [String], terminal: String
    ) throws(FileError) -> ChildProcess {
        try file.start(
            program.path, program.words(editing: MemoryFile.childPath), environment: environment, terminal: terminal)
    }

    /// How long it is, as an editor last saved it.
    package func byteCount() throws(FileError) -> Int { try file.byteCount() }

    /// Its beginning, at most so much of it.
    package func bytes(limit: Int) throws(FileError) -> [UInt8] { try file.beginning(limit: limit) }

    /// Changes whenever an editor saves.
    func stamp() throws(FileError) -> FileStamp { try file.stamp() }
}
