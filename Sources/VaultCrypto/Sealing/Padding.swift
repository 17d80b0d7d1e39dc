/// How plaintext is filled up before sealing, so that its length says little about its content.
///
/// `pad(M) = M ‖ 0x80 ‖ zeros up to L(len M + 1)`. L rounds up to a multiple of 256 up to 4,096 and follows Padmé above
/// (PURBs, Nikitin and others 2019, section 4): at most 12 % more, and only O(log log n) bits of the length show.
package enum Padding {
    /// The first byte of every filling.
    static let mark: UInt8 = 0x80

    /// The length of `pad(M)` for a plaintext of `plaintextByteCount` bytes.
    package static func paddedByteCount(_ plaintextByteCount: Int) -> Int {
        roundedUp(plaintextByteCount + 1)
    }

    /// Whether some plaintext is filled up to exactly this length.
    static func isPaddedByteCount(_ byteCount: Int) -> Bool {
        byteCount > 0 && roundedUp(byteCount) == byteCount
    }

    /// L of the format.
    static func roundedUp(_ byteCount: Int) -> Int {
        guard byteCount > 4_096 else { return (byteCount + 255) & ~255 }
        let exponent = floorLog2(byteCount)
        let significant = floorLog2(exponent) + 1
        let mask = 1 << (exponent - significant) - 1
        return (byteCount + mask) & ~mask
    }

    /// The length of the plaintext inside padded bytes, or nil when they are filled in any other way.
    static func plaintextByteCount(in padded: UnsafeRawBufferPointer) -> Int? {
        var end = padded.count
        while end > 0, unsafe padded[end - 1] == 0 { end -= 1 }
        guard end > 0, unsafe padded[end - 1] == mark else { return nil }
        guard paddedByteCount(end - 1) == padded.count else { return nil }
        return end - 1
    }

    /// Writes the mark and the zeros behind a plaintext of `plaintextByteCount` bytes, in the room that
    /// ``paddedByteCount(_:)`` gives it: one byte more at least.
    static func fill(_ padded: UnsafeMutableRawBufferPointer, after plaintextByteCount: Int) {
        for index in plaintextByteCount..<padded.count { unsafe padded[index] = 0 }
        unsafe padded[plaintextByteCount] = mark
    }

    private static func floorLog2(_ value: Int) -> Int {
        Int.bitWidth - 1 - value.leadingZeroBitCount
    }
}
