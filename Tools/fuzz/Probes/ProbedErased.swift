import CaseVault
import VaultCrypto

/// The list that closes what was erased when both files are put back. Whatever stands in it, each whole line that names
/// something is kept as it is when others are added, and what it names stays closed.
enum ProbedErased: ProbedParser {
    private static let file = LaidFile("erased", in: "erased")
    private static let mirror = LaidFile("audit.jsonl", in: "erased").path

    static var seeds: [[UInt8]] {
        let lines = (0..<4).map { number in
            ErasureList.Line(
                GenerationID(high: number, low: .max).hex, erasedAt: number * 1_000, isRecord: number % 2 == 1)
        }
        let withReturns = text(lines).flatMap { $0 == 10 ? [13, 10] : [$0] }
        return [[], Array(lines.prefix(1)), lines].map(text) + [
            text(lines).dropLast(), text(lines).dropLast(9), withReturns,
        ]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        file.lay(bytes)
        guard let lines = ErasureList(beside: mirror).lines, let listed = ListedErasures(beside: mirror) else {
            return .broken(.misread)
        }
        // Each line that begins as one of them is one, whatever follows its id.
        let unmarked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let named = unmarked.split { $0 == 10 || $0 == 13 }.count {
            $0.count >= 32 && $0.prefix(32).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        }
        guard lines.count == named else { return .broken(.misread) }
        guard lines.allSatisfy({ isClosed($0, by: listed) }) else { return .broken(.misread) }
        file.lay(text(lines))
        guard ErasureList(beside: mirror).lines == lines, let again = ListedErasures(beside: mirror),
            again.generations.isSubset(of: listed.generations), again.records.isSubset(of: listed.records),
            lines.allSatisfy({ isClosed($0, by: again) })
        else { return .broken(.notStable) }
        return lines.isEmpty ? .refused : .accepted
    }

    private static func isClosed(_ line: ErasureList.Line, by listed: ListedErasures) -> Bool {
        line.isRecord
            ? RecordID(hex: line.id).map(listed.records.contains) ?? false
            : GenerationID(hex: line.id).map(listed.generations.contains) ?? false
    }

    private static func text(_ lines: [ErasureList.Line]) -> [UInt8] { lines.flatMap { $0.bytes + [10] } }
}
