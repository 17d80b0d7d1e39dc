import VaultCrypto

extension CaseReference {
    private static let symbolCount = 6

    /// The symbols of typed text without the check symbol, or nil when that or the length is wrong.
    static func symbols(typed text: String) -> [UInt8]? {
        guard var symbols = try? CrockfordBase32.symbols(typed: text) else { return nil }
        // K is itself a symbol: with the prefix there is one more. Where a hyphen follows, it is the prefix for certain,
        // and a reference that lost a symbol is not read as one without prefix.
        let isPrefixed = symbols.count == symbolCount + 2 || hasHyphenAfterFirst(text)
        if isPrefixed, symbols.first == prefixSymbol { symbols.removeFirst() }
        guard symbols.count == symbolCount + 1, let check = symbols.popLast(),
            CrockfordBase32.checkSymbol(of: symbols) == check
        else { return nil }
        return symbols
    }

    private static func hasHyphenAfterFirst(_ text: String) -> Bool {
        text.drop { $0 == " " }.dropFirst().first == "-"
    }

    private static let prefixSymbol = (try? CrockfordBase32.symbols(typed: "K"))?.first

    /// Draws a reference; 30 bits, so the caller looks whether it is taken.
    static func drawn(_ randomness: Randomness) -> CaseReference {
        let bits = UInt64(bigEndian: randomness.bytes(8)[...])
        return CaseReference(CrockfordBase32.symbols(of: bits, count: symbolCount))
    }

    /// Of the six symbols as the log and headers keep them.
    init(symbols: String) { self.init(CrockfordBase32.symbols(stored: symbols)) }

    /// The six symbols, canonical, without prefix and check symbol: as the log and headers keep them.
    var symbols: String { String(description.dropFirst(2).dropLast(2)) }
}
