/// Walks over `LP(x)` after `LP(x)` without copying.
struct PrefixedCursor {
    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    /// Walks over a slice; the ranges handed out are indices of that slice.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    var isAtEnd: Bool { offset == bytes.endIndex }
    var remaining: Int { bytes.endIndex - offset }

    /// The next four bytes as a number, or nil when there are not four.
    mutating func length() -> Int? {
        guard remaining >= 4 else { return nil }
        defer { offset += 4 }
        return bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The range of the next item, or nil when it reaches past the end.
    mutating func next() -> Range<Int>? {
        guard let length = length(), length <= remaining else { return nil }
        defer { offset += length }
        return offset..<(offset + length)
    }
}
