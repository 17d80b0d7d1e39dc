import AuditLog
import VaultCrypto
import VaultStore

/// Verifies the whole log: grammar, chain, every signature, every statement, the rights, and the checkpoints.
struct LogCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private(set) var fold: LogFold
    private(set) var head: Checkpoint
    private let gate: Gate?

    /// Reads the log once.
    ///
    /// - Parameters:
    ///   - gate: nil when it is not there: then signatures and statements, whose keys and bytes it holds, are not asked.
    ///   - each: sees every line.
    ///   - counted: sees each entry that counts, with its statement.
    init(
        of store: VaultDatabase, vault: VaultID, gate: Gate?,
        each: ([UInt8], LogTail) -> Void = { _, _ in },
        counted: (AuditEntry, [UInt8]?) throws(VaultError) -> Void = { (_, _) throws(VaultError) in }
    ) throws(VaultError) {
        guard let origin = Origin(vault: vault, number: 1) else { throw .damaged(.genesis) }
        self.gate = gate
        fold = LogFold(vault: vault, markedTables: [Table.keyring.rawValue, Table.identity.rawValue])
        var checkpoints = CheckpointCheck(try stored { try store.checkpoints })
        var tail = LogTail(origin: origin)
        head = tail.checkpoint
        var verifier = ChainVerifier(from: tail, checkpoints: checkpoints.notes)
        try stored {
            try store.forEachLine { _, line in
                let act = try take(line, &verifier, store, counted)
                tail = tail.advanced(by: line)
                checkpoints.take(act, tail)
                each(line, tail)
            }
        }
        let logKey = fold.logKey
        let report = verifier.finish { _ in
            guard gate != nil else { return .notAsked }
            return logKey.map { .valid($0) } ?? .missing
        }
        head = report.head
        checkpoints.finish(tail.size)
        findings += checkpoints.findings
        findings += report.findings.compactMap(CheckReport.Finding.init)
    }

    /// - Returns: what the line says was done, whether it counts or not.
    private mutating func take(
        _ line: [UInt8], _ verifier: inout ChainVerifier, _ store: VaultDatabase,
        _ counted: (AuditEntry, [UInt8]?) throws(VaultError) -> Void
    ) throws(VaultError) -> Act? {
        let parsed = try? AuditEntry(parsing: line)
        try judge(line, parsed, &verifier, store, counted)
        return parsed?.fields.act.act
    }

    private mutating func judge(
        _ line: [UInt8], _ parsed: AuditEntry?, _ verifier: inout ChainVerifier, _ store: VaultDatabase,
        _ counted: (AuditEntry, [UInt8]?) throws(VaultError) -> Void
    ) throws(VaultError) {
        let statement = try parsed.flatMap { (entry) throws(VaultError) in
            try gate.flatMap { (gate) throws(VaultError) in try LogReplay.statement(of: entry, store, gate.rowKey) }
        }
        let answer = parsed.map { self.answer($0, statement) } ?? .notValid
        guard let entry = verifier.add(line, key: { _, _ in answer }), gate != nil else { return }
        if let problem = fold.apply(entry, statement: statement) {
            findings.append(.init(object: "entry \(entry.seq)", kind: problem.kind))
            return
        }
        if let data = entry.fields.data, statement.map({ SHA256Hash.hash($0) }) != data {
            findings.append(.init(object: "entry \(entry.seq)", kind: .statementMissing))
        }
        try counted(entry, statement)
    }

    private func answer(_ entry: AuditEntry, _ statement: [UInt8]?) -> KeyAnswer {
        guard gate != nil else { return .notAsked }
        if let key = fold.verifyingKey(for: entry, statement: statement) { return .valid(key) }
        return entry.fields.data != nil && statement == nil ? .missing : .notValid
    }
}

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

    /// Whether it is a fault; clocks are set by hand, and a newer version has newer acts.
    var isFault: Bool { kind != .clockStep && kind != .unknownAct }
}
