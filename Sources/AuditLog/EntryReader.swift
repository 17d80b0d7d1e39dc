import VaultCrypto

/// Reads the values of a line from the front; each method accepts only the one spelling of its value.
///
/// The bytes are whatever the file held: an attacker chooses all of them.
struct EntryReader {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// True and past them if exactly these bytes come next.
    mutating func skip(_ expected: [UInt8]) -> Bool {
        guard bytes.count - position >= expected.count else { return false }
        var difference: UInt8 = 0
        for index in 0..<expected.count {
            difference |= bytes[position &+ index] ^ expected[index]
        }
        if difference == 0 { position += expected.count }
        return difference == 0
    }

    /// A decimal number without leading zero, at most ``EntryFormat/numberLimit``.
    mutating func number() -> UInt64? {
        let start = position
        var value: UInt64 = 0
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            guard position - start < 15 else { return nil }
            value = value * 10 + UInt64(digit)
            position += 1
        }
        let digits = position - start
        guard digits > 0, digits == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return value
    }

    /// Everything up to the next quote.
    mutating func text() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        return bytes[start..<position]
    }

    /// True if the value is the empty string: the next byte is the closing quote.
    var isEmptyValue: Bool { position < bytes.count && bytes[position] == UInt8(ascii: "\"") }

    /// Eight lowercase hex digits.
    mutating func hex32() -> UInt32? {
        hexWord(digits: 8).map { UInt32(truncatingIfNeeded: $0) }
    }

    /// As many lowercase hex digits as asked for, at most 16.
    mutating func hexWord(digits: Int) -> UInt64? {
        guard bytes.count - position >= digits else { return nil }
        var value: UInt64 = 0
        var wrong: UInt8 = 0
        for index in 0..<digits {
            let byte = bytes[position &+ index]
            let decimal = byte &- UInt8(ascii: "0")
            let letter = byte &- UInt8(ascii: "a")
            wrong |= decimal < 10 || letter < 6 ? 0 : 1
            value = value << 4 | UInt64(decimal < 10 ? decimal : (letter &+ 10) & 15)
        }
        position += digits
        return wrong == 0 ? value : nil
    }

    mutating func identifier<Kind>(_ kind: Identifier<Kind>.Type = Identifier<Kind>.self) -> Identifier<Kind>? {
        hexBytes(16).flatMap { Identifier<Kind>(bytes: $0) }
    }

    mutating func digest<Algorithm>(_ kind: Digest<Algorithm>.Type = Digest<Algorithm>.self) -> Digest<Algorithm>? {
        hexBytes(32).flatMap { Digest<Algorithm>(bytes: $0) }
    }

    private mutating func hexBytes(_ count: Int) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for _ in 0..<(count / 8) {
            guard let word = hexWord(digits: 16) else { return nil }
            word.appendField(to: &result)
        }
        return result
    }

    /// `2026-09-20T08:15:02.123Z`, of a moment that exists.
    mutating func time() -> EntryTime? {
        guard let year = fixed(4), skip(45), let month = fixed(2), skip(45), let day = fixed(2), skip(84),
            let hour = fixed(2), skip(58), let minute = fixed(2), skip(58), let second = fixed(2), skip(46),
            let millisecond = fixed(3), skip(90),
            hour < 24, minute < 60, second < 60, let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let seconds = ((date.daysSince1970 * 24 + hour) * 60 + minute) * 60 + second
        return EntryTime(milliseconds: UInt64(seconds) * 1_000 + UInt64(millisecond))
    }

    private mutating func fixed(_ digits: Int) -> Int? {
        guard bytes.count - position >= digits else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// 86 characters of base64url without padding, the last with its four unused bits zero.
    mutating func signature() -> Signature? {
        guard bytes.count - position >= EntryFormat.signatureCharacterCount else { return nil }
        let end = position + EntryFormat.signatureCharacterCount
        defer { position = end }
        return Base64Text.url.decode(bytes[position..<end]).flatMap { Signature(bytes: $0) }
    }
}
