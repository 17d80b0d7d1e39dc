/// A closed list of codes of at most 16 ASCII bytes, found by their bytes without building a `String`.
///
/// A line holds five such codes; looking each up through `init(rawValue:)` compares strings one after the other and
/// would cost more than the rest of the parser.
struct CodeTable<Code: RawRepresentable & CaseIterable & Sendable>: Sendable where Code.RawValue == String {
    private let keys: [PackedCode]
    private let codes: [Code]

    init() {
        let pairs = Code.allCases.compactMap { code in PackedCode(code.rawValue.utf8).map { ($0, code) } }
            .sorted { $0.0 < $1.0 }
        keys = pairs.map(\.0)
        codes = pairs.map(\.1)
    }

    subscript(wanted: PackedCode) -> Code? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == wanted ? codes[low] : nil
    }

    /// Looks a longer or unchecked text up.
    func contains(_ bytes: ArraySlice<UInt8>) -> Bool {
        PackedCode(bytes).map { self[$0] != nil } ?? false
    }
}

/// Up to 16 bytes, filled with zeros, in the order of the bytes.
struct PackedCode: Comparable, Sendable {
    private(set) var count = 0
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init() {}

    /// Nothing for more than 16 bytes.
    init?(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard append(byte) else { return nil }
        }
    }

    /// False if there is no room.
    mutating func append(_ byte: UInt8) -> Bool {
        guard count < 16 else { return false }
        let shift = UInt64(56 - 8 * (count & 7))
        if count < 8 { high |= UInt64(byte) << shift } else { low |= UInt64(byte) << shift }
        count += 1
        return true
    }

    static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
