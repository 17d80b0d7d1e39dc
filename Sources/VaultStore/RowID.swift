/// The 16 bytes that name a row: a record id, a person id, a generation or random bytes.
///
/// Ordered as its bytes are, the order of the state root.
package struct RowID: Hashable, Comparable, Sendable {
    package static let byteCount = 16

    /// The first eight bytes and the last eight, as big-endian numbers.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Nil unless there are exactly 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        high = UInt64(bigEndian: bytes.prefix(8))
        low = UInt64(bigEndian: bytes.dropFirst(8))
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        high.append(to: &bytes)
        low.append(to: &bytes)
        return bytes
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
