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
        let field = nextField
        let bytes = try next()
        guard bytes.count == 16 else {
            throw .wrongFieldLength(field: field, expected: 16, found: bytes.count)
        }
        return Identifier(high: bytes.number(at: 0), low: bytes.number(at: 8))
    }

    package mutating func digest<Algorithm>(
        _ algorithm: Algorithm.Type = Algorithm.self
    ) throws(MalformedTuple) -> Digest<Algorithm> {
        let field = nextField
        let bytes = try next()
        guard bytes.count == 32 else {
            throw .wrongFieldLength(field: field, expected: 32, found: bytes.count)
        }
        return Digest(bytes.number(at: 0), bytes.number(at: 8), bytes.number(at: 16), bytes.number(at: 24))
    }

    package mutating func fixed<Kind>(_ kind: Kind.Type = Kind.self) throws(MalformedTuple) -> FixedBytes<Kind> {
        let field = nextField
        let bytes = try next()
        guard let value = FixedBytes<Kind>(bytes: bytes) else {
            throw .wrongFieldLength(field: field, expected: Kind.byteCount, found: bytes.count)
        }
        return value
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
        let field = nextField
        let bytes = try next()
        guard bytes.count == byteCount else {
            throw .wrongFieldLength(field: field, expected: byteCount, found: bytes.count)
        }
        var value: UInt64 = 0
        for byte in bytes { value = value << 8 | UInt64(byte) }
        return value
    }
}

extension ArraySlice<UInt8> {
    /// Eight bytes as a big-endian number.
    fileprivate func number(at offset: Int) -> UInt64 {
        let start = startIndex + offset
        return self[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
