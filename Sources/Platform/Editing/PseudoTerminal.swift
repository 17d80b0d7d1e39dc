import CLinux
import Glibc

/// A terminal without a window: this end is the person. An editor runs on one, and so does, in a test, what asks at a
/// terminal.
package final class PseudoTerminal: Sendable {
    /// The path of the end that the program under test opens.
    package let path: String
    let near: OwnedDescriptor

    package init() throws(TerminalError) {
        var buffer = [CChar](repeating: 0, count: 128)
        let number = unsafe casevault_pseudo_terminal(&buffer, buffer.count)
        guard number >= 0 else { throw .current }
        near = OwnedDescriptor(number)
        path = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    package func setSize(_ size: Terminal.Size) throws(TerminalError) {
        guard casevault_set_window_size(near.number, Int32(size.rows), Int32(size.columns)) == 0 else { throw .current }
    }

    /// Types.
    package func type(_ text: String) throws(FileError) {
        try type(bytes: Array(text.utf8))
    }

    package func type(bytes: [UInt8]) throws(FileError) {
        try near.write(bytes)
    }

    /// What the program wrote next, waiting for it at most so long; nil when the time is over or nobody has the other
    /// end open any more.
    package func read(waiting seconds: Double) -> String? {
        var entry = pollfd(fd: near.number, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, Int32(seconds * 1000)) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(near.number, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    /// Everything the program writes until `mark` appears in it; what came so far if it does not appear in time.
    package func read(until mark: String, waiting seconds: Double = 120) -> String {
        let limit = SystemClock.system.sinceBoot + UInt64(seconds * 1000)
        var text = ""
        while !text.contains(mark), SystemClock.system.sinceBoot < limit {
            guard let more = read(waiting: seconds) else { break }
            text += more
        }
        return text
    }

    /// Whether what is typed is echoed now.
    package var isEchoing: Bool {
        var modes = termios()
        return unsafe tcgetattr(near.number, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Makes the terminal at `path` the controlling terminal of this process, in a new session.
    package static func take(_ path: String) throws(TerminalError) -> Terminal {
        let number = unsafe casevault_take_terminal(path)
        guard number >= 0 else { throw .current }
        // The session keeps the terminal when this descriptor is closed.
        _ = close(number)
        return try Terminal()
    }
}
