import CLinux
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Carries keys from the person's terminal to a program's own, and what it shows back, on a thread of its own: whoever
/// seals a draft meanwhile holds up no key.
final class TerminalRelay: Sendable {
    private struct State {
        var lastKey = SystemClock.system.sinceBoot
        var hasKeys = false
        /// Typed for the person; then nothing of hers follows.
        var lastWords: [UInt8]?
        var isStarted = false
        var isStopped = false
    }

    private let person: Terminal
    private let program: PseudoTerminal
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)
    /// Until it looks whether it was stopped; bytes are noticed at once.
    private static let step: Int32 = 50

    init(between person: Terminal, and program: PseudoTerminal) { (self.person, self.program) = (person, program) }

    /// When a key was pressed last, in milliseconds since the machine started.
    var lastKey: UInt64 { state.withLock { $0.lastKey } }

    /// Whether any key was pressed.
    var hasKeys: Bool { state.withLock { $0.hasKeys } }

    func start() {
        state.withLock { $0.isStarted = true }
        Thread.detachNewThread { [self] in
            carry()
            ended.signal()
        }
    }

    /// Types these as the last keys the program gets.
    func typeLast(_ keys: [UInt8]) { state.withLock { $0.lastWords = ($0.lastWords ?? []) + keys } }

    /// Ends it; when this returns nothing is written to either terminal any more.
    func stop() {
        let waits = state.withLock { state in
            defer { (state.isStopped, state.isStarted) = (true, false) }
            return state.isStarted
        }
        if waits { ended.wait() }
    }

    private func carry() {
        // A terminal nobody reads from must not hold up the clock that locks it.
        let (near, far) = (NoWaiting(person.descriptor), NoWaiting(program.near.number))
        defer { near.putBack() }
        var keys = Way(from: near.number, to: far.number)
        var picture = Way(from: far.number, to: near.number)
        while !state.withLock({ $0.isStopped }) {
            wait(keys, picture)
            if state.withLock({ $0.lastWords == nil }) {
                if keys.read() { state.withLock { ($0.lastKey, $0.hasKeys) = (SystemClock.system.sinceBoot, true) } }
            } else {
                keys.append(
                    state.withLock { state in
                        defer { state.lastWords = [] }
                        return state.lastWords ?? []
                    })
            }
            keys.write()
            _ = picture.read()
            picture.write()
        }
        // What it showed last, such as the order to leave its screen.
        if picture.read() { picture.write() }
    }

    private func wait(_ keys: Way, _ picture: Way) {
        let wake = casevault_terminal_wake_descriptor()
        var entries = [
            pollfd(fd: keys.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: keys.output, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: picture.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: picture.output, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&entries, nfds_t(entries.count), Self.step)
        guard entries[4].revents != 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe read(wake, &bytes, bytes.count) > 0 {}
        try? program.setSize(person.size)
    }
}

/// Bytes on their way from one terminal to another. Read again when all are delivered.
private struct Way {
    private let from: Int32
    private let to: Int32
    private var waiting: [UInt8] = []
    private var isClosed = false

    init(from: Int32, to: Int32) { (self.from, self.to) = (from, to) }

    /// What poll(2) is to look at: a terminal that is gone is left out, or it would never wait.
    var input: Int32 { waiting.isEmpty && !isClosed ? from : -1 }
    var output: Int32 { waiting.isEmpty ? -1 : to }

    /// - Returns: whether there was something.
    mutating func read() -> Bool {
        guard input >= 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = unsafe Glibc.read(from, &buffer, buffer.count)
        if count > 0 { waiting = Array(buffer[..<count]) }
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isClosed = true }
        return count > 0
    }

    mutating func append(_ bytes: [UInt8]) { waiting += bytes }

    mutating func write() {
        guard !waiting.isEmpty else { return }
        let count = unsafe Glibc.write(to, waiting, waiting.count)
        if count > 0 { waiting.removeFirst(count) }
        // Nobody is there any more to get it.
        if count < 0, errno != EAGAIN, errno != EINTR { waiting = [] }
    }
}

/// A descriptor that holds nobody up until it is put back.
private struct NoWaiting {
    let number: Int32
    private let flags: Int32

    init(_ number: Int32) {
        self.number = number
        flags = fcntl(number, F_GETFL)
        _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
    }

    func putBack() { _ = fcntl(number, F_SETFL, flags) }
}
