extension TupleReader {
    // Each of these reads the next field and throws `.noMoreFields`, or what is wrong with it.

    package mutating func data() throws(MalformedTuple) -> [UInt8] {
        [UInt8](try next())
    }

    package mutating func u8() throws(MalformedTuple) -> UInt8 {
        UInt8(truncatingIfNeeded: try integer(byteCount: 1))
    }

    package mutating func u16() throws(MalformedTuple) -> UInt16 {
        UInt16(truncatingIfNeeded: try integer(byteCount: 2))
    }

    package mutating func u32() throws(MalformedTuple) -> UInt32 {
        UInt32(truncatingIfNeeded: try integer(byteCount: 4))
    }

    package mutating func u64() throws(MalformedTuple) -> UInt64 {
        try integer(byteCount: 8)
    }

    /// A byte that is 0 or 1.
    package mutating func flag() throws(MalformedTuple) -> Bool {
        let field = nextField
        switch try u8() {
        case 0: return false
        case 1: return true
        default: throw .badValue(field: field)
        }
    }

    package mutating func text() throws(MalformedTuple) -> String {
        let field = nextField
        guard let text = String(validating: try next(), as: UTF8.self) else { throw .notText(field: field) }
        return text
    }

    package mutating func id<Kind>(_ kind: Kind.Type = Kind.self) throws(MalformedTuple) -> Identifier<Kind> {
        let bytes = try next(byteCount: Identifier<Kind>.byteCount)
        return Identifier(high: bytes.number(at: 0), low: bytes.number(at: 8))
    }

    package mutating func digest<Algorithm>(
        _ algorithm: Algorithm.Type = Algorithm.self
    ) throws(MalformedTuple) -> Digest<Algorithm> {
        let bytes = try next(byteCount: Digest<Algorithm>.byteCount)
        return Digest(bytes.number(at: 0), bytes.number(at: 8), bytes.number(at: 16), bytes.number(at: 24))
    }

    package mutating func fixed<Kind>(_ kind: Kind.Type = Kind.self) throws(MalformedTuple) -> FixedBytes<Kind> {
        FixedBytes(made: [UInt8](try next(byteCount: Kind.byteCount)))
    }

    /// The items of a ``FieldList``.
    package mutating func list() throws(MalformedTuple) -> [[UInt8]] {
        let field = nextField
        let bytes = try data()
        var cursor = PrefixedCursor(bytes, bytes.indices)
        var items: [[UInt8]] = []
        while !cursor.isAtEnd {
            guard let item = cursor.next() else { throw .notList(field: field) }
            items.append([UInt8](bytes[item]))
        }
        return items
    }

    private mutating func integer(byteCount: Int) throws(MalformedTuple) -> UInt64 {
        UInt64(bigEndian: try next(byteCount: byteCount))
    }

    /// The next field, which has so many bytes.
    private mutating func next(byteCount: Int) throws(MalformedTuple) -> ArraySlice<UInt8> {
        let field = nextField
        let bytes = try next()
        guard bytes.count == byteCount else {
            throw .wrongFieldLength(field: field, expected: byteCount, found: bytes.count)
        }
        return bytes
    }
}

extension ArraySlice<UInt8> {
    /// The eight bytes from `offset` on as a number.
    fileprivate func number(at offset: Int) -> UInt64 {
        UInt64(bigEndian: self[(startIndex + offset)..<(startIndex + offset + 8)])
    }
}
