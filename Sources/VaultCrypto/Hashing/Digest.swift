/// The 32 bytes of a hash or MAC, typed by the algorithm that made them.
package struct Digest<Algorithm>: Hashable, Comparable, Sendable {
    package static var byteCount: Int { 32 }

    /// Eight bytes each, as big-endian numbers.
    package let first: UInt64
    package let second: UInt64
    package let third: UInt64
    package let fourth: UInt64

    /// Reads the 32 bytes that a hash function wrote.
    init(unsafeReading memory: UnsafeRawBufferPointer) {
        unsafe first = memory.bigEndianWord(0)
        unsafe second = memory.bigEndianWord(1)
        unsafe third = memory.bigEndianWord(2)
        unsafe fourth = memory.bigEndianWord(3)
    }

    package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// The digest whose bytes these are, or nil unless there are 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = unsafe bytes.withContiguousBytes { unsafe Self(unsafeReading: $0) }
    }

    /// The digest written as 64 lowercase hexadecimal digits, or nil for anything else.
    package init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// Writes the 32 bytes where there is room for them.
    func write(to memory: UnsafeMutableRawBufferPointer, at offset: Int) {
        unsafe memory.storeBytes(of: first.bigEndian, toByteOffset: offset, as: UInt64.self)
        unsafe memory.storeBytes(of: second.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
        unsafe memory.storeBytes(of: third.bigEndian, toByteOffset: offset + 16, as: UInt64.self)
        unsafe memory.storeBytes(of: fourth.bigEndian, toByteOffset: offset + 24, as: UInt64.self)
    }

    package static var zero: Self { Self(0, 0, 0, 0) }

    package var bytes: [UInt8] { fieldBytes }
    package var hex: String { Hex.encode(fieldBytes) }

    /// The same bytes as a digest of another kind: a MAC that stands for what it was made of.
    package func retyped<Other>(as kind: Other.Type = Other.self) -> Digest<Other> {
        Digest<Other>(first, second, third, fourth)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
    }
}

extension Digest: TupleField {
    package var fieldByteCount: Int { 32 }

    package func appendField(to bytes: inout [UInt8]) {
        bytes.appendBigEndian(first)
        bytes.appendBigEndian(second)
        bytes.appendBigEndian(third)
        bytes.appendBigEndian(fourth)
    }
}

package typealias Blake2bDigest = Digest<Blake2b>
package typealias SHA256Digest = Digest<SHA256Hash>
