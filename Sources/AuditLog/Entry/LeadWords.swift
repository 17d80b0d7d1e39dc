import VaultCrypto

/// A field's lead as two words: a line has twenty-three of them, and compared byte by byte they cost as much as the values.
struct LeadWords: Sendable {
    /// What a lead is compared with; no lead is longer.
    static let byteCount = 16

    let count: Int
    private let words: (UInt64, UInt64)
    /// Ones where the lead is.
    private let masks: (UInt64, UInt64)

    init(_ lead: [UInt8]) {
        precondition(lead.count <= Self.byteCount, "a longer lead")
        let rest = Self.byteCount - lead.count
        let (text, mask) = (
            lead + repeatElement(0, count: rest),
            repeatElement(0xFF, count: lead.count) + [UInt8](repeating: 0, count: rest)
        )
        count = lead.count
        words = (text.bigEndianWord(at: 0), text.bigEndianWord(at: 8))
        masks = (mask.bigEndianWord(at: 0), mask.bigEndianWord(at: 8))
    }

    /// Whether the sixteen bytes begin with the lead.
    func matches(_ first: UInt64, _ second: UInt64) -> Bool {
        (first ^ words.0) & masks.0 | (second ^ words.1) & masks.1 == 0
    }
}
