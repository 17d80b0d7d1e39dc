import Dispatch
import Synchronization
package import VaultCrypto

/// Prepares lines on other cores: while one chunk of them is prepared, its reader judges the chunk before and reads the one
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
    private let chunk: Int
    /// Of its own: a pool's threads may all be waiting for somebody else.
    private let queue = DispatchQueue(label: "casevault.lines", qos: .userInitiated)
    private var seqs: [UInt64] = []
    private var lines: [[UInt8]] = []
    private var byteCount = 0
    private var ahead: Chunk?

    /// Parts of a chunk; more than cores, so that none waits long for the last.
    private static let parts = 16

    /// The lines of a log.
    ///
    /// - Parameter chunk: lines that are prepared at once: enough to keep every core busy, and not so many that a short log is
    ///   one chunk. Fewer when they are longer than lines may be.
    package init(of origin: Origin, chunk: Int = 256) { (self.origin, self.chunk) = (origin, chunk) }

    /// The number of the line that was added last, unless its turn has come.
    package var last: UInt64? { seqs.last }

    /// Whether there is nothing left to judge.
    package var isEmpty: Bool { lines.isEmpty && ahead == nil }

    /// Takes the next line, without its LF.
    ///
    /// - Returns: whether it is the reader's turn.
    package mutating func add(_ seq: UInt64, _ line: [UInt8]) -> Bool {
        seqs.append(seq)
        lines.append(line)
        byteCount += line.count
        return lines.count >= chunk || byteCount > chunk * EntryFormat.lineLimit
    }

    /// Begins to prepare what was added since the last turn, and waits for what was begun with that.
    ///
    /// - Parameter key: the keys known by now, for signatures that are to be checked ahead; see ``PreparedLine/prepare``.
    /// - Returns: the lines begun with the last turn, prepared; none the first time.
    package mutating func turn(_ key: @escaping @Sendable (KeyID, UInt64) -> KeyAnswer) -> [Line] {
        let before = ahead
        ahead = lines.isEmpty ? nil : Chunk(seqs, lines, of: origin, parts: Self.parts, on: queue, key)
        (seqs, lines, byteCount) = ([], [], 0)
        return before?.prepared ?? []
    }

    /// Lines that are being prepared.
    private final class Chunk: Sendable {
        private let seqs: [UInt64]
        private let work = DispatchGroup()
        private let done = Mutex<[PreparedLine]>([])

        init(
            _ seqs: [UInt64], _ lines: [[UInt8]], of origin: Origin, parts: Int, on queue: DispatchQueue,
            _ key: @escaping @Sendable (KeyID, UInt64) -> KeyAnswer
        ) {
            self.seqs = seqs
            queue.async(group: work) {
                let prepared = PreparedLine.prepare(lines, origin: origin, workers: parts, key: key)
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
