/// How the bytes of an attachment are cut into chunks: filled up as in ``Padding``, then pieces of 256 KiB.
///
/// The padded stream is `M ‖ 0x80 ‖ zeros`; every chunk but the last is full, and only the true size, which the record
/// holds, says where the filling begins. A filling of several chunks (large files have one) is sealed like any.
package struct ChunkLayout: Hashable, Sendable {
    /// Plaintext in every chunk but the last.
    package static let chunkByteCount = 256 << 10
    /// What sealing adds to each chunk: nonce and tag.
    package static let overhead = SealNonce.byteCount + Seal.tagByteCount

    package let trueByteCount: Int
    package let paddedByteCount: Int

    /// The layout of a file of this size, or nil for a negative or impossible one.
    package init?(trueByteCount: Int) {
        guard (0...(1 << 50)).contains(trueByteCount) else { return nil }
        self.trueByteCount = trueByteCount
        paddedByteCount = Padding.paddedByteCount(trueByteCount)
    }

    package var chunkCount: Int { (paddedByteCount + Self.chunkByteCount - 1) / Self.chunkByteCount }

    /// The length of all chunks together as they are stored.
    package var storedByteCount: Int { paddedByteCount + chunkCount * Self.overhead }

    /// Where chunk `index` begins in the stored file, and how long it is there.
    package func storedRange(of index: Int) -> Range<Int> {
        let start = index * (Self.chunkByteCount + Self.overhead)
        return start..<(start + paddedRange(of: index).count + Self.overhead)
    }

    /// The bytes of the file that chunk `index` holds; empty when it is filling only.
    package func trueRange(of index: Int) -> Range<Int> {
        paddedRange(of: index).clamped(to: 0..<trueByteCount)
    }

    func paddedRange(of index: Int) -> Range<Int> {
        precondition((0..<chunkCount).contains(index), "no such chunk")
        return (index * Self.chunkByteCount)..<min((index + 1) * Self.chunkByteCount, paddedByteCount)
    }
}
