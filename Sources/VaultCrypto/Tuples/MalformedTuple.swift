/// Why bytes are not the tuple that was expected. Fields are counted from zero.
package enum MalformedTuple: Error, Hashable, Sendable {
    /// The bytes end inside a length, the label or a field.
    case truncated
    /// Bytes follow the last field.
    case trailingBytes(count: Int)
    case wrongLabel(expected: Label)
    case wrongFieldCount(expected: Int, found: Int)
    case wrongFieldLength(field: Int, expected: Int, found: Int)
    /// The field is not valid UTF-8.
    case notText(field: Int)
    /// The field is not a list of prefixed items.
    case notList(field: Int)
    /// The value is not one that this field may have: an unknown code, a flag that is neither 0 nor 1.
    case badValue(field: Int)
    /// The reader asked for more fields than the tuple has.
    case noMoreFields
    /// The reader stopped before the last field.
    case unreadFields(count: Int)
}
