import VaultCrypto

extension CaseReference {
    private static let symbolCount = 6

    /// The symbols of typed text, or nil when length or check symbol is wrong.
    static func canonical(_ text: String) -> String? {
        guard var symbols = try? CrockfordBase32.symbols(typed: text) else { return nil }
        // K is itself a symbol: with the prefix there is one more. Where a hyphen follows, it is the prefix for certain,
        // and a reference that lost a symbol is not read as one without prefix.
        let isPrefixed = symbols.count == symbolCount + 2 || hasHyphenAfterFirst(text)
        if isPrefixed, symbols.first == prefixSymbol { symbols.removeFirst() }
        guard symbols.count == symbolCount + 1,
            CrockfordBase32.checkSymbol(of: symbols[..<symbolCount]) == symbols[symbolCount]
        else { return nil }
        return CrockfordBase32.text(of: symbols[..<symbolCount])
    }

    private static func hasHyphenAfterFirst(_ text: String) -> Bool {
        text.drop { $0 == " " }.dropFirst().first == "-"
    }

    private static let prefixSymbol = (try? CrockfordBase32.symbols(typed: "K"))?.first

    /// Draws a reference; 30 bits, so the caller looks whether it is taken.
    static func drawn(_ randomness: Randomness) -> CaseReference {
        let bits = UInt64(bigEndian: randomness.bytes(8)[...])
        return CaseReference(symbols: CrockfordBase32.text(of: CrockfordBase32.symbols(of: bits, count: symbolCount)))
    }

    /// The check symbol that is printed after the six.
    var checkSymbol: String {
        let values = CrockfordBase32.symbols(stored: symbols)
        return CrockfordBase32.text(of: [CrockfordBase32.checkSymbol(of: values)])
    }

    init(symbols: String) { self.symbols = symbols }
}
