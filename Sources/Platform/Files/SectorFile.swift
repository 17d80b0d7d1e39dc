import Glibc

/// A file within one sector of a disk, overwritten in its place as long as its length stays the same.
///
/// One write inside one sector: after a power cut the file holds the old bytes or the new ones, as after a rename. For
/// what changes with every commit and need not be durable: a new file and its rename cost more than the commit.
package struct SectorFile: ~Copyable, Sendable {
    package static let byteLimit = 512

    private let descriptor: OwnedDescriptor
    private let byteCount: Int

    /// Opens an existing regular file.
    ///
    /// - Throws: `.tooLarge`; `.notFile`; `.link`.
    package init(opening path: String) throws(FileError) {
        let place = try FilePath(path)
        let file = try HeldFolder(place.folder).open(place.name, flags: O_RDWR)
        let count = try file.byteCount()
        guard count <= Self.byteLimit else { throw .tooLarge(byteCount: count, limit: Self.byteLimit) }
        descriptor = file
        byteCount = count
    }

    /// Puts bytes in the place of those that are there; not durable when it returns.
    ///
    /// - Returns: false, and nothing is written, when their number is another.
    package func overwrite(_ bytes: [UInt8]) throws(FileError) -> Bool {
        guard bytes.count == byteCount else { return false }
        try descriptor.overwrite(bytes)
        return true
    }
}
