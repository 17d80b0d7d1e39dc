import VaultCrypto

/// The tree over the lines as they lie in the file, good or bad, compared with each checkpoint at its size.
struct CheckpointWatch: Sendable {
    private let origin: Origin
    private(set) var frontier: MerkleFrontier
    /// The next one last.
    private var ahead: [SignedCheckpoint]
    /// Those whose root the lines gave; their signatures are checked at the end, when all log keys are known.
    private var reached: [SignedCheckpoint] = []

    init(origin: Origin, frontier: MerkleFrontier, checkpoints: [SignedCheckpoint]) {
        self.origin = origin
        self.frontier = frontier
        ahead = checkpoints.filter { $0.checkpoint.size >= frontier.size }
            .sorted { $0.checkpoint.size > $1.checkpoint.size }
    }

    mutating func append(_ leafHash: SHA256Digest, reporting found: inout FindingList) {
        frontier.append(leafHash)
        compare(reporting: &found)
    }

    mutating func compare(reporting found: inout FindingList) {
        while let note = ahead.last, note.checkpoint.size <= frontier.size {
            ahead.removeLast()
            if note.checkpoint.origin != origin {
                found.add(.checkpointOfOtherLog, at: note.checkpoint.size)
            } else if note.checkpoint.root != frontier.root {
                found.add(.checkpointMismatch, at: note.checkpoint.size)
            } else {
                reached.append(note)
            }
        }
    }

    /// A checkpoint that was not reached says nothing unless the log key signed it.
    mutating func finish(logKey: (Checkpoint) -> KeyAnswer, reporting found: inout FindingList) {
        for note in reached { checkSignature(of: note, logKey: logKey, reporting: &found) }
        for note in ahead.reversed() {
            checkSignature(of: note, logKey: logKey, reporting: &found)
            let kind = note.checkpoint.origin == origin ? ChainFinding.Kind.endsBeforeCheckpoint : .checkpointOfOtherLog
            found.add(kind, at: note.checkpoint.size)
        }
    }

    private func checkSignature(
        of note: SignedCheckpoint, logKey: (Checkpoint) -> KeyAnswer, reporting found: inout FindingList
    ) {
        switch logKey(note.checkpoint) {
        case .notAsked: return
        case .valid(let key) where note.isSigned(by: key): return
        case .valid, .notValid: found.add(.checkpointNotSigned, at: note.checkpoint.size)
        case .missing: found.add(.checkpointKeyMissing, at: note.checkpoint.size)
        }
    }
}
