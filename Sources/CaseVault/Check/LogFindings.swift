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
        let range = finding.seqs
        let place = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
        let entry = range.count == 1 ? "entry" : "entries"
        let kind: Kind
        var object = "\(entry) \(place)"
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
            object = "\(range.count == 1 ? "checkpoint" : "checkpoints") \(place)"
        default: break
        }
        self.init(object: object, kind: kind)
    }

    /// The same finding, in a log that a restore ended.
    func inLog(_ number: UInt64) -> Self { Self(object: "log \(number), \(object)", kind: kind) }

    /// Whether it is a fault; clocks are set by hand, a newer version has newer acts, and commands are interrupted.
    var isFault: Bool {
        switch kind {
        case .clockStep, .unknownAct, .uploadUnfinished, .gateAhead, .gateInterrupted: false
        default: true
        }
    }
}
