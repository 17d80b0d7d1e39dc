import Glibc

/// A file that only grows, such as the mirror of the audit log, or an attachment that arrives in pieces.
package struct AppendFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor
    /// The size in bytes.
    package private(set) var byteCount: Int

    /// Opens an existing regular file.
    package init(opening path: String) throws(FileError) {
        let place = try FilePath(path)
        let file = try HeldFolder(place.folder).open(place.name, flags: O_RDWR | O_APPEND)
        let count = try file.byteCount()
        descriptor = file
        byteCount = count
    }

    /// Creates a file that did not exist, mode 0600, and makes its name durable.
    package init(creatingAt path: String) throws(FileError) {
        try DurableFile.createNew(path, contents: [])
        try self.init(opening: path)
    }

    /// Appends bytes; a write that fails half-way is taken back. Not durable before `sync`.
    package mutating func append(_ bytes: some Collection<UInt8>) throws(FileError) {
        do {
            try descriptor.write(bytes)
            byteCount += bytes.count
        } catch {
            try? descriptor.truncate(to: byteCount)
            throw error
        }
    }

    /// Makes what was appended durable. After an error nothing may be assumed about it: close, open, look again.
    package func sync() throws(FileError) { try descriptor.sync() }

    /// Cuts the file. Not durable before `sync`.
    ///
    /// - Throws: `.tooLarge` if the file is not that long.
    package mutating func truncate(to byteCount: Int) throws(FileError) {
        guard 0...self.byteCount ~= byteCount else { throw .tooLarge(byteCount: byteCount, limit: self.byteCount) }
        try descriptor.truncate(to: byteCount)
        self.byteCount = byteCount
    }

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try descriptor.read(at: offset, count: count)
    }
}
