import AuditLog
import VaultCrypto

/// Compares what was seen before, heads and mirror, with the log as it is read.
struct AnchorWatch: ~Copyable {
    private let heads: [SeenHead]
    private let sizes: Set<UInt64>
    private var roots: [UInt64: SHA256Digest] = [:]
    private var mirror: MirrorComparison
    private var last: [UInt8] = []

    init(_ heads: [SeenHead], mirror path: String) {
        // Whoever may write into the gate's folder may lay down a head of nothing: nobody ever saw one.
        self.heads = heads.filter { $0.checkpoint.size > 0 }
        sizes = Set(heads.map(\.checkpoint.size))
        mirror = MirrorComparison(path: path)
    }

    /// Takes the next line of the log, with the tail after it.
    mutating func take(_ line: [UInt8], _ tail: LogTail) {
        mirror.take(line)
        if sizes.contains(tail.size) { roots[tail.size] = tail.frontier.root }
        last = line
    }

    /// What came out, after the last line.
    mutating func finish(_ head: Checkpoint) -> AnchorReport {
        let verdict = mirror.finish()
        let ours = heads.filter { $0.checkpoint.origin == head.origin }
        let ahead = ours.filter { $0.checkpoint.size > head.size }
        let differing = ours.filter {
            $0.checkpoint.size <= head.size && roots[$0.checkpoint.size] != $0.checkpoint.root
        }
        let lastEntry = Self.time(of: last) ?? 0
        func rollback(_ anchor: Rollback.Anchor, isOlder: Bool, _ seen: UInt64, _ time: UInt64?) -> Rollback {
            Rollback(
                anchor: anchor, isOlder: isOlder, seen: seen, seenTime: time, entries: head.size, lastEntry: lastEntry)
        }
        func of(_ seen: SeenHead, isOlder: Bool) -> Rollback {
            rollback(seen.anchor, isOlder: isOlder, seen.checkpoint.size, seen.time)
        }
        // A head of a later log: this is what a restore left behind.
        let later = heads.filter { $0.checkpoint.origin.follows(head.origin) }
        let newest = (later.isEmpty ? ahead : later).max { $0.checkpoint.size < $1.checkpoint.size }
        let found: Rollback? =
            switch verdict {
            // The mirror has the lines themselves, and with them a time.
            case .longer(_, let lines, let line) where later.isEmpty && lines >= newest?.checkpoint.size ?? 0:
                rollback(.mirror, isOlder: true, lines, Self.time(of: line))
            case .differs(let line) where newest == nil && differing.isEmpty:
                rollback(.mirror, isOlder: false, line + 1, nil)
            default: newest.map { of($0, isOlder: true) } ?? differing.first.map { of($0, isOlder: false) }
            }
        return AnchorReport(
            mirror: verdict, ahead: (ahead + later).map(\.checkpoint), differing: differing.map(\.checkpoint),
            rollback: found)
    }

    private static func time(of line: [UInt8]) -> UInt64? { (try? AuditEntry(parsing: line))?.time }
}

extension Origin {
    /// Whether this is a later log of the same vault.
    func follows(_ other: Origin) -> Bool { vault == other.vault && number > other.number }
}

/// What the comparison with everything seen before says.
struct AnchorReport {
    let mirror: MirrorComparison.Verdict
    /// Heads of more entries than there are, and heads of a later log.
    let ahead: [Checkpoint]
    /// Heads of as many entries, or fewer, with another root.
    let differing: [Checkpoint]
    let rollback: Rollback?
}
