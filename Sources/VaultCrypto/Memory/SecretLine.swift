import CSodium
import Glibc

/// Why no secret could be read from a descriptor.
package enum SecretReadError: Error, Hashable, Sendable {
    /// The line had no byte in it.
    case empty
    /// The input was over before a line began.
    case ended
    /// The line is longer than the limit; what was read is wiped, the rest of the line is dropped.
    case tooLong(limit: Int)
    /// Whoever was asked before a byte said so.
    case stopped
    /// `read(2)` or `write(2)` failed with this `errno`.
    case io(Int32)
}

extension SecretBuffer {
    /// Reads one line straight from a descriptor into locked memory, without its line end (LF or CR LF).
    ///
    /// Reads byte by byte, so that what follows the line stays in the descriptor for the next reader. The end of the
    /// input ends a line. A line that is too long is read to its end and dropped, so that its rest is not taken for
    /// the next answer. An interrupted call is repeated.
    /// - Parameter wait: called before each byte; waits until there is one, and says whether it is to be read.
    /// - Throws: `.empty`, `.ended`, `.tooLong`, `.stopped`, or `.io` with `errno`.
    package static func readLine(
        from descriptor: Int32, limit: Int, waiting wait: () -> Bool = { true }
    ) throws(SecretReadError) -> SecretBuffer {
        // One byte more than the limit, for the CR of CR LF.
        var line = SecretBuffer(capacity: limit + 1)
        var (isTooLong, hasEnded) = (false, true)
        while let byte = try nextByte(from: descriptor, wait) {
            hasEnded = false
            if byte == 0x0A { break }
            if line.count == line.capacity { isTooLong = true } else { line.append(byte) }
        }
        guard !hasEnded else { throw .ended }
        line.dropCarriageReturn()
        guard !isTooLong, line.count <= limit else { throw .tooLong(limit: limit) }
        guard !line.isEmpty else { throw .empty }
        return line
    }

    /// Writes the bytes to a descriptor, for showing a passphrase the program has just made.
    /// - Throws: `.io` with `errno`.
    package borrowing func write(to descriptor: Int32) throws(SecretReadError) {
        try unsafe withUnsafeBytes { bytes throws(SecretReadError) in
            var done = 0
            while done < bytes.count {
                let written = unsafe Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw .io(errno) }
                done += written
            }
        }
    }

    private static func nextByte(from descriptor: Int32, _ wait: () -> Bool) throws(SecretReadError) -> UInt8? {
        var byte: UInt8 = 0
        defer { unsafe sodium_memzero(&byte, 1) }
        while true {
            guard wait() else { throw .stopped }
            switch unsafe read(descriptor, &byte, 1) {
            case 1: return byte
            case 0: return nil
            default: if errno != EINTR { throw .io(errno) }
            }
        }
    }

    private mutating func dropCarriageReturn() {
        if count > 0, bytes((count - 1)..<count) == [0x0D] { truncate(to: count - 1) }
    }
}
