import AuditLog
import VaultCrypto
import VaultStore

/// A change of one row: what stood there and what will.
struct RowEdit {
    let old: StoredRow?
    let new: StoredRow?
    /// The case whose tag key tags its bytes; zero for rows that belong to no case.
    var caseID: CaseID = .zero
    /// Whether `old` stays beside `new` (an earlier revision of a record).
    var keepsOld = false
}

/// Rows that an entry adds to gate.db and removes from it.
struct GateChange {
    var added: [GateRow] = []
    var removed: [GateRow] = []
    /// Tombstones, which take the place of what is removed, with it.
    var laid: [GateRow] = []
}
