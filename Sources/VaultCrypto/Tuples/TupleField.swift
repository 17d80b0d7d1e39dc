/// A value that can be one field of a ``Tuple``: it knows its length and appends its bytes, without a length prefix.
package protocol TupleField {
    /// The number of bytes that ``appendField(to:)`` appends.
    var fieldByteCount: Int { get }
    func appendField(to bytes: inout [UInt8])
}

extension TupleField {
    /// The field alone, for the rare place where it is not part of a tuple.
    package var fieldBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fieldByteCount)
        appendField(to: &bytes)
        return bytes
    }
}

extension [UInt8]: TupleField {
    package var fieldByteCount: Int { count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self) }
}

extension ArraySlice<UInt8>: TupleField {
    package var fieldByteCount: Int { count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self) }
}

extension String: TupleField {
    package var fieldByteCount: Int { utf8.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
}

extension UInt8: TupleField {
    package var fieldByteCount: Int { 1 }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(self) }
}

extension UInt16: TupleField {
    package var fieldByteCount: Int { 2 }
    package func appendField(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension UInt32: TupleField {
    package var fieldByteCount: Int { 4 }
    package func appendField(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension UInt64: TupleField {
    package var fieldByteCount: Int { 8 }
    package func appendField(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension [UInt8] {
    /// Appends `LP(x)`: the length as four bytes, then the field.
    package mutating func appendPrefixed(_ field: some TupleField) {
        let start = count
        appendBigEndian(UInt32(0))
        field.appendField(to: &self)
        setBigEndian(UInt32(count - start - 4), at: start)
    }
}
