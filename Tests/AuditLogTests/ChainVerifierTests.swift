import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct ChainVerifierTests {
    let log: LogMaker

    init() throws { log = try LogMaker(entries: 20) }

    @Test func intactLogHasNoFindings() throws {
        let report = log.verify(log.lines, checkpoints: [try log.checkpoint(20), try log.checkpoint(7)])
        #expect(report.findings == [])
        #expect(report.verdict == .ok)
        #expect(report.head == log.tail.checkpoint)
    }

    @Test func emptyLogHasNoFindings() {
        let report = log.verify([])
        #expect(report.findings == [])
        #expect(report.head.root == MerkleTree.emptyRoot)
    }

    @Test(arguments: Tampering.all)
    func finds(_ tampering: Tampering) throws {
        var lines = log.lines
        try tampering.change(&lines, log)
        try #require(lines != log.lines)
        let report = log.verify(lines)
        #expect(report.findings.sortedForComparison == tampering.findings.sortedForComparison)
        #expect(report.verdict == .tampered)
    }

    /// Whatever was changed before a checkpoint, the checkpoint alone tells.
    @Test(arguments: Tampering.all)
    func checkpointFinds(_ tampering: Tampering) throws {
        var lines = log.lines
        try tampering.change(&lines, log)
        var verifier = ChainVerifier(from: LogTail(origin: log.origin), checkpoints: [try log.checkpoint(20)])
        for line in lines { _ = verifier.add(line) { _, _ in .notAsked } }
        let kinds = verifier.finish { _ in .valid(log.logSigner.key) }.findings.map(\.kind)
        #expect(kinds.contains(.checkpointMismatch) || kinds.contains(.endsBeforeCheckpoint))
    }

    /// Lines prepared ahead on two cores are judged the same, whatever was known when they were prepared.
    @Test(arguments: Tampering.all)
    func preparedLinesAreJudgedTheSame(_ tampering: Tampering) throws {
        var lines = log.lines
        try tampering.change(&lines, log)
        let log = log
        let stranger = log.stranger.key
        for early in [log.key, { _, _ in .missing }, { _, _ in .valid(stranger) }]
            as [@Sendable (KeyID, UInt64) -> KeyAnswer]
        {
            var verifier = ChainVerifier(from: LogTail(origin: log.origin))
            for line in PreparedLine.prepare(lines, origin: log.origin, share: 10, key: early) {
                _ = verifier.add(line, key: log.key)
            }
            #expect(verifier.finish { _ in .notAsked } == log.verify(lines))
        }
    }

    @Test func everyCutOfTheEndIsSeenByALaterCheckpointOnly() throws {
        for size in 0..<20 {
            let lines = Array(log.lines.prefix(size))
            #expect(log.verify(lines).findings == [])
            let report = log.verify(lines, checkpoints: [try log.checkpoint(20)])
            #expect(report.findings == [ChainFinding(.endsBeforeCheckpoint, seqs: 20...20)])
            #expect(report.verdict == .incomplete)
        }
    }

    /// Someone with all staff keys writes the end anew: every signature is good, only a kept checkpoint tells.
    @Test func historyWrittenAnewIsSeenByACheckpoint() throws {
        var other = try LogMaker(entries: 12)
        for _ in 12..<20 { try other.append(signer: other.signers[1]) }
        #expect(log.verify(other.lines).findings == [])
        let report = log.verify(other.lines, checkpoints: [try log.checkpoint(12), try log.checkpoint(20)])
        #expect(report.findings == [ChainFinding(.checkpointMismatch, seqs: 20...20)])
    }

    @Test func checkpointsOfOthers() throws {
        let unsigned = try log.stranger.sign(log.tail.checkpoint)
        #expect(log.verify(log.lines, checkpoints: [unsigned]).findings == [.init(.checkpointNotSigned, seqs: 20...20)])
        let second = try #require(Origin(vault: log.origin.vault, number: 2))
        let moved = try log.logSigner.sign(Checkpoint(origin: second, size: 20, root: log.tail.frontier.root))
        #expect(log.verify(log.lines, checkpoints: [moved]).findings == [.init(.checkpointOfOtherLog, seqs: 20...20)])
        var verifier = ChainVerifier(from: LogTail(origin: log.origin), checkpoints: [try log.checkpoint(1)])
        _ = verifier.add(log.lines[0], key: log.key)
        let report = verifier.finish { _ in .missing }
        #expect(report.findings == [.init(.checkpointKeyMissing, seqs: 1...1)])
        #expect(report.verdict == .incomplete)
    }

    @Test func startsFromATailAsFromTheBeginning() throws {
        for start in 0...20 {
            let notes = [try log.checkpoint(start), try log.checkpoint(20)]
            var verifier = ChainVerifier(from: log.tails[start], checkpoints: notes)
            for line in log.lines[start...] { #expect(verifier.add(line, key: log.key) != nil) }
            #expect(verifier.tail == log.tail)
            let report = verifier.finish { _ in .valid(log.logSigner.key) }
            #expect(report.findings == [])
            #expect(report.head == log.tail.checkpoint)
        }
    }

    /// A key counts by index: valid up to 9, so lines 10 and on are not its holder's.
    @Test func keysAreValidByIndex() throws {
        var verifier = ChainVerifier(from: LogTail(origin: log.origin))
        var counted: [UInt64] = []
        for line in log.lines {
            let entry = verifier.add(line) { id, seq in
                id == log.signers[1].id && seq >= 10 ? .notValid : log.key(id, seq)
            }
            if let entry { counted.append(entry.seq) }
        }
        let report = verifier.finish { _ in .notAsked }
        let late = stride(from: UInt64(12), to: 20, by: 3)
        #expect(report.findings.filter { $0.kind == .keyNotValid } == late.map { .init(.keyNotValid, seqs: $0...$0) })
        #expect(counted == (0..<20).filter { !late.contains($0) })
    }

    @Test func aMissingKeyIsIncomplete() throws {
        var verifier = ChainVerifier(from: LogTail(origin: log.origin))
        for line in log.lines { _ = verifier.add(line) { _, _ in .missing } }
        let report = verifier.finish { _ in .missing }
        #expect(report.findings == [ChainFinding(.keyMissing, seqs: 0...19)])
        #expect(report.verdict == .incomplete)
    }

    @Test func unknownActsAreReportedAndCount() throws {
        var log = log
        var fields = try log.fields(by: log.signers[0], at: 20)
        fields.act = try #require(ActCode("case.teleport"))
        try log.append(fields, signer: log.signers[0])
        let report = log.verify(log.lines)
        #expect(report.findings == [ChainFinding(.unknownAct, seqs: 20...20)])
        #expect(report.verdict == .ok)
    }
}

extension [ChainFinding] {
    /// Findings in an order that does not depend on when they were made.
    var sortedForComparison: [ChainFinding] {
        sorted { ("\($0.kind)", $0.seqs.lowerBound) < ("\($1.kind)", $1.seqs.lowerBound) }
    }
}
