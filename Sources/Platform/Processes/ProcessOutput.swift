import Glibc

/// Results and messages of the program, written whole.
package enum ProcessOutput {
    package enum Stream: Int32, Sendable {
        case standardOutput = 1
        case standardError = 2
    }

    /// Whether somebody was there to read.
    package enum Outcome: Sendable {
        case written
        /// A reader that left (`| head`) is not an error.
        case readerGone
        /// Somebody asked the program to stop while it waited for a reader that does not read.
        case stopped
    }

    /// Writes all bytes; waits for a slow reader. SIGPIPE has to be ignored (`ProcessStart`).
    ///
    /// - Throws: `.full` or `.inputOutput` if standard output is a file that cannot take it.
    package static func write(_ bytes: [UInt8], to stream: Stream = .standardOutput) throws(FileError) -> Outcome {
        try write(slice: bytes[...], to: stream)
    }

    /// Writes all bytes of a slice from where they lie, in the same way.
    package static func write(
        slice bytes: ArraySlice<UInt8>, to stream: Stream = .standardOutput
    ) throws(FileError) -> Outcome {
        let isAwaited = isAwaited(stream.rawValue)
        var done = 0
        while done < bytes.count {
            if isAwaited, !waitsUntilWritable(stream.rawValue) { return .stopped }
            let most = isAwaited ? min(bytes.count - done, Self.roomThatIsMeant) : bytes.count - done
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.write(stream.rawValue, all.baseAddress?.advanced(by: done), most)
            }
            if count >= 0 {
                done += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: guard waitsUntilWritable(stream.rawValue) else { return .stopped }
            case EPIPE: return .readerGone
            default: throw .current
            }
        }
        return .written
    }

    /// PIPE_BUF of Linux: of a pipe that can be written to there is room for so much (pipe(7)).
    private static let roomThatIsMeant = 4096

    /// Whether somebody reads at the other end, for whom a write may wait. The thread that writes is rarely the one that a
    /// signal comes to: so it waits where it sees both.
    private static func isAwaited(_ descriptor: Int32) -> Bool {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else { return false }
        return [S_IFIFO, S_IFSOCK].contains(facts.st_mode & S_IFMT) || isatty(descriptor) == 1
    }

    /// Writes a text and a line end.
    package static func writeLine(
        _ text: String, to stream: Stream = .standardOutput
    ) throws(FileError) -> Outcome {
        try write(Array(text.utf8) + [UInt8(ascii: "\n")], to: stream)
    }

    /// False when it is not writable and somebody asks to stop.
    private static func waitsUntilWritable(_ descriptor: Int32) -> Bool {
        while true {
            var entries = [
                pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: Interruptions.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = unsafe poll(&entries, nfds_t(entries.count), -1)
            // What is wrong with it, the write says.
            if ready < 0, errno != EINTR { return true }
            if ready > 0, entries[0].revents != 0 { return true }
            if Interruptions.asked != nil { return false }
            Interruptions.hush()
        }
    }
}
