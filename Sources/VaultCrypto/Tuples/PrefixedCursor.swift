/// Walks over `LP(x)` after `LP(x)` without copying.
struct PrefixedCursor {
    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int

    /// Walks over a part of an array; the ranges handed out are indices of that array.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset == end }
    var remaining: Int { end - offset }

    /// The next four bytes as a number, or nil when there are not four.
    mutating func length() -> Int? {
        guard remaining >= 4 else { return nil }
        defer { offset += 4 }
        return Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8
            | Int(bytes[offset + 3])
    }

    /// The range of the next item, or nil when it reaches past the end.
    mutating func next() -> Range<Int>? {
        guard let length = length(), length <= remaining else { return nil }
        defer { offset += length }
        return offset..<(offset + length)
    }
}
