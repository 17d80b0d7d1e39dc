package import VaultCrypto

/// Shows that a tree only grew: the older one is a prefix of the newer (RFC 9162, section 2.1.4).
package struct ConsistencyProof: Hashable, Sendable {
    package let oldSize: UInt64
    package let newSize: UInt64
    package let path: [SHA256Digest]

    package init(oldSize: UInt64, newSize: UInt64, path: [SHA256Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// True if the tree with `oldRoot` is a prefix of the tree with `newRoot`.
    ///
    /// Of equal sizes the roots must be equal and the path empty; an empty old tree proves nothing and is refused.
    package func verifies(oldRoot: SHA256Digest, newRoot: SHA256Digest) -> Bool {
        guard oldSize > 0, oldSize <= newSize else { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        var rest = path[...]
        if oldSize.nonzeroBitCount == 1 { rest = [oldRoot] + rest }
        guard let start = rest.popFirst() else { return false }
        var node = oldSize - 1
        var last = newSize - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var old = start
        var new = start
        for sibling in rest {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                old = SHA256Hash.merkleNode(sibling, old)
                new = SHA256Hash.merkleNode(sibling, new)
                while node & 1 == 0 && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                new = SHA256Hash.merkleNode(new, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }

    /// The subtrees whose roots are the path, in its order; nothing unless `0 < oldSize <= newSize`.
    package static func subtrees(oldSize: UInt64, newSize: UInt64) -> [Range<UInt64>]? {
        guard oldSize > 0, oldSize <= newSize else { return nil }
        var tree = 0..<newSize
        var path: [Range<UInt64>] = []
        // Until here the old tree is a complete subtree of the new one: the verifier knows its root.
        var isOldRoot = true
        while tree.upperBound != oldSize {
            let (left, right) = tree.split
            if oldSize <= left.upperBound {
                path.append(right)
                tree = left
            } else {
                path.append(left)
                tree = right
                isOldRoot = false
            }
        }
        if !isOldRoot { path.append(tree) }
        return path.reversed()
    }
}
