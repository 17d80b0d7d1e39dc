/// A list as one field of a ``Tuple``: the concatenation of `LP(item)`.
package struct FieldList: Hashable, Sendable, TupleField {
    private(set) package var bytes: [UInt8] = []

    package init() {}

    package init(_ items: some Sequence<some TupleField>) {
        for item in items { bytes.appendPrefixed(item) }
    }

    package mutating func append(_ item: some TupleField) {
        bytes.appendPrefixed(item)
    }

    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}
