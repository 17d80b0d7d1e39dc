import AuditLog
import VaultCrypto
import VaultStore

/// The leaves of gate.db with the roots over them and the counter: what staging changes. A copy kept from before takes
/// everything back at once.
struct GateTally {
    private var leaves: [[StateLeaf]] = Array(repeating: [], count: StateRoot.bucketCount)
    private var roots = StateRoot()
    /// The counter of the newest change.
    private(set) var counter: UInt64 = 0

    /// Of rows as they are stored.
    init(_ rows: [GateRow]) throws(VaultError) {
        for row in rows { place(row) }
        for bucket in 0..<StateRoot.bucketCount where !leaves[bucket].isEmpty { try settle(UInt8(bucket)) }
    }

    var state: GateState { GateState(counter: counter, root: roots.root) }

    var allLeaves: [StateLeaf] { leaves.flatMap { $0 } }

    mutating func take(adding added: [GateRow], removing removed: [GateRow]) throws(VaultError) {
        for row in removed {
            let leaf = row.leaf
            leaves[Int(StateRoot.bucket(of: leaf.row))].removeAll { $0 == leaf }
            try settle(StateRoot.bucket(of: leaf.row))
        }
        for row in added {
            place(row)
            try settle(StateRoot.bucket(of: row.leaf.row))
        }
    }

    /// Never lowers the counter: a row that was removed had its step too.
    mutating func count(atLeast least: UInt64) { counter = max(counter, least) }

    private mutating func place(_ row: GateRow) {
        leaves[Int(StateRoot.bucket(of: row.leaf.row))].append(row.leaf)
        count(atLeast: row.step)
    }

    private mutating func settle(_ bucket: UInt8) throws(VaultError) {
        leaves[Int(bucket)].sort()
        do throws(StateOrderError) { try roots.replace(bucket: bucket, with: leaves[Int(bucket)]) } catch {
            throw .damaged(.gateDatabase)
        }
    }
}

extension GateRow {
    var leaf: StateLeaf { StateLeaf(table: kind, row: RowID(id), revision: step, rowHash: SHA256Digest(hash)) }
}
