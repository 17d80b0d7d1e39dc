import Glibc

/// An open file descriptor that closes itself.
struct OwnedDescriptor: ~Copyable, Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        // A close that fails has closed; data that mattered was synced before.
        _ = close(number)
    }

    /// Opens `path`; O_CLOEXEC is always added.
    init(opening path: String, flags: Int32) throws(FileError) {
        try FilePath.check(path)
        self.init(try SystemCall.run { unsafe open(path, flags | O_CLOEXEC) })
    }

    borrowing func facts() throws(FileError) -> stat {
        var facts = stat()
        try SystemCall.run { unsafe fstat(number, &facts) }
        return facts
    }

    borrowing func byteCount() throws(FileError) -> Int { Int(try facts().st_size) }

    borrowing func isRegularFile() throws(FileError) -> Bool { try facts().st_mode & S_IFMT == S_IFREG }

    /// Writes all bytes at the descriptor's position.
    borrowing func write(_ bytes: some Collection<UInt8>) throws(FileError) { try write(slice: Array(bytes)[...]) }

    /// Writes all bytes of a slice from where they lie.
    borrowing func write(slice bytes: ArraySlice<UInt8>) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let rest = bytes.count - done
            done += try SystemCall.count {
                unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress?.advanced(by: done), rest) }
            }
        }
    }

    /// Writes bytes over the beginning of the file in one call.
    ///
    /// - Throws: `.full` when the system took only a part.
    borrowing func overwrite(_ bytes: [UInt8]) throws(FileError) {
        let done = try SystemCall.count {
            unsafe bytes.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, bytes.count, 0) }
        }
        guard done == bytes.count else { throw .full }
    }

    /// Reads up to `count` bytes from `offset` into a buffer, from `place` on.
    ///
    /// - Returns: how many; fewer only at the end of the file.
    borrowing func read(
        at offset: Int, count: Int, into buffer: inout [UInt8], from place: Int
    ) throws(FileError) -> Int {
        precondition(place >= 0 && count >= 0 && place + count <= buffer.count, "no room in the buffer")
        var done = 0
        while done < count {
            let got = try SystemCall.count {
                unsafe buffer.withUnsafeMutableBytes {
                    unsafe pread(number, $0.baseAddress?.advanced(by: place + done), count - done, offset + done)
                }
            }
            if got == 0 { break }
            done += got
        }
        return done
    }

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    borrowing func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = try read(at: offset, count: count, into: &bytes, from: 0)
        if done < count { bytes.removeSubrange(done...) }
        return bytes
    }

    borrowing func truncate(to byteCount: Int) throws(FileError) {
        try SystemCall.run { ftruncate(number, byteCount) }
    }

    borrowing func sync() throws(FileError) {
        try SystemCall.run { fsync(number) }
    }
}
