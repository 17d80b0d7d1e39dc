import AuditLog

extension FoldProblem {
    var kind: CheckReport.Finding.Kind {
        switch self {
        case .notPermitted: .notPermitted
        case .statementMissing: .statementMissing
        case .statementWrong: .contentMismatch
        }
    }
}

extension CheckReport.Finding {
    init?(_ finding: ChainFinding) {
        let kind: Kind
        switch finding.kind {
        case .malformed: kind = .malformed
        case .missing, .outOfPlace, .brokenLink: kind = .chainBroken
        case .badSignature, .keyNotValid: kind = .signatureInvalid
        case .keyMissing, .checkpointKeyMissing: kind = .keyMissing
        case .unknownAct: kind = .unknownAct
        case .clockStep, .clockBeforeLastBoot, .bootClockBackwards: kind = .clockStep
        case .checkpointMismatch, .checkpointOfOtherLog, .checkpointNotSigned: kind = .checkpointMismatch
        case .endsBeforeCheckpoint: kind = .missing
        }
        switch finding.kind {
        case .checkpointMismatch, .checkpointOfOtherLog, .checkpointNotSigned, .checkpointKeyMissing,
            .endsBeforeCheckpoint:
            self.init(checkpoints: finding.seqs, kind)
        default: self.init(entries: finding.seqs, kind)
        }
    }

    init(entry seq: UInt64, _ kind: Kind) { self.init(entries: seq...seq, kind) }

    /// A key that was passed on with this entry and does not open: its row is wrong, and the log is whole.
    init(grantOf seq: UInt64) { self.init(object: "entry \(seq)", kind: .cannotOpen) }

    init(checkpoint size: UInt64, _ kind: Kind) { self.init(checkpoints: size...size, kind) }

    private init(entries seqs: ClosedRange<UInt64>, _ kind: Kind) {
        self.init(one: "entry", more: "entries", seqs, kind)
    }

    private init(checkpoints sizes: ClosedRange<UInt64>, _ kind: Kind) {
        self.init(one: "checkpoint", more: "checkpoints", sizes, kind)
    }

    private init(one: String, more: String, _ range: ClosedRange<UInt64>, _ kind: Kind) {
        let object =
            range.count == 1 ? "\(one) \(range.lowerBound)" : "\(more) \(range.lowerBound)–\(range.upperBound)"
        self.init(object: object, kind: kind, isOfLog: true)
    }

    /// The same finding, in a log that a restore ended.
    func inLog(_ number: UInt64) -> Self { Self(object: "log \(number), \(object)", kind: kind, isOfLog: isOfLog) }

    /// Whether it is a fault; clocks are set by hand, a newer version has newer acts, and commands are interrupted.
    var isFault: Bool {
        switch kind {
        case .clockStep, .unknownAct, .uploadUnfinished, .gateAhead, .gateInterrupted: false
        default: true
        }
    }

    /// What it says of a log: what is not here may be elsewhere, and proves nothing.
    var verdict: VerifyReport.Verdict {
        switch kind {
        case _ where !isFault: .ok
        case .keyMissing, .statementMissing, .missing: .incomplete
        default: .tampered
        }
    }
}

extension Rollback {
    /// As `check` names it.
    var finding: CheckReport.Finding {
        switch anchor {
        case .head, .gate: .init(object: "head of entry \(seen - 1)", kind: isOlder ? .headAhead : .headDiffers)
        case .mirror where isOlder: .init(object: "audit.jsonl", kind: .headAhead)
        case .mirror: .init(object: "audit.jsonl entry \(seen - 1)", kind: .mirrorDiffers)
        }
    }
}

extension [CheckReport.Finding] {
    /// The worst that one of them says.
    var verdict: VerifyReport.Verdict {
        let verdicts = Set(map(\.verdict))
        return verdicts.contains(.tampered) ? .tampered : verdicts.contains(.incomplete) ? .incomplete : .ok
    }
}
