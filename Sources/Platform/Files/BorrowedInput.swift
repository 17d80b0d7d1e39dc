import Glibc

/// Reading from a descriptor that a shell opened for us: a pipe, a file, a terminal.
package enum BorrowedInput {
    /// Some bytes, at most so many, once there are any; none at the end.
    ///
    /// - Throws: `.interrupted` when a signal asks to stop; what an error of read(2) is otherwise.
    package static func read(_ descriptor: Int32, upTo count: Int) throws(TerminalError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        while true {
            try Terminal.waitForInput(of: descriptor)
            let found = unsafe Glibc.read(descriptor, &buffer, count)
            if found >= 0 { return Array(buffer[..<found]) }
            guard errno == EINTR || errno == EAGAIN else { throw .current }
        }
    }
}
