package import VaultCrypto

/// Shows that a leaf stands at an index of a tree (RFC 9162, section 2.1.3).
package struct InclusionProof: Hashable, Sendable {
    package let index: UInt64
    package let size: UInt64
    /// Sibling hashes, the leaf's own first.
    package let path: [SHA256Digest]

    package init(index: UInt64, size: UInt64, path: [SHA256Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// True if the leaf stands at ``index`` of the tree with this root. Everything but the root may come from anyone.
    package func verifies(leafHash: SHA256Digest, root: SHA256Digest) -> Bool {
        guard index < size else { return false }
        var node = index
        var last = size - 1
        var hash = leafHash
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = SHA256Hash.merkleNode(sibling, hash)
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = SHA256Hash.merkleNode(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// The subtrees whose roots are the path, in its order; nothing unless `index < size`.
    ///
    /// The caller hashes them from wherever the leaves lie (``SubtreeHasher`` does it in one pass) and puts the roots
    /// into ``init(index:size:path:)``.
    package static func subtrees(index: UInt64, size: UInt64) -> [Range<UInt64>]? {
        guard index < size else { return nil }
        var tree = 0..<size
        var path: [Range<UInt64>] = []
        while tree.upperBound - tree.lowerBound > 1 {
            let (left, right) = tree.split
            path.append(left.contains(index) ? right : left)
            tree = left.contains(index) ? left : right
        }
        return path.reversed()
    }
}

extension Range<UInt64> {
    /// The two subtrees of a tree of more than one leaf: the left one takes the largest power of two below the size.
    var split: (left: Range, right: Range) {
        let size = upperBound - lowerBound
        let half = UInt64(1) << UInt64(63 - (size - 1).leadingZeroBitCount)
        return (lowerBound..<(lowerBound + half), (lowerBound + half)..<upperBound)
    }
}
