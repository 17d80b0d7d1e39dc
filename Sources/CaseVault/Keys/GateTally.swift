import AuditLog
import VaultCrypto
import VaultStore

/// The leaves of gate.db with the roots over them and the counter: what staging changes. A copy kept from before takes
/// everything back at once.
struct GateTally {
    /// A leaf with its hash, which is computed once.
    private struct Entry {
        let leaf: StateLeaf
        let hash: SHA256Digest

        init(_ leaf: StateLeaf) { (self.leaf, hash) = (leaf, leaf.leafHash) }
    }

    /// By bucket, ascending.
    private var entries: [[Entry]] = Array(repeating: [], count: StateRoot.bucketCount)
    private var tree = StateRootTree()
    /// The counter of the newest change.
    private(set) var counter: UInt64 = 0

    /// Of rows as they are stored.
    init(_ rows: [GateRow]) throws(VaultError) {
        for row in rows { try place(row) }
        for bucket in entries.indices where !entries[bucket].isEmpty { settle(UInt8(bucket)) }
    }

    var state: GateState { GateState(counter: counter, root: tree.root) }

    var allLeaves: [StateLeaf] { entries.flatMap { $0.map(\.leaf) } }

    mutating func take(adding added: [GateRow], removing removed: [GateRow]) throws(VaultError) {
        for row in removed {
            let leaf = row.leaf
            entries[Int(StateRoot.bucket(of: leaf.row))].removeAll { $0.leaf == leaf }
        }
        for row in added { try place(row) }
        for bucket in Set((added + removed).map { StateRoot.bucket(of: RowID($0.id)) }) { settle(bucket) }
    }

    /// Never lowers the counter: a row that was removed had its step too.
    mutating func count(atLeast least: UInt64) { counter = max(counter, least) }

    /// - Throws: `.damaged(.gateDatabase)` for a row that is there already.
    private mutating func place(_ row: GateRow) throws(VaultError) {
        let entry = Entry(row.leaf)
        let bucket = Int(StateRoot.bucket(of: entry.leaf.row))
        let index = Self.index(of: entry.leaf, in: entries[bucket])
        if index < entries[bucket].count, !(entry.leaf < entries[bucket][index].leaf) { throw .damaged(.gateDatabase) }
        entries[bucket].insert(entry, at: index)
        count(atLeast: row.step)
    }

    /// Where a leaf stands or would stand.
    private static func index(of leaf: StateLeaf, in entries: [Entry]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].leaf < leaf { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func settle(_ bucket: UInt8) {
        tree.replace(bucket: bucket, withLeafHashes: entries[Int(bucket)].lazy.map(\.hash))
    }
}

extension GateRow {
    var leaf: StateLeaf { StateLeaf(table: kind, row: RowID(id), revision: step, rowHash: SHA256Digest(hash)) }
}
