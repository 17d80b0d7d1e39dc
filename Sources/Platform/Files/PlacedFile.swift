import CLinux
import Glibc

/// A file that is read and written at any place, also by several threads at once: the chunks of an attachment.
package struct PlacedFile: ~Copyable, Sendable {
    private let folder: HeldFolder
    private let descriptor: OwnedDescriptor

    /// Creates a file that did not exist, mode 0600. Neither the name nor what is written is durable before `sync`.
    ///
    /// - Throws: `.exists` for anything at this place.
    package init(creatingAt path: String) throws(FileError) {
        let place = try FilePath(path)
        let held = try HeldFolder(place.folder)
        descriptor = try held.create(place.name)
        folder = held
    }

    /// Opens an existing regular file for reading and writing.
    package init(opening path: String) throws(FileError) {
        let place = try FilePath(path)
        let held = try HeldFolder(place.folder)
        descriptor = try held.open(place.name, flags: O_RDWR)
        folder = held
    }

    package func byteCount() throws(FileError) -> Int { try descriptor.byteCount() }

    /// Sets room for a file of this size aside, where the file system can.
    ///
    /// - Throws: `.full` when there is not enough.
    package func reserve(byteCount: Int) throws(FileError) {
        do { try SystemCall.run { casevault_reserve(descriptor.number, Int64(byteCount)) } } catch .full {
            throw .full
        } catch {}
    }

    /// Writes the first `count` bytes of a buffer from `offset` on.
    package func write(_ bytes: [UInt8], count: Int, at offset: Int) throws(FileError) {
        precondition((0...bytes.count).contains(count), "no such bytes")
        var done = 0
        while done < count {
            done += try SystemCall.count {
                unsafe bytes.withUnsafeBytes {
                    unsafe pwrite(descriptor.number, $0.baseAddress?.advanced(by: done), count - done, offset + done)
                }
            }
        }
    }

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try descriptor.read(at: offset, count: count)
    }

    /// Lets the kernel begin to write these bytes to the disk, so that `sync` has little left to wait for.
    package func startWriting(at offset: Int, count: Int) {
        // Only earlier, never instead: `sync` says whether it went well.
        _ = casevault_start_writing(descriptor.number, Int64(offset), Int64(count))
    }

    /// Cuts the file to this size.
    package func truncate(to byteCount: Int) throws(FileError) { try descriptor.truncate(to: byteCount) }

    /// Makes the bytes and the name durable. After an error nothing may be assumed about either.
    package func sync() throws(FileError) {
        try descriptor.sync()
        try folder.sync()
    }
}
