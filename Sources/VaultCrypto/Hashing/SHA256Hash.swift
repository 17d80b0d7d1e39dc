import Crypto

/// SHA-256 (FIPS 180-4) on the processor's own instructions; used inside the audit log and for stored chunks only.
package enum SHA256Hash {
    package static func hash(_ bytes: [UInt8]) -> SHA256Digest {
        digest(SHA256.hash(data: bytes))
    }

    package static func hash(_ tuple: Tuple) -> SHA256Digest {
        hash(tuple.bytes)
    }

    private static let leafPrefix: [UInt8] = [0]

    /// The hash of a leaf of the tree, `SHA-256(0x00 ‖ x)` (RFC 6962, section 2.1).
    package static func merkleLeaf(_ bytes: [UInt8]) -> SHA256Digest {
        var state = SHA256()
        state.update(data: leafPrefix)
        state.update(data: bytes)
        return digest(state.finalize())
    }

    /// The hash of an inner node, `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962, section 2.1).
    ///
    /// Joined on the stack: a log has as many nodes as lines, and a list of bytes for each costs as much as its hash.
    package static func merkleNode(_ left: SHA256Digest, _ right: SHA256Digest) -> SHA256Digest {
        unsafe withUnsafeTemporaryAllocation(byteCount: 1 + 2 * SHA256Digest.byteCount, alignment: 1) { memory in
            unsafe memory[0] = 1
            unsafe left.write(to: memory, at: 1)
            unsafe right.write(to: memory, at: 1 + SHA256Digest.byteCount)
            var state = SHA256()
            unsafe state.update(bufferPointer: UnsafeRawBufferPointer(memory))
            return digest(state.finalize())
        }
    }

    /// A hash over bytes that arrive piece by piece: a file of chunks, a log of a million lines.
    package struct Stream: Sendable {
        private var state = SHA256()

        package init() {}

        package mutating func update(_ bytes: [UInt8]) {
            state.update(data: bytes)
        }

        /// Hashes the first bytes of a buffer that is longer.
        package mutating func update(_ bytes: [UInt8], count: Int) {
            precondition((0...bytes.count).contains(count), "no such bytes")
            unsafe bytes.withUnsafeBytes {
                unsafe state.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
        }

        package func finish() -> SHA256Digest {
            digest(state.finalize())
        }
    }

    private static func digest(_ digest: SHA256.Digest) -> SHA256Digest {
        unsafe digest.withUnsafeBytes { unsafe SHA256Digest(unsafeReading: $0) }
    }
}
