/// Something that a reader of the log must know, for a range of seqs.
package struct ChainFinding: Hashable, Sendable {
    package let kind: Kind
    /// The entries concerned, first and last; of a checkpoint, its size twice.
    package var seqs: ClosedRange<UInt64>

    package init(_ kind: Kind, seqs: ClosedRange<UInt64>) {
        self.kind = kind
        self.seqs = seqs
    }

    package enum Kind: Hashable, Sendable, CaseIterable {
        /// The line in this place is not an entry.
        case malformed
        /// Entries that should stand here do not.
        case missing
        /// A line with a seq that does not belong here: repeated, moved, or claiming a place far ahead.
        case outOfPlace
        /// `prev` is not the leaf hash of the line before: that one, or what stood between, is not what was signed.
        case brokenLink
        /// The signature is not good under the key that `by` names.
        case badSignature
        /// The key that `by` names is not valid at this index.
        case keyNotValid
        /// The key that `by` names is not in what the verifier was given.
        case keyMissing
        /// A well-formed act that this version does not know.
        case unknownAct
        /// Wall clock and boot clock moved by different amounts since the entry before.
        case clockStep
        /// After a new boot the wall clock stands before the entry before.
        case clockBeforeLastBoot
        /// The boot clock ran backwards within one boot.
        case bootClockBackwards
        /// The entries do not give the root that the checkpoint of this size states.
        case checkpointMismatch
        /// The checkpoint of this size names another log.
        case checkpointOfOtherLog
        /// The checkpoint of this size is not signed by the log key.
        case checkpointNotSigned
        /// The log key for this checkpoint is not in what the verifier was given.
        case checkpointKeyMissing
        /// The log ends before the size of this checkpoint.
        case endsBeforeCheckpoint
    }
}

/// What the findings amount to.
package enum ChainVerdict: Int, Comparable, Hashable, Sendable {
    case ok, incomplete, tampered

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ChainFinding.Kind {
    /// `ok` for what is reported without being a fault: clocks are set, and newer versions have newer acts.
    package var verdict: ChainVerdict {
        switch self {
        case .unknownAct, .clockStep, .clockBeforeLastBoot, .bootClockBackwards: .ok
        case .keyMissing, .checkpointKeyMissing, .endsBeforeCheckpoint: .incomplete
        case .malformed, .missing, .outOfPlace, .brokenLink, .badSignature, .keyNotValid, .checkpointMismatch,
            .checkpointOfOtherLog, .checkpointNotSigned:
            .tampered
        }
    }
}

/// The findings of one pass; neighbouring seqs with the same finding become one range.
struct FindingList {
    private(set) var findings: [ChainFinding] = []
    /// The place of the newest finding of each kind, so that ranges grow while other kinds come between.
    private var newest: [ChainFinding.Kind: Int] = [:]

    mutating func add(_ kind: ChainFinding.Kind, _ seqs: ClosedRange<UInt64>) {
        if let place = newest[kind], findings[place].seqs.upperBound &+ 1 == seqs.lowerBound {
            findings[place].seqs = findings[place].seqs.lowerBound...seqs.upperBound
            return
        }
        newest[kind] = findings.count
        findings.append(ChainFinding(kind, seqs: seqs))
    }

    mutating func add(_ kind: ChainFinding.Kind, at seq: UInt64) { add(kind, seq...seq) }
}
