import AuditLog
import VaultCrypto
import VaultStore

/// Verifies the whole log: grammar, chain, every signature, every statement, the rights, and the checkpoints.
struct LogCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private(set) var fold: LogFold
    private(set) var head: Checkpoint
    private let gate: Gate?
    /// Lines that are prepared at once: enough to keep every core busy, and a few hundred KiB.
    private static let chunk = 1_024
    /// Parts of a chunk; more than cores, so that none waits long for the last.
    private static let parts = 16

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
        let start = LogTail(origin: origin)
        head = start.checkpoint
        var numbers = EntryNumbers()
        var verifier = ChainVerifier(from: start, checkpoints: checkpoints.notes)
        try stored {
            try Self.chunks(of: store) { seqs, lines in
                for (seq, line) in zip(seqs, prepared(lines, origin)) {
                    numbers.take(seq, try? line.entry.get())
                    try judge(line, &verifier, store, counted)
                    checkpoints.take(try? line.entry.get().fields.act.act, verifier.tail)
                    each(line.line, verifier.tail)
                }
            }
        }
        let logKey = fold.logKey
        let report = verifier.finish { _ in
            guard gate != nil else { return .notAsked }
            return logKey.map { .valid($0) } ?? .missing
        }
        head = report.head
        checkpoints.finish(report.head.size)
        findings += numbers.findings + checkpoints.findings
        findings += report.findings.compactMap(CheckReport.Finding.init)
    }

    private static func chunks(of store: VaultDatabase, _ body: ([UInt64], [[UInt8]]) throws -> Void) throws {
        var seqs: [UInt64] = []
        var lines: [[UInt8]] = []
        try store.forEachLine { seq, line in
            seqs.append(seq)
            lines.append(line)
            guard lines.count == chunk else { return }
            try body(seqs, lines)
            seqs.removeAll(keepingCapacity: true)
            lines.removeAll(keepingCapacity: true)
        }
        try body(seqs, lines)
    }

    /// Parses, hashes and verifies on all cores with the keys known by now; what a line of the chunk itself changes
    /// about them is looked at in its turn.
    private func prepared(_ lines: [[UInt8]], _ origin: Origin) -> [PreparedLine] {
        let keys = gate == nil ? [:] : fold.verifyingKeys
        return PreparedLine.prepare(lines, origin: origin, workers: Self.parts) { id, _ in
            keys[id].map { .valid($0) } ?? .notAsked
        }
    }

    private mutating func judge(
        _ line: PreparedLine, _ verifier: inout ChainVerifier, _ store: VaultDatabase,
        _ counted: (AuditEntry, [UInt8]?) throws(VaultError) -> Void
    ) throws(VaultError) {
        let parsed = try? line.entry.get()
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
    var isFault: Bool { kind != .clockStep && kind != .unknownAct && kind != .uploadUnfinished }
}
