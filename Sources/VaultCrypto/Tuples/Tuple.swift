/// The bytes of `T(label, f1..fn) = LP(label) ‖ u32be(n) ‖ LP(f1) ‖ … ‖ LP(fn)`, `LP(x) = u32be(len x) ‖ x`.
///
/// Every hash, MAC, signature, associated data and HPKE info of the vault is over one of these. Two tuples are equal
/// only if label, number and every field are. Fields are at most 4 GiB; integers big endian. A secret is never a
/// field: `Blake2b.derive` streams it into the hash from locked memory.
package struct Tuple: Hashable, Sendable {
    package let bytes: [UInt8]

    /// - Parameter byteCount: room for so many bytes, at least; for what should leave no copy behind by growing.
    package init<each Field: TupleField>(
        _ label: Label, reserving byteCount: Int = TupleEncoder.usualByteCount, _ fields: repeat each Field
    ) {
        var encoder = TupleEncoder(label, reserving: byteCount)
        repeat encoder.append(each fields)
        bytes = encoder.finish()
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Tuple: TupleField {
    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}

/// Writes the parts of a tuple one after the other, in one pass: numbers and lengths are put in behind what they count.
///
/// Asking each field for its length beforehand doubles the time of a tuple. What is large comes last, so it is copied once.
struct TupleEncoder {
    /// More than nearly every tuple has.
    static let usualByteCount = 256

    private(set) var bytes: [UInt8] = []
    private var fieldCount: UInt32 = 0
    private let fieldCountOffset: Int

    init(_ label: Label, reserving byteCount: Int = usualByteCount) {
        bytes.reserveCapacity(byteCount)
        bytes.appendPrefixed(label.rawValue)
        fieldCountOffset = bytes.count
        bytes.appendBigEndian(fieldCount)
    }

    mutating func append(_ field: some TupleField) {
        fieldCount += 1
        bytes.appendPrefixed(field)
    }

    /// Writes only the length of a field whose bytes are hashed from where they lie.
    mutating func appendLength(ofStreamedField byteCount: Int) {
        fieldCount += 1
        bytes.appendBigEndian(UInt32(byteCount))
    }

    /// The tuple, with the number of its fields.
    mutating func finish() -> [UInt8] {
        bytes.setBigEndian(fieldCount, at: fieldCountOffset)
        return bytes
    }
}
