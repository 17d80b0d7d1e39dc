import AuditLog
import Platform

/// Compares the mirror with the log, line by line, while the log is read.
package struct MirrorComparison: ~Copyable {
    package enum Verdict: Hashable, Sendable {
        /// The mirror is the log, or its beginning up to this many lines and bytes; a torn last line counts as absent,
        /// and so does everything from a hole on.
        case prefix(lines: UInt64, bytes: Int)
        /// Line `at` differs.
        case differs(at: UInt64)
        /// The mirror has whole lines that the log does not have: how many it has in all, and the last of them.
        case longer(log: UInt64, lines: UInt64, last: [UInt8])
        /// It is there and cannot be read to its end: nothing is known of what follows.
        case unreadable
    }

    private static let chunk = 1 << 16

    private let file: ReadableFile?
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset = 0
    private(set) var matched: UInt64 = 0
    /// The beginning of the first line with a hole.
    private var hole: (lines: UInt64, bytes: Int)?
    private var differing: UInt64?
    private var ended = false
    private var failed = false

    /// A mirror that is not there is empty.
    package init(path: String) {
        do throws(FileError) {
            file = try ReadableFile(opening: path)
        } catch {
            file = nil
            failed = error != .missing
        }
    }

    /// Takes the next line of the log.
    package mutating func take(_ line: [UInt8]) {
        guard differing == nil, !ended, !failed else { return }
        let needed = line.count + 1
        fill(needed)
        // An error is no end: what could not be read is not missing.
        guard !failed else { return }
        let available = buffer.count - start
        if available < needed {
            // The mirror ends inside this line or before it. Inside: only if it is a beginning of it.
            if !holds(line.prefix(available)) { differing = matched }
            ended = true
            return
        }
        // Nearly every line is the same; this is asked for each of the log.
        if buffer[start + line.count] == UInt8(ascii: "\n"), buffer.holds(line, at: start) {
            start += needed
            matched += 1
            return
        }
        guard holds(line + [UInt8(ascii: "\n")]) else {
            differing = matched
            return
        }
        start += needed
        matched += 1
    }

    /// Whether these bytes come next, some of them perhaps as zeros.
    ///
    /// The mirror is not waited for: of what was appended last a power cut keeps some pages, and the others are zeros, also
    /// before those that are there. That is no other history. No entry holds a zero, and whoever writes zeros into the
    /// mirror could as well have cut it there.
    private mutating func holds(_ expected: some Collection<UInt8>) -> Bool {
        let found = buffer[start..<start + expected.count]
        if found.elementsEqual(expected) { return true }
        guard zip(found, expected).allSatisfy({ $0 == $1 || $0 == 0 }) else { return false }
        hole = hole ?? (matched, consumed)
        return true
    }

    /// How much of the file lies before the next line.
    private var consumed: Int { offset - (buffer.count - start) }

    /// The verdict after the last line.
    package mutating func finish() -> Verdict {
        if let differing { return .differs(at: differing) }
        if failed { return .unreadable }
        if !ended {
            fill(Self.chunk)
            if failed { return .unreadable }
            if buffer[start...].contains(UInt8(ascii: "\n")) { return longer() }
        }
        return .prefix(lines: hole?.lines ?? matched, bytes: hole?.bytes ?? consumed)
    }

    /// Counts the lines that the log does not have. Where reading fails the count ends.
    private mutating func longer() -> Verdict {
        var (lines, last): (UInt64, [UInt8]) = (matched, [])
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                last = Array(buffer[start..<end])
                lines += 1
                start = end + 1
                continue
            }
            let available = buffer.count - start
            // What has not ended by then is no line of a log.
            guard available <= EntryFormat.lineLimit else { break }
            fill(available + 1)
            if buffer.count == available { break }
        }
        return .longer(log: matched, lines: lines, last: last)
    }

    private mutating func fill(_ count: Int) {
        guard buffer.count - start < count else { return }
        buffer.removeFirst(start)
        start = 0
        while buffer.count < count {
            do throws(FileError) {
                guard let more = try file?.read(at: offset, count: Self.chunk), !more.isEmpty else { return }
                buffer += more
                offset += more.count
            } catch {
                failed = true
                return
            }
        }
    }
}
