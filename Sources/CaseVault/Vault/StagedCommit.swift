import AuditLog
import VaultCrypto
import VaultStore

/// What a transaction has staged and not yet committed.
struct StagedCommit {
    var lines: [[UInt8]] = []
    var gateAdditions: [GateRow] = []
    /// Done after the commit of vault.db.
    var gateRemovals: [GateRow] = []
    /// Written after the commit of vault.db, with the removals: tombstones.
    var gateTombstones: [GateRow] = []
    var erasures: [StagedErasure] = []
    /// Known to their writers after the commit.
    var headers: [WrittenHeader] = []
    /// Whose keyrings have halves that their rows have not.
    private(set) var owed: [PersonSession] = []

    mutating func owe(_ maker: PersonSession) {
        if !owed.contains(where: { $0 === maker }) { owed.append(maker) }
    }

    /// Her keyring's row is written.
    mutating func settle(_ maker: PersonSession) { owed.removeAll { $0 === maker } }
}

/// A header as the session that wrote it will know it.
struct WrittenHeader {
    let person: PersonSession
    let caseID: CaseID
    let header: OpenedHeader
}
