import Platform

/// Compares the mirror with the log, line by line, while the log is read.
struct MirrorComparison: ~Copyable {
    enum Verdict: Hashable, Sendable {
        /// The mirror is the log, or its beginning up to this many lines and bytes; a torn last line counts as absent.
        case prefix(lines: UInt64, bytes: Int)
        /// Line `at` differs.
        case differs(at: UInt64)
        /// The mirror has whole lines that the log does not have.
        case longer(log: UInt64)
    }

    private static let chunk = 1 << 16

    private let file: ReadableFile?
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset = 0
    private(set) var matched: UInt64 = 0
    private var differing: UInt64?
    private var ended = false

    /// A mirror that is not there is empty.
    init(path: String) {
        if let opened = try? ReadableFile(opening: path) { file = consume opened } else { file = nil }
    }

    /// Takes the next line of the log.
    mutating func take(_ line: [UInt8]) {
        guard differing == nil, !ended else { return }
        let needed = line.count + 1
        fill(needed)
        let available = buffer.count - start
        if available < needed {
            // The mirror ends inside this line or before it. Inside: only if it is a beginning of it.
            if !buffer[start...].elementsEqual(line.prefix(available)) { differing = matched }
            ended = true
            return
        }
        guard buffer[start..<start + line.count].elementsEqual(line), buffer[start + line.count] == UInt8(ascii: "\n")
        else {
            differing = matched
            return
        }
        start += needed
        matched += 1
    }

    /// The verdict after the last line.
    mutating func finish() -> Verdict {
        if let differing { return .differs(at: differing) }
        let bytes = offset - (buffer.count - start)
        if !ended {
            fill(Self.chunk)
            if buffer[start...].contains(UInt8(ascii: "\n")) { return .longer(log: matched) }
        }
        return .prefix(lines: matched, bytes: bytes)
    }

    private mutating func fill(_ count: Int) {
        guard buffer.count - start < count else { return }
        buffer.removeFirst(start)
        start = 0
        while buffer.count < count {
            guard let more = try? file?.read(at: offset, count: Self.chunk), !more.isEmpty else { return }
            buffer += more
            offset += more.count
        }
    }
}
