import AuditLog
import VaultStore

/// Compares the stored rows of checkpoints with the log: their place, their frontier, and whether one is gone.
///
/// The chain verifier compares size, root and signature of each note. Here the rest of the row is compared; and after
/// each `state` and each `session.end` the vault cuts a checkpoint in the same transaction, so one must stand there.
struct CheckpointCheck {
    private(set) var findings: [CheckReport.Finding] = []
    /// The notes that can be read, for the chain verifier.
    let notes: [SignedCheckpoint]
    private let frontiers: [UInt64: [UInt8]]
    /// The size at which a checkpoint must stand.
    private var due: UInt64?

    init(_ stored: [StoredCheckpoint]) {
        var notes: [SignedCheckpoint] = []
        for row in stored {
            guard let note = SignedCheckpoint(bytes: row.note) else {
                findings.append(.init(checkpoint: row.size, .malformed))
                continue
            }
            notes.append(note)
            if note.checkpoint.size != row.size {
                findings.append(.init(checkpoint: row.size, .checkpointMismatch))
            }
        }
        self.notes = notes
        frontiers = Dictionary(stored.map { ($0.size, $0.frontier) }) { first, _ in first }
    }

    /// Takes the next line, with the tail after it.
    mutating func take(_ act: Act?, _ tail: LogTail) {
        if act != .state { settle() }
        due = act == .state || act == .sessionEnd ? tail.size : nil
        if let frontier = frontiers[tail.size], frontier != tail.frontier.bytes {
            findings.append(.init(checkpoint: tail.size, .checkpointMismatch))
        }
    }

    /// Ends the pass over a log of this size.
    mutating func finish(_ size: UInt64) {
        settle()
        for size in frontiers.keys.filter({ $0 > size }).sorted() {
            findings.append(.init(checkpoint: size, .checkpointMismatch))
        }
    }

    private mutating func settle() {
        guard let due, frontiers[due] == nil else { return }
        findings.append(.init(checkpoint: due, .missing))
    }
}
