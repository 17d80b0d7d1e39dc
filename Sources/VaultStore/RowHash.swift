/// The 32 bytes of SHA-256 over a row's sealed bytes, given by the caller and stored beside them.
///
/// The store never computes it: `check` recomputes it above, from the bytes the store hands out.
package struct RowHash: Hashable, Comparable, Sendable {
    package static let byteCount = 32

    /// Eight bytes each, as big-endian numbers.
    package let first: UInt64
    package let second: UInt64
    package let third: UInt64
    package let fourth: UInt64

    package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        first = UInt64(bigEndian: bytes.prefix(8))
        second = UInt64(bigEndian: bytes.dropFirst(8).prefix(8))
        third = UInt64(bigEndian: bytes.dropFirst(16).prefix(8))
        fourth = UInt64(bigEndian: bytes.dropFirst(24))
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        first.append(to: &bytes)
        second.append(to: &bytes)
        third.append(to: &bytes)
        fourth.append(to: &bytes)
        return bytes
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
    }
}
