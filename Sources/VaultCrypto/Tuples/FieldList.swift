/// A list as one field of a ``Tuple``: the concatenation of `LP(item)`.
package struct FieldList: Hashable, Sendable, TupleField {
    package private(set) var bytes: [UInt8] = []

    package init(_ items: some Sequence<some TupleField>) {
        for item in items { bytes.appendPrefixed(item) }
    }

    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}
