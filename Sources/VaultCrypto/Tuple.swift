/// The bytes of `T(label, f1..fn) = LP(label) ‖ u32be(n) ‖ LP(f1) ‖ … ‖ LP(fn)`, `LP(x) = u32be(len x) ‖ x`.
///
/// Every hash, MAC, signature, associated data and HPKE info of the vault is over one of these. Two tuples are equal
/// only if label, number and every field are. Fields are at most 4 GiB; integers big endian. A secret is never a
/// field: `Blake2b.derive` streams it into the hash from locked memory.
package struct Tuple: Hashable, Sendable {
    package let bytes: [UInt8]

    package init<each Field: TupleField>(_ label: Label, _ fields: repeat each Field) {
        var encoder = TupleEncoder(label)
        repeat encoder.measure(each fields)
        encoder.begin()
        repeat encoder.append(each fields)
        bytes = encoder.bytes
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Tuple: TupleField {
    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}

/// Writes the parts of a tuple one after the other, with one allocation.
struct TupleEncoder {
    var bytes: [UInt8] = []
    let label: Label
    var fieldCount: UInt32 = 0
    var byteCount: Int

    init(_ label: Label) {
        self.label = label
        byteCount = 4 + label.rawValue.utf8.count + 4
    }

    /// Counts a field before the encoding begins.
    mutating func measure(_ field: some TupleField) {
        fieldCount += 1
        byteCount += 4 + field.fieldByteCount
    }

    /// Counts a field that is not written here but hashed from where it lies.
    mutating func measureStreamedField() {
        fieldCount += 1
        byteCount += 4
    }

    mutating func begin() {
        bytes.reserveCapacity(byteCount)
        bytes.appendPrefixed(label.rawValue)
        bytes.appendBigEndian(fieldCount)
    }

    mutating func append(_ field: some TupleField) {
        bytes.appendPrefixed(field)
    }

    /// Writes only the length of a field whose bytes are hashed from where they lie.
    mutating func appendLength(ofStreamedField byteCount: Int) {
        bytes.appendBigEndian(UInt32(byteCount))
    }
}
