import AuditLog
import VaultCrypto

/// Lines of the audit log. One that is accepted is written again as it was.
enum ProbedEntry: ProbedParser {
    static var seeds: [[UInt8]] {
        let acts = Act.allCases.map { ActCode.known($0) } + [ActCode("zz.new-act")].compactMap { $0 }
        return acts.enumerated().compactMap { index, act in line(act, index) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        var splitter = LineSplitter()
        let lines = splitter.add(bytes + [UInt8(ascii: "\n")])
        guard lines.allSatisfy({ $0.count <= EntryFormat.lineLimit + 1 }) else { return .broken(.tooLarge) }
        guard let entry = try? AuditEntry(parsing: bytes) else { return .refused }
        guard bytes.count <= EntryFormat.lineLimit else { return .broken(.tooLarge) }
        guard lines == [bytes] else { return .broken(.notStable) }
        return .canonical(entry.encoded(), of: bytes)
    }

    /// An entry of an act, with as many of its fields filled as the number has bits.
    private static func line(_ act: ActCode, _ number: Int) -> [UInt8]? {
        func maybe<Value>(_ bit: Int, _ value: Value?) -> Value? { number >> bit & 1 == 1 ? value : nil }
        func cycled<Code: CaseIterable>(_ code: Code.Type) -> Code? {
            Array(Code.allCases)[safe: number % Code.allCases.count]
        }
        guard let time = EntryTime(milliseconds: 1_790_000_000_000 + UInt64(number)),
            let object = cycled(EntryObject.self),
            let result = cycled(ResultCode.self), let signature = Signature(bytes: (0..<64).map { UInt8($0 * 3) })
        else { return nil }
        var flags = EntryFlags()
        for (index, flag) in EntryFlag.allCases.enumerated() where (index + number) % 5 == 0 { flags.insert(flag) }
        let fields = EntryFields(
            time: time, boot: ShortHash(bootID: "a1b2"), mono: 12345, act: act, by: Identifier(high: 1, low: 2),
            role: maybe(0, cycled(RoleCode.self)), peer: ShortHash(bootID: "c3d4"),
            clientCase: maybe(1, Identifier(high: 3, low: 4)), object: object,
            record: maybe(2, Identifier(high: 5, low: 6)), revision: UInt64(number), before: maybe(3, .zero),
            after: maybe(4, Digest(1, 2, 3, 4)), count: UInt64(number * number),
            why: maybe(5, cycled(PurposeCode.self)), ref: 9, result: result, flags: flags,
            data: maybe(0, Digest(5, 6, 7, 8)))
        return AuditEntry(seq: UInt64(number), prev: .zero, fields: fields, signature: signature).encoded()
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
