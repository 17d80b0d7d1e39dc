import VaultCrypto

/// The tree over the 256 bucket roots with every node kept: a bucket that changes costs nine hashes, not 511.
struct StateRootTree: Sendable {
    /// As a heap: the root at 1, the children of n at 2n and 2n + 1, the leaf hash of bucket b at 256 + b.
    private var nodes: [SHA256Digest]

    /// Of a database without rows.
    init() {
        nodes = Array(repeating: Self.leafHash(.zero), count: 2 * StateRoot.bucketCount)
        for node in (1..<StateRoot.bucketCount).reversed() { join(node) }
    }

    /// The root of ``StateRoot``.
    var root: SHA256Digest { nodes[1] }

    /// Takes what ``leafHash(of:)`` makes of a bucket's leaves.
    mutating func replace(bucket: UInt8, with leafHash: SHA256Digest) {
        var node = StateRoot.bucketCount + Int(bucket)
        nodes[node] = leafHash
        while node > 1 {
            node /= 2
            join(node)
        }
    }

    private mutating func join(_ node: Int) {
        nodes[node] = SHA256Hash.merkleNode(nodes[2 * node], nodes[2 * node + 1])
    }

    /// The leaf of a bucket in this tree.
    static func leafHash(of leafHashes: some Sequence<SHA256Digest>) -> SHA256Digest {
        var frontier = MerkleFrontier()
        for hash in leafHashes { frontier.append(hash) }
        return leafHash(bucketRoot(frontier))
    }

    static func leafHash(_ bucketRoot: SHA256Digest) -> SHA256Digest { SHA256Hash.merkleLeaf(bucketRoot.bytes) }

    /// An empty bucket has 32 zero bytes.
    static func bucketRoot(_ frontier: MerkleFrontier) -> SHA256Digest { frontier.size == 0 ? .zero : frontier.root }
}
