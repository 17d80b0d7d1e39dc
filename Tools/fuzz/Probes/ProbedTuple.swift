import VaultCrypto

/// Tuples: every field in its order, nothing between and behind them; each kind of field as its own reader takes it.
enum ProbedTuple: ProbedParser {
    private static let fieldLimit = 64

    static var seeds: [[UInt8]] {
        [
            Tuple(.record).bytes,
            Tuple(.rowPerson, "mira", "Mira Petrović").bytes,
            Tuple(.rowHeader, UInt8(1), UInt16(2), UInt32(3), UInt64(4)).bytes,
            Tuple(.grant, VaultID.zero, Blake2bDigest.zero, FieldList(["legal", "core"]), [UInt8]()).bytes,
            Tuple(.policy, FieldList([Tuple(.grant, UInt8(0)), Tuple(.grant, UInt8(1))])).bytes,
        ]
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let label = TupleReader.label(of: bytes) else { return .refused }
        for count in 0...fieldLimit {
            guard let reader = try? TupleReader(bytes, label: label, count: count) else { continue }
            return verdict(on: bytes, reader, label, count)
        }
        return .refused
    }

    private static func verdict(
        on bytes: [UInt8], _ whole: TupleReader, _ label: Label, _ count: Int
    ) -> Probe.Verdict {
        var (reader, fields) = (whole, [[UInt8]]())
        while let field = try? reader.data() { fields.append(field) }
        guard fields.count == count, (try? reader.finish()) != nil else { return .broken(.notStable) }
        guard written(label, fields) == bytes, fields.allSatisfy({ isReadWhole($0, label) })
        else { return .broken(.notCanonical) }
        return .accepted
    }

    /// The encoding, written a second time.
    private static func written(_ label: Label, _ fields: [[UInt8]]) -> [UInt8] {
        func number(_ count: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(count >> $0 & 255) } }
        func prefixed(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count) + bytes }
        return prefixed(Array(label.rawValue.utf8)) + number(fields.count) + fields.flatMap(prefixed)
    }

    /// Whether each reader that takes the field takes all of it.
    private static func isReadWhole(_ field: [UInt8], _ label: Label) -> Bool {
        func read<Field: TupleField>(_ take: (inout TupleReader) throws -> Field) -> Bool {
            guard var reader = try? TupleReader(Tuple(label, field).bytes, label: label, count: 1),
                let value = try? take(&reader)
            else { return true }
            return value.fieldBytes == field && value.fieldByteCount == field.count
        }
        return read { try $0.u8() } && read { try $0.u16() } && read { try $0.u32() } && read { try $0.u64() }
            && read { try $0.text() } && read { try $0.id(RecordKind.self) } && read { try $0.digest(Blake2b.self) }
            && read { FieldList(try $0.list()) } && read { UInt8(try $0.flag() ? 1 : 0) }
    }
}
