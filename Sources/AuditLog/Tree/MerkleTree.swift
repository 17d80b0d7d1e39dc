package import VaultCrypto

/// The tree hash of RFC 6962, section 2.1, over SHA-256, for lists that lie in memory.
package enum MerkleTree {
    /// The root of an empty tree: SHA-256 of nothing.
    package static let emptyRoot = SHA256Hash.hash([])

    /// The root over leaf hashes (not leaf data).
    package static func root(of leafHashes: some Sequence<SHA256Digest>) -> SHA256Digest {
        var frontier = MerkleFrontier()
        for leaf in leafHashes { frontier.append(leaf) }
        return frontier.root
    }
}

/// The right edge of a growing tree: the roots of its complete subtrees, largest first.
///
/// Enough to append and to know the root; at most 64 hashes, whatever the size. It contains no proof of what came
/// before: whoever stores one must compare its root with a checkpoint.
package struct MerkleFrontier: Hashable, Sendable {
    /// The number of leaves.
    package private(set) var size: UInt64 = 0
    private var peaks: [SHA256Digest] = []

    package init() {}

    /// Takes the next leaf hash.
    package mutating func append(_ leafHash: SHA256Digest) {
        var node = leafHash
        var rest = size
        while rest & 1 == 1, let left = peaks.popLast() {
            node = SHA256Hash.merkleNode(left, node)
            rest >>= 1
        }
        peaks.append(node)
        size += 1
    }

    /// The root over all leaves so far.
    package var root: SHA256Digest {
        guard var node = peaks.last else { return MerkleTree.emptyRoot }
        for left in peaks.dropLast().reversed() { node = SHA256Hash.merkleNode(left, node) }
        return node
    }

    /// u64be size ‖ the hashes, largest subtree first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        size.appendField(to: &bytes)
        for peak in peaks { peak.appendField(to: &bytes) }
        return bytes
    }

    /// Nothing unless there are as many hashes as the size has one bits.
    package init?(bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        size = UInt64(bigEndian: bytes[..<8])
        guard bytes.count == 8 + 32 * size.nonzeroBitCount else { return nil }
        for start in stride(from: 8, to: bytes.count, by: 32) {
            guard let peak = SHA256Digest(bytes: bytes[start..<(start + 32)]) else { return nil }
            peaks.append(peak)
        }
    }
}
