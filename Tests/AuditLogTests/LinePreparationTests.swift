import Testing

@testable import AuditLog

@Suite struct LinePreparationTests {
    /// Chunks begin and end within these lengths; what is judged is every line, in its order, as one prepared alone.
    @Test(arguments: [0, 1, 31, 32, 33, 95, 96, 97, 223, 224, 225, 700])
    func everyLineComesInItsOrder(_ count: Int) throws {
        let log = try LogMaker(entries: 20)
        let added = (0..<count).map { (seq: UInt64($0 * 3), line: log.lines[$0 % 20] + [UInt8]("\($0)".utf8)) }
        var lines = LinePreparation(of: log.origin)
        var judged: [LinePreparation.Line] = []
        #expect(lines.isEmpty)
        for (seq, line) in added {
            let isDue = lines.add(seq, line)
            #expect(lines.last == seq && !lines.isEmpty)
            if isDue { judged += lines.turn { _, _ in .notAsked } }
        }
        while !lines.isEmpty { judged += lines.turn { _, _ in .notAsked } }
        #expect(judged.map(\.seq) == added.map(\.seq))
        #expect(judged.map(\.line.line) == added.map(\.line))
        #expect(judged.allSatisfy { $0.line.leafHash == AuditEntry.leafHash(of: $0.line.line) })
        #expect(judged.map(\.line.entry) == added.map { PreparedLine($0.line).entry })
        let more = lines.turn { _, _ in .notAsked }
        #expect(more.isEmpty)
    }

    /// The keys known when a chunk begins are asked for its lines, and a bad signature stays one.
    @Test func signaturesAreCheckedAhead() throws {
        let log = try LogMaker(entries: 20)
        var lines = LinePreparation(of: log.origin)
        for (seq, line) in log.lines.enumerated() {
            let isDue = lines.add(UInt64(seq), line)
            #expect(!isDue)
        }
        let before = lines.turn(log.key)
        #expect(before.isEmpty)
        let judged = lines.turn { _, _ in .missing }
        #expect(judged.count == 20)
        for next in judged {
            let entry = try next.line.entry.get()
            guard case .valid(let key) = log.key(entry.fields.by, entry.seq) else {
                Issue.record("no key of entry \(entry.seq)")
                continue
            }
            #expect(
                next.line.checked
                    == CheckedSignature(
                        key: key, signaturePrefix: log.origin.signaturePrefix, isGood: true))
            #expect(!next.line.isSigned(entry, by: log.stranger.key, after: log.origin.signaturePrefix))
            let later = try #require(Origin(vault: log.origin.vault, number: 2))
            #expect(!next.line.isSigned(entry, by: key, after: later.signaturePrefix))
        }
    }

    /// A bad signature stays one, and so does everything else that is wrong with a line.
    @Test(arguments: Tampering.all)
    func linesAreJudgedTheSameInAnyChunk(_ tampering: Tampering) throws {
        let log = try LogMaker(entries: 20)
        var changed = log.lines
        try tampering.change(&changed, log)
        for chunk in [1, 2, 3, 7] {
            var (lines, verifier) = (
                LinePreparation(of: log.origin, chunks: chunk...(2 * chunk)),
                ChainVerifier(from: LogTail(origin: log.origin))
            )
            func turn() { for next in lines.turn(log.key) { _ = verifier.add(next.line, key: log.key) } }
            for (seq, line) in changed.enumerated() where lines.add(UInt64(seq), line) { turn() }
            while !lines.isEmpty { turn() }
            #expect(verifier.finish { _ in .notAsked } == log.verify(changed))
        }
    }

    /// Whoever writes lines longer than any of ours fills no memory with them.
    @Test func longLinesMakeShortChunks() throws {
        var lines = LinePreparation(of: try LogMaker(entries: 1).origin, chunks: 4...4)
        let long = [UInt8](repeating: 0x7B, count: 2_000)
        let due = (lines.add(0, long), lines.add(1, long), lines.add(2, long))
        #expect(due == (false, false, true))
    }
}
