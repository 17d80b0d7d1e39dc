import AuditLog
import VaultCrypto
import VaultStore

/// The leaves of gate.db with the roots over them and the counter: what staging changes. A copy kept from before takes
/// everything back at once.
struct GateTally {
    private var leaves = StateLeaves()
    /// The counter of the newest change.
    private(set) var counter: UInt64 = 0

    /// Of rows as they are stored.
    init(_ rows: [GateRow]) throws(VaultError) {
        for row in rows { try place(row) }
        leaves.settle()
    }

    var state: GateState { GateState(counter: counter, root: leaves.root) }

    var allLeaves: [StateLeaf] { leaves.all }

    mutating func take(adding added: [GateRow], removing removed: [GateRow]) throws(VaultError) {
        for row in removed { guard leaves.remove(row.leaf) else { throw .damaged(.gateDatabase) } }
        for row in added { try place(row) }
        leaves.settle()
    }

    /// Never lowers the counter: a row that was removed had its step too.
    mutating func count(atLeast least: UInt64) { counter = max(counter, least) }

    /// - Throws: `.damaged(.gateDatabase)` for a row that is there already.
    private mutating func place(_ row: GateRow) throws(VaultError) {
        do throws(StateOrderError) { try leaves.insert(row.leaf) } catch { throw .damaged(.gateDatabase) }
        count(atLeast: row.step)
    }
}

extension GateRow {
    var leaf: StateLeaf { StateLeaf(table: kind, row: RowID(id), revision: step, rowHash: SHA256Digest(hash)) }

    var place: RowPlace { leaf.place }
}
