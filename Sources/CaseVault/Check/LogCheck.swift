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
    ///   - each: sees every line of the current log.
    ///   - counted: sees each entry that counts, of ended logs too, with its statement and its log.
    init(
        of store: VaultDatabase, vault: VaultID, gate: Gate?,
        each: ([UInt8], LogTail) -> Void = { _, _ in },
        counted: (AuditEntry, [UInt8]?, Origin) throws(VaultError) -> Void = { (_, _, _) throws(VaultError) in }
    ) throws(VaultError) {
        self.gate = gate
        fold = LogFold(vault: vault)
        let current = try Origins.current(of: store, vault)
        head = LogTail(origin: current).checkpoint
        for number in 1...current.number {
            let origin = try Origins.origin(vault, number)
            let isCurrent = origin == current
            let before = findings.count
            try read(origin, isCurrent, of: store, each: isCurrent ? each : { _, _ in }, counted: counted)
            if isCurrent { return }
            for place in before..<findings.count { findings[place] = findings[place].inLog(number) }
            fold.begin(after: head)
        }
    }

    /// Reads one of the logs, with the checkpoints that were cut in it.
    private mutating func read(
        _ origin: Origin, _ isCurrent: Bool, of store: VaultDatabase, each: ([UInt8], LogTail) -> Void,
        counted: (AuditEntry, [UInt8]?, Origin) throws(VaultError) -> Void
    ) throws(VaultError) {
        var checkpoints = CheckpointCheck(
            try stored { try isCurrent ? store.checkpoints : store.pastCheckpoints(of: origin.number) })
        var numbers = EntryNumbers()
        var verifier = ChainVerifier(from: LogTail(origin: origin), checkpoints: checkpoints.notes)
        try stored {
            var lines = LinePreparation(of: origin)
            func turn() throws {
                try Stopping.check()
                for next in lines.turn(knownKeys) {
                    let entry = try? next.line.entry.get()
                    numbers.take(next.seq, entry)
                    try judge(next.line, &verifier, store, counted)
                    checkpoints.take(entry?.fields.act.act, verifier.tail)
                    each(next.line.line, verifier.tail)
                }
            }
            func take(_ seq: UInt64, _ line: [UInt8]) throws { if lines.add(seq, line) { try turn() } }
            try store.batch {
                if isCurrent { try store.forEachLine(take) } else { try store.forEachPastLine(of: origin.number, take) }
                while !lines.isEmpty { try turn() }
            }
        }
        let (logKey, gate) = (fold.logKey, gate)
        let report = verifier.finish { _ in
            guard gate != nil else { return .notAsked }
            return logKey.map { .valid($0) } ?? .missing
        }
        head = report.head
        checkpoints.finish(report.head.size)
        findings += numbers.findings + checkpoints.findings
        findings += report.findings.compactMap(CheckReport.Finding.init)
    }

    /// The keys known by now; what a line itself changes about them is looked at in its turn.
    private var knownKeys: @Sendable (KeyID, UInt64) -> KeyAnswer {
        let keys = gate == nil ? [:] : fold.verifyingKeys
        return { id, _ in keys[id].map { .valid($0) } ?? .notAsked }
    }

    private mutating func judge(
        _ line: PreparedLine, _ verifier: inout ChainVerifier, _ store: VaultDatabase,
        _ counted: (AuditEntry, [UInt8]?, Origin) throws(VaultError) -> Void
    ) throws(VaultError) {
        let parsed = try? line.entry.get()
        let statement = try parsed.flatMap { (entry) throws(VaultError) in
            try gate.flatMap { (gate) throws(VaultError) in
                try LogReplay.statement(of: entry, in: verifier.origin, store, gate.rowKey)
            }
        }
        let answer = parsed.map { self.answer($0, statement) } ?? .notValid
        guard let entry = verifier.add(line, key: { _, _ in answer }), gate != nil else { return }
        if let problem = fold.apply(entry, statement: statement) {
            findings.append(.init(entry: entry.seq, problem.kind))
            return
        }
        if let data = entry.fields.data, statement.map({ SHA256Hash.hash($0) }) != data {
            findings.append(.init(entry: entry.seq, .statementMissing))
        }
        try counted(entry, statement, verifier.origin)
    }

    private func answer(_ entry: AuditEntry, _ statement: [UInt8]?) -> KeyAnswer {
        guard gate != nil else { return .notAsked }
        if let key = fold.verifyingKey(for: entry, statement: statement) { return .valid(key) }
        return entry.fields.data != nil && statement == nil ? .missing : .notValid
    }
}
