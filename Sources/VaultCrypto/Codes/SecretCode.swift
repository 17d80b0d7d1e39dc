/// The code of an invitation: secret bytes, shown and typed as Crockford symbols with a check symbol.
///
/// Every step lies in locked memory.
package enum SecretCode {
    /// The form people see: groups of four symbols with hyphens between, the check symbol last.
    package static func text(of code: borrowing SecretBuffer) -> SecretBuffer {
        let symbolCount = CrockfordBase32.symbolCount(byteCount: code.count) + 1
        var symbols = SecretBuffer(capacity: symbolCount)
        unsafe code.withUnsafeBytes { bytes in
            unsafe CrockfordBase32.forEachSymbol(of: bytes) { symbols.append($0) }
        }
        symbols.append(checkSymbol(of: symbols))
        var text = SecretBuffer(capacity: symbolCount + symbolCount / 4)
        unsafe symbols.withUnsafeBytes { symbols in
            for index in 0..<symbols.count {
                if index > 0, index.isMultiple(of: 4) { text.append(UInt8(ascii: "-")) }
                unsafe text.append(CrockfordBase32.character(of: symbols[index]))
            }
        }
        return text
    }

    /// The code that was typed, read as tolerantly as ``CrockfordBase32`` reads.
    /// - Throws: any ``CodeError``.
    package static func code(typed text: borrowing SecretBuffer, byteCount: Int) throws(CodeError) -> SecretBuffer {
        var symbols = try symbols(typed: text)
        let expected = CrockfordBase32.symbolCount(byteCount: byteCount) + 1
        guard symbols.count == expected else { throw .wrongLength(expected: expected, found: symbols.count) }
        let typedCheck = symbols.bytes((expected - 1)..<expected)
        symbols.truncate(to: expected - 1)
        guard typedCheck == [checkSymbol(of: symbols)] else { throw .wrongCheckSymbol }
        var code = SecretBuffer(capacity: byteCount)
        try unsafe symbols.withUnsafeBytes { symbols throws(CodeError) in
            try unsafe CrockfordBase32.forEachByte(of: symbols, byteCount: byteCount) { code.append($0) }
        }
        return code
    }

    private static func checkSymbol(of symbols: borrowing SecretBuffer) -> UInt8 {
        unsafe symbols.withUnsafeBytes { unsafe CrockfordBase32.luhn($0) }
    }

    private static func symbols(typed text: borrowing SecretBuffer) throws(CodeError) -> SecretBuffer {
        var symbols = SecretBuffer(capacity: text.count)
        var firstUnknown: Int?
        let isText = text.forEachScalar { scalar in
            if CrockfordBase32.isSeparator(scalar) { return }
            if let symbol = CrockfordBase32.symbol(typed: scalar) {
                symbols.append(symbol)
            } else if firstUnknown == nil {
                firstUnknown = symbols.count
            }
        }
        guard isText else { throw .notText }
        if let firstUnknown { throw .unknownCharacter(position: firstUnknown) }
        return symbols
    }
}
