import Glibc

/// A regular file opened for reading at any place; for files too large to hold.
package struct ReadableFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// - Throws: `.notFile` for folders, pipes and devices; `.link` for a link if links are refused.
    package init(opening path: String, links: LinkRule = .refused) throws(FileError) {
        let flags = O_RDONLY | O_NONBLOCK | (links == .refused ? O_NOFOLLOW : 0)
        let file = try OwnedDescriptor(opening: path, flags: flags)
        guard try file.isRegularFile() else { throw .notFile }
        descriptor = file
    }

    /// For a writer or reader that must not pass the bytes through ordinary memory.
    package var descriptorNumber: Int32 { descriptor.number }

    /// The size in bytes now.
    package func byteCount() throws(FileError) -> Int { try descriptor.byteCount() }

    /// Drops what the kernel holds of the file, so that what is read next comes from the disk.
    package func forgetCache() {
        // Only advice: where it is not taken, memory is compared with memory.
        _ = posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// What would change if somebody wrote into it.
    package func stamp() throws(FileError) -> FileStamp { FileStamp(try descriptor.facts()) }

    /// Reads up to `count` bytes from `offset` into a buffer, from `place` on.
    ///
    /// - Returns: how many; fewer only at the end of the file.
    package func read(
        at offset: Int, count: Int, into buffer: inout [UInt8], from place: Int = 0
    ) throws(FileError) -> Int {
        try descriptor.read(at: offset, count: count, into: &buffer, from: place)
    }

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try descriptor.read(at: offset, count: count)
    }
}
