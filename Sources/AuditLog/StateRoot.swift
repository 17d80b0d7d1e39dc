package import VaultCrypto

/// The root over the rows of one database, in 256 buckets by the first byte of the row id.
///
/// A bucket's root is the tree hash of RFC 6962 over its leaves in ascending order; an empty bucket has 32 zero bytes.
/// The state root is the tree hash with the 256 bucket roots as leaf data. A change touches a few buckets only, so the
/// next root costs their rows and 256 hashes.
package struct StateRoot: Hashable, Sendable {
    package static let bucketCount = 256

    /// The bucket roots, bucket 0 first.
    package private(set) var buckets: [SHA256Digest]

    /// Of a database without rows.
    package init() { buckets = Array(repeating: .zero, count: Self.bucketCount) }

    fileprivate init(buckets: [SHA256Digest]) { self.buckets = buckets }

    /// The root over all buckets.
    package var root: SHA256Digest {
        MerkleTree.root(of: buckets.lazy.map { SHA256Hash.merkleLeaf($0.bytes) })
    }

    /// The bucket of a row.
    package static func bucket(of row: RowID) -> UInt8 { row.bytes.first ?? 0 }

    /// Computes one bucket again from all its leaves, which come in ascending order.
    ///
    /// - Throws: ``StateOrderError`` if they do not, or if one belongs to another bucket; the bucket stays as it was.
    package mutating func replace(
        bucket: UInt8, with leaves: some Sequence<StateLeaf>
    ) throws(StateOrderError) {
        var builder = StateRootBuilder()
        for leaf in leaves {
            guard Self.bucket(of: leaf.row) == bucket else { throw .wrongBucket(leaf.row) }
            try builder.add(leaf)
        }
        buckets[Int(bucket)] = builder.finish().buckets[Int(bucket)]
    }
}

/// The rows did not come in the order that gives every state one root.
package enum StateOrderError: Error, Hashable, Sendable {
    /// Not greater than the leaf before it, or the same row and revision twice.
    case notAscending(RowID)
    case wrongBucket(RowID)
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
        StateRoot(buckets: frontiers.map { $0.size == 0 ? .zero : $0.root })
    }
}
