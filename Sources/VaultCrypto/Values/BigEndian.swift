// Numbers as they stand in every format of the vault: most significant byte first.

extension UInt64 {
    /// The number whose bytes these are, at most eight.
    package init(bigEndian bytes: ArraySlice<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension UInt32 {
    /// The number whose bytes these are, at most four.
    package init(bigEndian bytes: ArraySlice<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension [UInt8] {
    /// Appends an integer.
    package mutating func appendBigEndian<T: FixedWidthInteger & BitwiseCopyable>(_ value: T) {
        unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
    }

    /// The number whose bytes are the eight from `place` on, in one load.
    ///
    /// - Precondition: they are all there.
    @inlinable package func bigEndianWord(at place: Int) -> UInt64 {
        precondition(place >= 0 && count - place >= 8, "no such bytes")
        return unsafe withUnsafeBytes { bytes in
            unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }
    }

    /// Writes a number over the four bytes at an offset.
    mutating func setBigEndian(_ value: UInt32, at offset: Int) {
        for place in 0..<4 { self[offset + place] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * place)) }
    }
}

extension UnsafeRawBufferPointer {
    /// The eight bytes from `8 * index` on, which the caller knows are there.
    func bigEndianWord(_ index: Int) -> UInt64 {
        unsafe UInt64(bigEndian: loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
}
