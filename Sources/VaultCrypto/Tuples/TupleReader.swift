/// Takes a tuple apart, strictly.
///
/// The whole structure (label, number of fields, every length, no trailing byte) is checked before the first field is
/// handed out, so a reader never acts on the beginning of something malformed.
package struct TupleReader {
    private let bytes: [UInt8]
    private let fields: [Range<Int>]
    private var position = 0

    /// - Throws: `.truncated`, `.trailingBytes`, `.wrongLabel`, `.wrongFieldCount`.
    package init(_ bytes: [UInt8], label: Label, count: Int) throws(MalformedTuple) {
        var cursor = PrefixedCursor(bytes, bytes.indices)
        guard let name = cursor.next() else { throw .truncated }
        guard Self.holds(bytes, name, label) else { throw .wrongLabel(expected: label) }
        guard let found = cursor.length() else { throw .truncated }
        guard found == count else { throw .wrongFieldCount(expected: count, found: found) }
        var fields: [Range<Int>] = []
        fields.reserveCapacity(count)
        for _ in 0..<count {
            guard let field = cursor.next() else { throw .truncated }
            fields.append(field)
        }
        guard cursor.isAtEnd else { throw .trailingBytes(count: cursor.remaining) }
        self.bytes = bytes
        self.fields = fields
    }

    /// The label that the bytes begin with, or nil when it is none of ours; the rest is not looked at.
    package static func label(of bytes: [UInt8]) -> Label? {
        var cursor = PrefixedCursor(bytes, bytes.indices)
        guard let name = cursor.next() else { return nil }
        return Label(rawValue: String(decoding: bytes[name], as: UTF8.self))
    }

    private static func holds(_ bytes: [UInt8], _ range: Range<Int>, _ label: Label) -> Bool {
        let text = label.rawValue.utf8
        guard text.count == range.count else { return false }
        var place = range.lowerBound
        for byte in text {
            if bytes[place] != byte { return false }
            place += 1
        }
        return true
    }

    /// The index of the field that is read next.
    package var nextField: Int { position }

    /// The next field as it is.
    /// - Throws: `.noMoreFields`.
    package mutating func next() throws(MalformedTuple) -> ArraySlice<UInt8> {
        guard position < fields.count else { throw .noMoreFields }
        defer { position += 1 }
        return bytes[fields[position]]
    }

    /// Ends the reading.
    /// - Throws: `.unreadFields`.
    package func finish() throws(MalformedTuple) {
        guard position == fields.count else { throw .unreadFields(count: fields.count - position) }
    }
}
