import Testing
import VaultCrypto

@testable import AuditLog

/// Something done to a log of at least 20 lines, and what must be found.
struct Tampering: CustomTestStringConvertible, Sendable {
    typealias Finding = (ChainFinding.Kind, ClosedRange<UInt64>)

    let name: String
    let change: @Sendable (inout [[UInt8]], LogMaker) throws -> Void
    let findings: [ChainFinding]

    init(
        _ name: String, _ findings: [Finding], _ change: @escaping @Sendable (inout [[UInt8]], LogMaker) throws -> Void
    ) {
        self.name = name
        self.findings = findings.map { ChainFinding($0.0, seqs: $0.1) }
        self.change = change
    }

    var testDescription: String { name }

    /// One value of line 7 replaced by another that is well formed.
    private static func field(_ field: EntryField, to value: String, _ findings: [Finding]) -> Tampering {
        Tampering("line 7: another \(field.key)", findings) { lines, _ in
            let line = String(decoding: lines[7], as: UTF8.self)
            guard let start = line.firstRange(of: "\"\(field.key)\":\(field.isNumber ? "" : "\"")") else { return }
            let rest = line[start.upperBound...]
            let end = rest.firstIndex { field.isNumber ? $0 == "," : $0 == "\"" } ?? rest.endIndex
            lines[7] = Array((line[..<start.upperBound] + value + line[end...]).utf8)
        }
    }

    private static let signed: [Finding] = [(.badSignature, 7...7), (.brokenLink, 8...8)]
    private static let hex = String(repeating: "5", count: 64)

    /// Every field that a line has.
    static let fields: [Tampering] = [
        field(.version, to: "2", [(.malformed, 7...7), (.brokenLink, 8...8)]),
        field(.seq, to: "8", [(.badSignature, 8...8), (.outOfPlace, 8...8), (.missing, 7...7)]),
        field(.seq, to: "6", [(.badSignature, 6...6), (.outOfPlace, 6...6), (.missing, 7...7)]),
        field(.prev, to: hex, [(.badSignature, 7...7), (.brokenLink, 7...8)]),
        field(.time, to: "2026-09-21T13:33:27.001Z", signed), field(.boot, to: "55555555", signed),
        field(.mono, to: "12001", signed), field(.act, to: "record.print", signed),
        field(.by, to: "55555555555555555555555555555555", [(.keyNotValid, 7...7), (.brokenLink, 8...8)]),
        field(.role, to: "attorney", signed), field(.role, to: "", signed), field(.peer, to: "55555555", signed),
        field(.clientCase, to: "55555555555555555555555555555555", signed), field(.clientCase, to: "", signed),
        field(.object, to: "file", signed), field(.record, to: "55555555555555555555555555555555", signed),
        field(.revision, to: "9", signed), field(.before, to: hex, signed), field(.after, to: "", signed),
        field(.count, to: "0", signed), field(.why, to: "intake", signed), field(.ref, to: "0", signed),
        field(.result, to: "ok", signed), field(.flags, to: "", signed), field(.flags, to: "ooh", signed),
        field(.data, to: hex, signed), field(.data, to: "", signed),
        field(.sig, to: String(repeating: "A", count: 86), signed),
    ]

    static let places: [Tampering] = [
        Tampering("first line cut", [(.missing, 0...0)]) { lines, _ in lines.removeFirst() },
        Tampering("one line cut", [(.missing, 9...9)]) { lines, _ in lines.remove(at: 9) },
        Tampering("three lines cut", [(.missing, 9...11)]) { lines, _ in lines.removeSubrange(9...11) },
        Tampering("two cuts", [(.missing, 3...3), (.missing, 9...9)]) { lines, _ in
            lines.remove(at: 9)
            lines.remove(at: 3)
        },
        Tampering("neighbours exchanged", [(.missing, 9...9), (.outOfPlace, 9...9)]) { lines, _ in lines.swapAt(9, 10)
        },
        Tampering("moved to the end", [(.missing, 9...9), (.outOfPlace, 9...9)]) { lines, _ in
            lines.append(lines.remove(at: 9))
        },
        Tampering("moved to the front", [(.missing, 0...8), (.outOfPlace, 0...8)]) { lines, _ in
            lines.insert(lines.remove(at: 9), at: 0)
        },
        Tampering("repeated at once", [(.outOfPlace, 9...9)]) { lines, _ in lines.insert(lines[9], at: 9) },
        Tampering("repeated later", [(.outOfPlace, 9...9)]) { lines, _ in lines.insert(lines[9], at: 15) },
        Tampering("garbage inserted", [(.malformed, 9...9)]) { lines, _ in lines.insert(Array("garbage".utf8), at: 9) },
        Tampering("empty line inserted", [(.malformed, 9...9)]) { lines, _ in lines.insert([], at: 9) },
        Tampering("one line overwritten", [(.malformed, 9...9), (.brokenLink, 10...10)]) { lines, _ in
            lines[9] = Array("garbage".utf8)
        },
        Tampering(
            "several ranges overwritten",
            [
                (.malformed, 3...3), (.brokenLink, 4...4), (.malformed, 7...9), (.brokenLink, 10...10),
                (.malformed, 12...12),
                (.brokenLink, 13...13),
            ]
        ) { lines, _ in
            for place in [3, 7, 8, 9, 12] { lines[place] = Array("{\"v\":1}".utf8) }
        },
    ]

    static let forgeries: [Tampering] = [
        Tampering("a stranger's entry inserted", [(.keyNotValid, 9...9)]) { lines, log in
            lines.insert(try forged(log, at: 9, by: log.stranger), at: 9)
        },
        Tampering("a stranger's entry in another's name", [(.badSignature, 9...9)]) { lines, log in
            let forged = try LogMaker.appended(
                to: log.tails[9], try log.fields(by: log.signers[0], at: 9), signer: log.stranger)
            lines.insert(forged.line, at: 9)
        },
        Tampering("a signer's second entry inserted", [(.outOfPlace, 9...9), (.brokenLink, 10...10)]) { lines, log in
            lines.insert(try forged(log, at: 9, by: log.signers[0]), at: 9)
        },
        Tampering("a signer's other entry in its place", [(.brokenLink, 10...10)]) { lines, log in
            lines[9] = try forged(log, at: 9, by: log.signers[0])
        },
        Tampering("an entry of another log", [(.badSignature, 9...9), (.brokenLink, 10...10)]) { lines, log in
            guard let other = Origin(vault: log.origin.vault, number: 2) else { throw NotASecret() }
            let tail = LogTail(origin: other, prev: log.tails[9].prev, frontier: log.tails[9].frontier)
            lines[9] = try LogMaker.appended(
                to: tail, try log.fields(by: log.signers[0], at: 9), signer: log.signers[0]
            ).line
        },
    ]

    static let all = fields + places + forgeries

    private static func forged(_ log: LogMaker, at place: Int, by signer: LogMaker.Signer) throws -> [UInt8] {
        var fields = try log.fields(by: signer, at: UInt64(place))
        fields.count = 99
        return try LogMaker.appended(to: log.tails[place], fields, signer: signer).line
    }
}
