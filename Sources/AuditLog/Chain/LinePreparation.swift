import Dispatch
import Synchronization
package import VaultCrypto

/// Prepares lines on other cores: while two chunks of them are prepared, their reader judges the chunk before and reads the one
/// after.
///
///     if lines.add(seq, line) { for each in lines.turn(keys) { judge(each) } }
///
/// and after the last line `turn` until ``isEmpty``. What is judged comes in the order in which it was added; a reader that
/// stops in the middle leaves nothing behind but work that nobody asks for.
package struct LinePreparation {
    /// A prepared line, with the number under which it was found.
    package struct Line {
        package let seq: UInt64
        package let line: PreparedLine
    }

    private let origin: Origin
    private var chunk: Int
    private let largest: Int
    /// Of its own: a pool's threads may all be waiting for somebody else.
    private let queue = DispatchQueue(label: "casevault.lines", qos: .userInitiated)
    private var seqs: [UInt64] = []
    private var lines: [[UInt8]] = []
    private var byteCount = 0
    /// The oldest first.
    private var ahead: [Chunk] = []

    /// What a core takes at a time: a chunk has many of them, so that none waits long for the last.
    private static let share = 16

    /// The lines of a log.
    ///
    /// - Parameter chunks: how many lines are prepared at once. The first chunk is the smallest, since the keys that it brings are
    ///   not known ahead, and each is twice the one before: a large one wakes the cores less often. Fewer when they are
    ///   longer than lines may be.
    package init(of origin: Origin, chunks: ClosedRange<Int> = 32...1_024) {
        (self.origin, chunk, largest) = (origin, chunks.lowerBound, chunks.upperBound)
    }

    /// The number of the line that was added last, unless its turn has come.
    package var last: UInt64? { seqs.last }

    /// Whether there is nothing left to judge.
    package var isEmpty: Bool { lines.isEmpty && ahead.isEmpty }

    /// Takes the next line, without its LF.
    ///
    /// - Returns: whether it is the reader's turn.
    package mutating func add(_ seq: UInt64, _ line: [UInt8]) -> Bool {
        seqs.append(seq)
        lines.append(line)
        byteCount += line.count
        return lines.count >= chunk || byteCount > chunk * EntryFormat.lineLimit
    }

    /// Begins to prepare what was added since the last turn, and waits for the oldest chunk if that makes three, or if
    /// nothing was added.
    ///
    /// - Parameter key: the keys known by now, for signatures that are to be checked ahead; see ``PreparedLine/prepare``.
    /// - Returns: the lines of that chunk, prepared; none in the first two turns that had lines.
    package mutating func turn(_ key: @escaping @Sendable (KeyID, UInt64) -> KeyAnswer) -> [Line] {
        let isOver = lines.isEmpty
        if !isOver {
            ahead.append(Chunk(seqs, lines, of: origin, share: Self.share, on: queue, key))
            (seqs, lines, byteCount) = ([], [], 0)
            chunk = min(2 * chunk, largest)
        }
        return !ahead.isEmpty && (isOver || ahead.count > 2) ? ahead.removeFirst().prepared : []
    }

    /// Lines that are being prepared.
    private final class Chunk: Sendable {
        private let seqs: [UInt64]
        private let work = DispatchGroup()
        private let done = Mutex<[PreparedLine]>([])

        init(
            _ seqs: [UInt64], _ lines: [[UInt8]], of origin: Origin, share: Int, on queue: DispatchQueue,
            _ key: @escaping @Sendable (KeyID, UInt64) -> KeyAnswer
        ) {
            self.seqs = seqs
            queue.async(group: work) {
                let prepared = PreparedLine.prepare(lines, origin: origin, share: share, key: key)
                self.done.withLock { $0 = prepared }
            }
        }

        /// Waits for them.
        var prepared: [Line] {
            work.wait()
            return done.withLock { zip(seqs, $0).map { Line(seq: $0, line: $1) } }
        }
    }
}
