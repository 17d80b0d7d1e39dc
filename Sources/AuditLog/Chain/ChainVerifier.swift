package import VaultCrypto

/// Verifies a log line by line in flat memory: grammar, place, chain, signatures, clocks and checkpoints.
///
/// It goes on after every bad line, so the report names all bad ranges. Lines may come from anyone; nothing but the
/// keys, the start and the checkpoints' log keys is trusted. Who had which right is not decided here: `add` returns
/// each entry that counts, and the caller folds it before the next call, in which it is asked for keys.
package struct ChainVerifier: Sendable {
    package let origin: Origin
    private let signaturePrefix: [UInt8]
    private var place: ChainPlace
    private var clock = ClockWatch()
    private var found = FindingList()
    private var tree: CheckpointWatch

    /// - Parameters:
    ///   - start: an empty log, or a tail whose checkpoint the caller trusts.
    ///   - checkpoints: in any order; those before the start are not looked at.
    package init(from start: LogTail, checkpoints: [SignedCheckpoint] = []) {
        origin = start.origin
        signaturePrefix = start.origin.signaturePrefix
        place = ChainPlace(next: start.size, prev: start.prev)
        tree = CheckpointWatch(origin: start.origin, frontier: start.frontier, checkpoints: checkpoints)
        tree.compare(reporting: &found)
    }

    /// The number of lines so far, the start included.
    package var size: UInt64 { tree.frontier.size }

    /// Where the next entry would be appended. Of use only while nothing is wrong.
    package var tail: LogTail { LogTail(origin: origin, prev: place.lastLine, frontier: tree.frontier) }

    /// Takes the next line, without its LF.
    ///
    /// - Parameter key: the key of an id at an index.
    /// - Returns: the entry if it counts: well formed, in its place and signed by a valid key. A broken link alone does
    ///   not unmake an entry; it is reported.
    package mutating func add(_ line: [UInt8], key: (KeyID, UInt64) -> KeyAnswer) -> AuditEntry? {
        add(PreparedLine(line), key: key)
    }

    /// The same for a line prepared ahead.
    package mutating func add(_ line: PreparedLine, key: (KeyID, UInt64) -> KeyAnswer) -> AuditEntry? {
        tree.append(line.leafHash, reporting: &found)
        guard case .success(let entry) = line.entry else {
            place.takeMalformed(line.leafHash, reporting: &found)
            return nil
        }
        switch standing(of: entry, in: line, answer: key(entry.fields.by, entry.seq)) {
        case .bad:
            place.takeUnsigned(entry, line.leafHash, reporting: &found)
            return nil
        case .undecided:
            _ = place.take(entry, line.leafHash, reporting: &found)
            return nil
        case .good:
            guard place.take(entry, line.leafHash, reporting: &found) else { return nil }
        }
        if entry.fields.act.act == nil { found.add(.unknownAct, at: entry.seq) }
        clock.look(at: entry, reporting: &found)
        return entry
    }

    /// Ends the pass.
    ///
    /// - Parameter logKey: the log key in force at a checkpoint.
    package consuming func finish(logKey: (Checkpoint) -> KeyAnswer) -> ChainReport {
        var findings = found
        tree.finish(logKey: logKey, reporting: &findings)
        let head = Checkpoint(origin: origin, size: size, root: tree.frontier.root)
        return ChainReport(head: head, findings: findings.findings)
    }

    private enum Standing { case good, bad, undecided }

    private mutating func standing(of entry: AuditEntry, in line: PreparedLine, answer: KeyAnswer) -> Standing {
        switch answer {
        case .notAsked:
            return .good
        case .missing:
            found.add(.keyMissing, at: entry.seq)
            return .undecided
        case .notValid:
            found.add(.keyNotValid, at: entry.seq)
            return .bad
        case .valid(let key):
            if line.isSigned(entry, by: key, after: signaturePrefix) { return .good }
            found.add(.badSignature, at: entry.seq)
            return .bad
        }
    }
}

/// What one pass over a log found.
package struct ChainReport: Hashable, Sendable {
    /// Size and root of what was read; nobody signed this.
    package let head: Checkpoint
    package let findings: [ChainFinding]

    package var verdict: ChainVerdict { findings.map(\.kind.verdict).max() ?? .ok }
}
