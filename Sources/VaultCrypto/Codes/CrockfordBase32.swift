/// Crockford's Base32: 32 symbols that survive being read aloud and typed from paper, without I, L, O and U.
///
/// A symbol is its value, 0 to 31. Written in capitals. Read tolerantly: case, hyphens and spaces do not matter, O is
/// 0, I and L are 1, and Cyrillic letters count as the Latin ones they look like. The check symbol is Luhn mod 32 over
/// the symbols, from the same 32: it finds every single wrong symbol and nearly every exchange of neighbours.
package enum CrockfordBase32 {
    private static let alphabet = [UInt8]("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The symbols of bytes, most significant bit first; the last one is filled up with zero bits.
    package static func symbols(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var symbols: [UInt8] = []
        forEachSymbol(of: bytes) { symbols.append($0) }
        return symbols
    }

    /// The lowest `count` groups of five bits of a number, highest first.
    package static func symbols(of number: UInt64, count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64(5 * $0)) & 31 }
    }

    /// The number whose groups of five bits the symbols are; at most twelve symbols.
    package static func number(of symbols: some Collection<UInt8>) -> UInt64 {
        precondition(symbols.count <= 12, "more symbols than a number has bits")
        return symbols.reduce(0) { $0 << 5 | UInt64($1) }
    }

    /// The bytes that symbols stand for.
    /// - Throws: `.wrongLength`, `.notCanonical`.
    package static func bytes(of symbols: [UInt8], byteCount: Int) throws(CodeError) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachByte(of: symbols, byteCount: byteCount) { bytes.append($0) }
        return bytes
    }

    /// Whether a text is so many symbols in the form that is stored: capitals, no hyphens, nothing that only looks alike.
    package static func areSymbols(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy(alphabet.contains)
    }

    /// The characters of symbols.
    package static func text(of symbols: [UInt8]) -> String {
        String(decoding: symbols.map(character(of:)), as: UTF8.self)
    }

    /// The symbols of a text in the form that is stored; of any other character nothing.
    package static func symbols(stored text: String) -> [UInt8] {
        text.utf8.compactMap { character in alphabet.firstIndex(of: character).map { UInt8($0) } }
    }

    /// The symbols of typed text, check symbol included if there is one.
    /// - Throws: `.unknownCharacter`.
    package static func symbols(typed text: String) throws(CodeError) -> [UInt8] {
        var symbols: [UInt8] = []
        for scalar in text.unicodeScalars where !isSeparator(scalar) {
            guard let symbol = symbol(typed: scalar) else { throw .unknownCharacter(position: symbols.count) }
            symbols.append(symbol)
        }
        return symbols
    }

    /// The `count` symbols of typed text without the check symbol that follows them, after it was found right.
    /// - Throws: `.unknownCharacter`, `.wrongLength`, `.wrongCheckSymbol`.
    package static func checkedSymbols(typed text: String, count: Int) throws(CodeError) -> [UInt8] {
        let symbols = try symbols(typed: text)
        guard symbols.count == count + 1 else { throw .wrongLength(expected: count + 1, found: symbols.count) }
        guard luhn(symbols[..<count]) == symbols[count] else { throw .wrongCheckSymbol }
        return Array(symbols[..<count])
    }

    /// The check symbol: Luhn mod 32.
    package static func checkSymbol(of symbols: [UInt8]) -> UInt8 { luhn(symbols) }

    static func luhn(_ symbols: some BidirectionalCollection<UInt8>) -> UInt8 {
        var sum = 0
        var factor = 2
        for symbol in symbols.reversed() {
            let product = Int(symbol) * factor
            sum += product / 32 + product % 32
            factor = 3 - factor
        }
        return UInt8((32 - sum % 32) % 32)
    }

    static func character(of symbol: UInt8) -> UInt8 { alphabet[Int(symbol)] }

    static func symbolCount(byteCount: Int) -> Int { (byteCount * 8 + 4) / 5 }

    static func forEachSymbol(of bytes: some Sequence<UInt8>, _ body: (UInt8) -> Void) {
        var groups = BitGroups(from: 8, to: 5)
        for byte in bytes {
            groups.append(byte) { body(UInt8($0)) }
        }
        if let last = groups.lastGroup { body(UInt8(last)) }
    }

    static func forEachByte(
        of symbols: some Collection<UInt8>, byteCount: Int, _ body: (UInt8) -> Void
    ) throws(CodeError) {
        let expected = symbolCount(byteCount: byteCount)
        guard symbols.count == expected else { throw .wrongLength(expected: expected, found: symbols.count) }
        var groups = BitGroups(from: 5, to: 8)
        for symbol in symbols {
            groups.append(symbol) { body(UInt8(truncatingIfNeeded: $0)) }
        }
        guard groups.isCanonicalEnd else { throw .notCanonical }
    }

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", " ", "\u{A0}", "\u{2010}"..."\u{2014}", "\u{2212}": true
        default: false
        }
    }

    static func symbol(typed scalar: Unicode.Scalar) -> UInt8? {
        let latin = scalar.isASCII ? scalar : CyrillicLetters.latinLookAlike(of: scalar) ?? scalar
        guard latin.isASCII else { return nil }
        let byte = UInt8(truncatingIfNeeded: latin.value)
        switch (0x61...0x7A).contains(byte) ? byte - 0x20 : byte {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        case let capital: return alphabet.firstIndex(of: capital).map { UInt8($0) }
        }
    }
}
