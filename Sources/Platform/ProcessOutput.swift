import Glibc

/// Results and messages of the program, written whole.
package enum ProcessOutput {
    package enum Stream: Int32, Sendable {
        case standardOutput = 1
        case standardError = 2
    }

    /// Whether somebody was there to read. A reader that left (`| head`) is not an error.
    package enum Outcome: Sendable {
        case written
        case readerGone
    }

    /// Writes all bytes; waits for a slow reader, goes on after signals. SIGPIPE has to be ignored (`ProcessStart`).
    ///
    /// - Throws: `.full` or `.inputOutput` if standard output is a file that cannot take it.
    package static func write(_ bytes: [UInt8], to stream: Stream = .standardOutput) throws(FileError) -> Outcome {
        try write(slice: bytes[...], to: stream)
    }

    /// Writes all bytes of a slice from where they lie, in the same way.
    package static func write(
        slice bytes: ArraySlice<UInt8>, to stream: Stream = .standardOutput
    ) throws(FileError) -> Outcome {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.write(stream.rawValue, all.baseAddress?.advanced(by: done), all.count - done)
            }
            if count >= 0 {
                done += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable(stream.rawValue)
            case EPIPE: return .readerGone
            default: throw .current
            }
        }
        return .written
    }

    /// Writes a text and a line end.
    package static func writeLine(
        _ text: String, to stream: Stream = .standardOutput
    ) throws(FileError) -> Outcome {
        try write(Array(text.utf8) + [UInt8(ascii: "\n")], to: stream)
    }

    private static func waitUntilWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }
}
