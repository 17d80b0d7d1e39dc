package import VaultCrypto

/// Hashes the subtrees a proof needs in one pass over the leaves, in memory that grows with the proof alone.
package struct SubtreeHasher: Sendable {
    private var subtrees: [(range: Range<UInt64>, frontier: MerkleFrontier)]
    private var index: UInt64 = 0

    /// The ranges come from ``InclusionProof/subtrees(index:size:)`` or ``ConsistencyProof/subtrees(oldSize:newSize:)``.
    package init(_ ranges: [Range<UInt64>]) {
        subtrees = ranges.map { ($0, MerkleFrontier()) }
    }

    /// Takes the next leaf hash, from leaf 0 on.
    package mutating func append(_ leafHash: SHA256Digest) {
        for place in subtrees.indices where subtrees[place].range.contains(index) {
            subtrees[place].frontier.append(leafHash)
        }
        index += 1
    }

    /// The roots in the order of the ranges; nothing while a leaf of one of them is missing.
    package var roots: [SHA256Digest]? {
        guard subtrees.allSatisfy({ $0.range.upperBound <= index }) else { return nil }
        return subtrees.map(\.frontier.root)
    }
}
