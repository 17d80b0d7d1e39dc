/// Why a typed code was not taken.
package enum CodeError: Error, Hashable, Sendable {
    /// A character that stands for no symbol, at this place (counted from zero, hyphens and spaces left out).
    case unknownCharacter(position: Int)
    /// More or fewer symbols than the code has, check symbol included.
    case wrongLength(expected: Int, found: Int)
    /// The check symbol does not fit: one symbol is wrong or two are exchanged.
    case wrongCheckSymbol
    /// The last symbol carries bits that no code has.
    case notCanonical
}

/// Crockford's Base32: 32 symbols that survive being read aloud and typed from paper, without I, L, O and U.
///
/// Written in capitals. Read tolerantly: case, hyphens and spaces do not matter, O is 0, I and L are 1, and Cyrillic
/// letters count as the Latin ones they look like. The check symbol is Luhn mod 32 over the symbols, from the same 32:
/// it finds every single wrong symbol and nearly every exchange of neighbours.
package enum CrockfordBase32 {
    private static let alphabet = [UInt8]("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The values (0 to 31) of bytes, most significant bit first; the last symbol is filled with zero bits.
    package static func symbols(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var symbols: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                symbols.append(UInt8(truncatingIfNeeded: bits >> bitCount) & 31)
            }
        }
        if bitCount > 0 { symbols.append(UInt8(truncatingIfNeeded: bits << (5 - bitCount)) & 31) }
        return symbols
    }

    /// The `count` lowest groups of five bits of a number, highest first.
    package static func symbols(of number: UInt64, count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64(5 * $0)) & 31 }
    }

    /// The number whose groups of five bits the symbols are; at most twelve symbols.
    package static func number(of symbols: some Collection<UInt8>) -> UInt64 {
        precondition(symbols.count <= 12)
        return symbols.reduce(0) { $0 << 5 | UInt64($1) }
    }

    /// The bytes that the symbols stand for.
    /// - Throws: `.wrongLength`, `.notCanonical`.
    package static func bytes(of symbols: [UInt8], byteCount: Int) throws(CodeError) -> [UInt8] {
        let expected = (byteCount * 8 + 4) / 5
        guard symbols.count == expected else { throw .wrongLength(expected: expected, found: symbols.count) }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for symbol in symbols {
            bits = (bits << 5 | UInt32(symbol)) & 0xFFFF
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        guard bits & (1 << bitCount - 1) == 0 else { throw .notCanonical }
        return bytes
    }

    /// The characters of symbols.
    package static func text(of symbols: some Sequence<UInt8>) -> String {
        String(decoding: symbols.map { alphabet[Int($0)] }, as: UTF8.self)
    }

    package static func character(of symbol: UInt8) -> UInt8 { alphabet[Int(symbol)] }

    /// The symbols of typed text, read tolerantly, check symbol included if there is one.
    /// - Throws: `.unknownCharacter`.
    package static func symbols(typed text: String) throws(CodeError) -> [UInt8] {
        var symbols: [UInt8] = []
        for scalar in text.unicodeScalars where !isSeparator(scalar) {
            guard let symbol = symbol(typed: scalar) else { throw .unknownCharacter(position: symbols.count) }
            symbols.append(symbol)
        }
        return symbols
    }

    /// The symbols of typed text without their check symbol, after it was found right.
    /// - Throws: `.unknownCharacter`, `.wrongLength`, `.wrongCheckSymbol`.
    package static func checkedSymbols(typed text: String, count: Int) throws(CodeError) -> [UInt8] {
        let symbols = try symbols(typed: text)
        guard symbols.count == count + 1 else { throw .wrongLength(expected: count + 1, found: symbols.count) }
        guard checkSymbol(of: symbols[..<count]) == symbols[count] else { throw .wrongCheckSymbol }
        return Array(symbols[..<count])
    }

    /// The check symbol: Luhn mod 32.
    package static func checkSymbol(of symbols: some BidirectionalCollection<UInt8>) -> UInt8 {
        var sum = 0
        var factor = 2
        for symbol in symbols.reversed() {
            let product = Int(symbol) * factor
            sum += product / 32 + product % 32
            factor = 3 - factor
        }
        return UInt8((32 - sum % 32) % 32)
    }

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", " ", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{A0}": true
        default: false
        }
    }

    static func symbol(typed scalar: Unicode.Scalar) -> UInt8? {
        let latin = CyrillicLetters.latinLookAlike(of: scalar) ?? scalar
        guard latin.isASCII else { return nil }
        switch UInt8(truncatingIfNeeded: latin.value) {
        case UInt8(ascii: "O"), UInt8(ascii: "o"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "i"), UInt8(ascii: "L"), UInt8(ascii: "l"): return 1
        case let small where (0x61...0x7A).contains(small): return value(of: small - 0x20)
        case let character: return value(of: character)
        }
    }

    private static func value(of character: UInt8) -> UInt8? {
        alphabet.firstIndex(of: character).map { UInt8($0) }
    }
}
