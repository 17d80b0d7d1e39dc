import CLinux
import Glibc

/// A file that has no name and lies in memory, for an editor to work on. The kernel may swap it out like any memory.
package struct MemoryFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// An empty file. No child gets it unless it is handed over.
    ///
    /// - Parameter name: shown in /proc, so it says nothing of the content.
    package init(name: String) throws(FileError) {
        descriptor = OwnedDescriptor(try SystemCall.run { unsafe casevault_memory_file(name) })
    }

    /// The path by which a child opens the file that it was handed.
    package static let childPath = "/proc/self/fd/3"

    /// Starts a program at a terminal that works on the file, which it finds under `childPath`.
    package func start(
        _ program: String, _ words: [String], environment: [String], terminal: String
    ) throws(FileError) -> ChildProcess {
        try ChildProcess(
            program, words, environment: environment, at: .terminal(path: terminal, holding: descriptor.number))
    }

    /// Puts these bytes in the place of all that is there.
    package func replace(_ bytes: [UInt8]) throws(FileError) {
        try descriptor.truncate(to: 0)
        guard lseek(descriptor.number, 0, SEEK_SET) == 0 else { throw .current }
        try descriptor.write(bytes)
    }

    /// Runs a program that reads the file from its standard input, in a plain environment, and is ended after so many
    /// seconds or when a signal asks to stop; returns its exit code.
    package func read(by program: String, _ words: [String], within seconds: UInt64) throws(FileError) -> Int32 {
        guard lseek(descriptor.number, 0, SEEK_SET) == 0 else { throw .current }
        return try ChildProcess(
            program, words, environment: ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"],
            at: .reads(borrowing: descriptor.number)
        ).finish(within: seconds)
    }

    package func byteCount() throws(FileError) -> Int { try descriptor.byteCount() }

    /// Its first bytes, at most so many.
    func beginning(limit: Int) throws(FileError) -> [UInt8] {
        try descriptor.read(at: 0, count: min(limit, try descriptor.byteCount()))
    }

    func stamp() throws(FileError) -> FileStamp { FileStamp(try descriptor.facts()) }
}
