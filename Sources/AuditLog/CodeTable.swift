/// A closed list of codes of at most 16 ASCII bytes, found by their bytes without building a `String`.
///
/// A line holds five such codes; looking each up through `init(rawValue:)` compares strings one after the other and
/// would cost more than the rest of the parser.
struct CodeTable<Code: RawRepresentable & CaseIterable & Sendable>: Sendable where Code.RawValue == String {
    private let keys: [PackedCode]
    private let codes: [Code]

    init() {
        let pairs = Code.allCases.map { (PackedCode(Array($0.rawValue.utf8)[...]), $0) }.sorted { $0.0 < $1.0 }
        keys = pairs.map(\.0)
        codes = pairs.map(\.1)
    }

    subscript(bytes: ArraySlice<UInt8>) -> Code? {
        guard bytes.count <= PackedCode.byteCount else { return nil }
        let wanted = PackedCode(bytes)
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == wanted ? codes[low] : nil
    }
}

/// Up to 16 bytes, filled with zeros, in the order of the bytes.
struct PackedCode: Comparable, Sendable {
    static let byteCount = 16

    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init(_ bytes: ArraySlice<UInt8>) {
        var shift: UInt64 = 56
        var taken = 0
        for byte in bytes {
            if taken < 8 { high |= UInt64(byte) << shift } else { low |= UInt64(byte) << shift }
            taken += 1
            shift = taken == 8 ? 56 : shift &- 8
        }
    }

    static func < (left: Self, right: Self) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
