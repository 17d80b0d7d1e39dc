/// Sixteen bytes that name a thing of one kind; an id of a case cannot be passed where a record's is asked for.
///
/// Kept as two integers so that hashing, comparing and copying cost nothing; the order is that of the bytes.
package struct Identifier<Kind>: Hashable, Comparable, Sendable {
    package static var byteCount: Int { 16 }

    /// The first eight bytes and the last eight, as big-endian numbers.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The id whose bytes these are, or nil unless there are sixteen.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        (high, low) = unsafe bytes.withContiguousBytes { unsafe ($0.bigEndianWord(0), $0.bigEndianWord(1)) }
    }

    /// The id written as 32 lowercase hexadecimal digits, or nil for anything else.
    package init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The first sixteen bytes of a digest.
    package init<Algorithm>(prefixOf digest: Digest<Algorithm>) {
        self.init(high: digest.first, low: digest.second)
    }

    package static func random(_ randomness: Randomness) -> Self {
        let bytes = randomness.bytes(byteCount)
        let (high, low) = unsafe bytes.withUnsafeBytes { unsafe ($0.bigEndianWord(0), $0.bigEndianWord(1)) }
        return Self(high: high, low: low)
    }

    package static var zero: Self { Self(high: 0, low: 0) }

    package var bytes: [UInt8] { fieldBytes }
    package var hex: String { Hex.encode(fieldBytes) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The same sixteen bytes as an id of another kind: a row that bears the id of its person.
    package func retyped<Other>(as kind: Other.Type = Other.self) -> Identifier<Other> {
        Identifier<Other>(high: high, low: low)
    }
}

extension Identifier: TupleField {
    package var fieldByteCount: Int { 16 }

    package func appendField(to bytes: inout [UInt8]) {
        bytes.appendBigEndian(high)
        bytes.appendBigEndian(low)
    }
}

package enum VaultKind {}
package enum CaseKind {}
package enum PersonKind {}
package enum RecordKind {}
package enum GenerationKind {}
package enum RowKind {}
package enum KeyKind {}
package enum FileKind {}

package typealias VaultID = Identifier<VaultKind>
package typealias CaseID = Identifier<CaseKind>
package typealias PersonID = Identifier<PersonKind>
package typealias RecordID = Identifier<RecordKind>
package typealias GenerationID = Identifier<GenerationKind>
package typealias RowID = Identifier<RowKind>
package typealias KeyID = Identifier<KeyKind>
package typealias FileID = Identifier<FileKind>
