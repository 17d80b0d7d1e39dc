package import VaultCrypto

/// Every leaf of a state root, by bucket and in order, each with its hash, and the tree over them: what one row changes
/// costs the nodes of its bucket and no reading.
///
/// 96 bytes for a row.
package struct StateLeaves: Sendable {
    /// A leaf with its hash, which is computed once.
    private struct Entry {
        let leaf: StateLeaf
        let hash: SHA256Digest

        init(_ leaf: StateLeaf) { (self.leaf, hash) = (leaf, leaf.leafHash) }
    }

    private var entries: [[Entry]] = Array(repeating: [], count: StateRoot.bucketCount)
    private var tree = StateRootTree()
    /// Buckets whose nodes are not those of their leaves.
    private var changed = BucketSet()

    package init() {}

    /// Every leaf, bucket after bucket.
    package var all: [StateLeaf] { entries.flatMap { $0.map(\.leaf) } }

    /// How many leaves a bucket has.
    package func count(_ bucket: UInt8) -> Int { entries[Int(bucket)].count }

    /// - Throws: ``StateOrderError/notAscending(_:)`` for a row and revision that stand there already; nothing changes.
    package mutating func insert(_ leaf: StateLeaf) throws(StateOrderError) {
        let bucket = StateRoot.bucket(of: leaf.row)
        let index = index(of: leaf)
        if index < entries[Int(bucket)].count, !(leaf < entries[Int(bucket)][index].leaf) {
            throw .notAscending(leaf.row)
        }
        entries[Int(bucket)].insert(Entry(leaf), at: index)
        changed.insert(bucket)
    }

    /// - Returns: whether it stood there, with these bytes.
    package mutating func remove(_ leaf: StateLeaf) -> Bool {
        let (bucket, index) = (StateRoot.bucket(of: leaf.row), index(of: leaf))
        guard index < entries[Int(bucket)].count, entries[Int(bucket)][index].leaf == leaf else { return false }
        entries[Int(bucket)].remove(at: index)
        changed.insert(bucket)
        return true
    }

    /// The root of ``StateRoot``, as it was settled last.
    package var root: SHA256Digest { tree.root }

    /// Works out the nodes of the buckets that changed; of many leaves, on several cores.
    package mutating func settle() {
        let (buckets, entries) = (changed.buckets, entries)
        let count = buckets.reduce(0) { $0 + entries[Int($1)].count }
        let share = count < Self.leavesForOneCore ? StateRoot.bucketCount : Self.share
        let hashes = buckets.mapOnAllCores(share: share) { bucket in
            StateRootTree.leafHash(of: entries[Int(bucket)].lazy.map(\.hash))
        }
        for (bucket, hash) in zip(buckets, hashes) { tree.replace(bucket: bucket, with: hash) }
        changed = BucketSet()
    }

    /// A millisecond's work: fewer are not worth waking a thread.
    private static let leavesForOneCore = 4_096
    /// Buckets that a core takes at a time.
    private static let share = 8

    /// Where a leaf stands or would stand in its bucket.
    private func index(of leaf: StateLeaf) -> Int {
        let bucket = Int(StateRoot.bucket(of: leaf.row))
        // What is read in order goes to the end.
        if let last = entries[bucket].last, last.leaf < leaf { return entries[bucket].count }
        var (low, high) = (0, entries[bucket].count)
        while low < high {
            let middle = (low + high) / 2
            if entries[bucket][middle].leaf < leaf { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A bit for each bucket.
package struct BucketSet: Sendable {
    private var words = SIMD4<UInt64>()

    package init() {}

    package mutating func insert(_ bucket: UInt8) { words[Int(bucket >> 6)] |= 1 << UInt64(bucket & 63) }

    package var buckets: [UInt8] {
        (UInt8.min...UInt8.max).filter { words[Int($0 >> 6)] >> UInt64($0 & 63) & 1 == 1 }
    }
}
