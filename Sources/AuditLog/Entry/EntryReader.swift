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

    /// True and past the field's lead if exactly that comes next.
    mutating func skipLead(of field: EntryField) -> Bool {
        // So near to its end a line of the right length has no lead.
        guard bytes.count - position >= LeadWords.byteCount else { return skip(field.lead) }
        let lead = EntryField.leadWords[field.rawValue]
        guard lead.matches(bytes.bigEndianWord(at: position), bytes.bigEndianWord(at: position &+ 8)) else {
            return false
        }
        position += lead.count
        return true
    }

    /// Everything up to the next byte that is neither a lowercase letter nor `.` nor `-`, if that is 1 to 16 bytes.
    ///
    /// The position moves in any case, so that a longer code can be looked at with ``text(from:)``.
    mutating func code() -> PackedCode? {
        var packed = PackedCode()
        var isShort = true
        while position < bytes.count, Self.isCodeByte(bytes[position]) {
            isShort = isShort && packed.append(bytes[position])
            position += 1
        }
        return isShort && packed.count > 0 ? packed : nil
    }

    /// The bytes from there to here.
    func text(from start: Int) -> ArraySlice<UInt8> { bytes[start..<position] }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// True if the value is the empty string: the next byte is the closing quote.
    var isEmptyValue: Bool { position < bytes.count && bytes[position] == UInt8(ascii: "\"") }

    /// Eight lowercase hex digits.
    mutating func hex32() -> UInt32? {
        guard bytes.count - position >= 8 else { return nil }
        let value = HexWord.value(of: bytes.bigEndianWord(at: position))
        position += 8
        return value
    }

    /// Sixteen of them.
    mutating func hex64() -> UInt64? {
        guard let high = hex32(), let low = hex32() else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    mutating func identifier<Kind>(_ kind: Identifier<Kind>.Type = Identifier<Kind>.self) -> Identifier<Kind>? {
        guard let high = hex64(), let low = hex64() else { return nil }
        return Identifier(high: high, low: low)
    }

    mutating func digest<Algorithm>(_ kind: Digest<Algorithm>.Type = Digest<Algorithm>.self) -> Digest<Algorithm>? {
        guard let first = hex64(), let second = hex64(), let third = hex64(), let fourth = hex64() else { return nil }
        return Digest(first, second, third, fourth)
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

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// 86 characters of base64url without padding, the last with its four unused bits zero.
    mutating func signature() -> Signature? {
        guard bytes.count - position >= EntryFormat.signatureCharacterCount else { return nil }
        let start = position
        position += EntryFormat.signatureCharacterCount
        return Base64Text.url.decode(bytes, start..<position).flatMap { Signature(bytes: $0) }
    }
}
