package import VaultCrypto

/// The root over the rows of one database, in 256 buckets by the first byte of the row id.
///
/// A bucket's root is the tree hash of RFC 6962 over its leaves in ascending order; an empty bucket has 32 zero bytes.
/// The state root is the tree hash with the 256 bucket roots as leaf data. A change touches a few buckets only:
/// ``StateLeaves``.
package struct StateRoot: Hashable, Sendable {
    package static let bucketCount = 256

    /// The bucket roots, bucket 0 first.
    package let buckets: [SHA256Digest]

    /// Of a database without rows.
    package init() { buckets = Array(repeating: .zero, count: Self.bucketCount) }

    fileprivate init(buckets: [SHA256Digest]) { self.buckets = buckets }

    /// The root over all buckets.
    package var root: SHA256Digest { MerkleTree.root(of: buckets.lazy.map(StateRootTree.leafHash)) }

    /// The bucket of a row.
    package static func bucket(of row: RowID) -> UInt8 { UInt8(truncatingIfNeeded: row.high >> 56) }
}

/// The rows did not come in the order that gives every state one root.
package enum StateOrderError: Error, Hashable, Sendable {
    /// Not greater than the leaf before it, or the same row and revision twice.
    case notAscending(RowID)
}

/// Takes all rows in ascending order (table, row id, revision) and keeps one tree edge a bucket: memory stays flat.
package struct StateRootBuilder: Sendable {
    private var frontiers = Array(repeating: MerkleFrontier(), count: StateRoot.bucketCount)
    private var last: StateLeaf?

    package init() {}

    /// - Throws: ``StateOrderError/notAscending(_:)``; the leaf is not taken.
    package mutating func add(_ leaf: StateLeaf) throws(StateOrderError) {
        if let last, !(last < leaf) { throw .notAscending(leaf.row) }
        last = leaf
        frontiers[Int(StateRoot.bucket(of: leaf.row))].append(leaf.leafHash)
    }

    package consuming func finish() -> StateRoot {
        StateRoot(buckets: frontiers.map(StateRootTree.bucketRoot))
    }
}
