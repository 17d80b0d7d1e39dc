import AuditLog
import CaseVault
import VaultCrypto

/// The copy of the log beside the database. The comparison says what a second reader of the same bytes says; a restore goes
/// as far as signed lines in their chain go, and believes no other.
enum ProbedMirror: ProbedParser {
    private static let file = LaidFile("audit.jsonl", in: "mirror")
    /// As many lines as the restored log has.
    private static let restored = 2

    static var seeds: [[UInt8]] {
        guard let log else { return [] }
        let whole = text(log.lines)
        var holed = whole
        for place in 700..<900 where holed.indices.contains(place) { holed[place] = 0 }
        return [
            whole, text(log.lines.prefix(restored)), Array(whole.dropLast(100)), holed, [], text(log.lines + [[65]]),
            text(log.lines.prefix(restored) + log.lines.suffix(1)), text([log.lines[1]]),
        ]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let log else { return .broken(.misread) }
        file.lay(bytes)
        // Of the lines that both have, the one; of a mirror with more, the other.
        for lines in [log.lines, Array(log.lines.prefix(restored))] {
            var comparison = MirrorComparison(path: file.path)
            for line in lines { comparison.take(line) }
            guard comparison.finish() == comparing(bytes, with: lines) else { return .broken(.misread) }
        }
        guard let tail = try? MirrorTail(file.path, after: log.heads[restored], log.fold) else { return .refused }
        let same = zip(bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast(), log.lines)
            .prefix { $0.elementsEqual($1) }.count
        guard tail.head == log.heads[max(same, restored)] else { return .broken(.forged) }
        if tail.wasRead, same < restored { return .broken(.misread) }
        return tail.wasRead ? .accepted : .refused
    }

    private static let log = MadeLog([.vaultOpen, .caseErase, .sessionEnd])

    private static func text(_ lines: some Sequence<[UInt8]>) -> [UInt8] { lines.flatMap { $0 + [10] } }

    /// The comparison, written a second time over bytes that lie in memory.
    private static func comparing(_ mirror: [UInt8], with lines: [[UInt8]]) -> MirrorComparison.Verdict {
        var place = 0
        var hole: MirrorComparison.Verdict?
        for (number, line) in lines.enumerated() {
            let (wanted, there) = (line + [10], mirror[place...].prefix(line.count + 1))
            guard zip(there, wanted).allSatisfy({ $0 == $1 || $0 == 0 }) else { return .differs(at: UInt64(number)) }
            let here = MirrorComparison.Verdict.prefix(lines: UInt64(number), bytes: place)
            if !wanted.starts(with: there) { hole = hole ?? here }
            if there.count < wanted.count { return hole ?? here }
            place += wanted.count
        }
        let more = mirror[place...].split(separator: 10, omittingEmptySubsequences: false).dropLast()
        let count = UInt64(lines.count)
        guard let last = more.last else { return hole ?? .prefix(lines: count, bytes: place) }
        return .longer(log: count, lines: count + UInt64(more.count), last: Array(last))
    }
}
