import AuditLog
import VaultCrypto
import VaultStore

/// The state root of vault.db as it was last read, and the buckets that changed since: only those are read again.
///
/// It tells what this process wrote. A row that something else changed under it is not stated, and `check` finds it.
struct StatedRows {
    private var read: (tree: StateRootTree, counts: [Int])?
    private var changed = BucketSet()

    /// A row of this id is being written or removed. Whoever undoes that takes back the whole value as it was before.
    mutating func touch(_ row: RowID) { changed.insert(StateRoot.bucket(of: row)) }

    /// How many rows ``root(of:)`` would read.
    ///
    /// - Parameter all: how many there may be, for as long as none was read.
    func toRead(ofAbout all: UInt64) -> UInt64 {
        guard let read else { return all }
        return changed.buckets.reduce(0) { $0 + UInt64(read.counts[Int($1)]) }
    }

    /// The root over every row as it stands now, staged ones included.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    mutating func root(of store: VaultDatabase) throws(VaultError) -> SHA256Digest {
        guard var (tree, counts) = read else { return try readAll(of: store) }
        for bucket in changed.buckets {
            let leaves = try store.leaves(of: bucket)
            counts[Int(bucket)] = leaves.count
            tree.replace(bucket: bucket, withLeafHashes: leaves.lazy.map(\.leafHash))
        }
        (read, changed) = ((tree, counts), BucketSet())
        return tree.root
    }

    private mutating func readAll(of store: VaultDatabase) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        try store.addLeaves(to: &builder) { (_) throws(VaultError) in throw .damaged(.row) }
        let counts = builder.counts
        let tree = StateRootTree(builder.finish())
        (read, changed) = ((tree, counts), BucketSet())
        return tree.root
    }
}

/// A bit for each bucket: every commit keeps a copy of it.
private struct BucketSet {
    private var words = SIMD4<UInt64>()

    mutating func insert(_ bucket: UInt8) { words[Int(bucket >> 6)] |= 1 << UInt64(bucket & 63) }

    var buckets: [UInt8] { (UInt8.min...UInt8.max).filter { words[Int($0 >> 6)] >> UInt64($0 & 63) & 1 == 1 } }
}

extension VaultDatabase {
    /// The tables that the state root covers: all but the statements, which belong to the log and are committed to by
    /// the entries' `data`.
    static let statedTables = Table.allCases.filter { $0 != .statement }

    /// The state root of vault.db, from the stored hashes.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    func stateRoot() throws(VaultError) -> SHA256Digest {
        try stateRoot { (_) throws(VaultError) in throw .damaged(.row) }
    }

    /// - Parameter twice: told of each revision of a row after the first, which is left out.
    func stateRoot(twice: (StateLeaf) throws(VaultError) -> Void) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        try addLeaves(to: &builder, twice: twice)
        return builder.finish().root
    }

    /// Adds the rows of every stated table, in the order of the state root.
    fileprivate func addLeaves(
        to builder: inout StateRootBuilder, twice: (StateLeaf) throws(VaultError) -> Void
    ) throws(VaultError) {
        try stored {
            for table in Self.statedTables {
                try forEachDigest(of: table) { digest in
                    let leaf = StateLeaf(digest)
                    do throws(StateOrderError) { try builder.add(leaf) } catch { try twice(leaf) }
                }
            }
        }
    }

    /// The rows of one bucket, in the order of the state root.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    fileprivate func leaves(of bucket: UInt8) throws(VaultError) -> [StateLeaf] {
        var leaves: [StateLeaf] = []
        for table in Self.statedTables {
            for digest in try stored({ try digests(of: table, firstByte: bucket) }) {
                let leaf = StateLeaf(digest)
                if let last = leaves.last, !(last < leaf) { throw .damaged(.row) }
                leaves.append(leaf)
            }
        }
        return leaves
    }
}

extension StateLeaf {
    fileprivate init(_ digest: Row.Digest) {
        self.init(
            table: digest.table.rawValue, row: RowID(digest.id), revision: digest.revision,
            rowHash: SHA256Digest(digest.hash))
    }
}
