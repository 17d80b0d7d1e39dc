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

    var isEmpty: Bool { lines.isEmpty }
}

/// A header as the session that wrote it will know it.
struct WrittenHeader {
    let person: PersonSession
    let caseID: CaseID
    let header: OpenedHeader
}

/// Who makes an entry.
enum EntrySigner {
    case person(PersonSession)
    /// A key that is enrolled by this very entry, under no role.
    case enrolling(HeldSigningKey)
    case system
}

/// What an entry says besides its place, its clock and its hashes.
struct EntryDraft {
    var act: Act
    var signer: EntrySigner
    var caseID: CaseID?
    var object: EntryObject
    var record: RecordID?
    var revision: UInt64 = 0
    var count: UInt64 = 0
    var why: PurposeCode?
    var ref: UInt64 = 0
    var result: ResultCode = .ok
    var flags: EntryFlags = []

    init(_ act: Act, by signer: EntrySigner, object: EntryObject = .none, caseID: CaseID? = nil) {
        (self.act, self.signer, self.object, self.caseID) = (act, signer, object, caseID)
    }
}

/// A change of one row: what stood there and what will.
struct RowEdit {
    let old: StoredRow?
    let new: StoredRow?
    /// The case whose tag key tags its bytes; zero for rows that belong to no case.
    var caseID: CaseID = .zero
    /// Whether `old` stays beside `new` (an earlier revision of a record).
    var keepsOld = false
}

extension EntrySigner {
    func key(_ gate: Gate) -> KeyID {
        switch self {
        case .person(let session): session.identity.signing.id
        case .enrolling(let key): key.id
        case .system: gate.system.id
        }
    }

    /// - Throws: `.notPermitted` when none of the person's roles allows the act.
    func role(for draft: EntryDraft) throws(VaultError) -> RoleCode? {
        guard case .person(let session) = self else { return nil }
        if let role = session.role(for: draft.act) { return role }
        guard draft.result == .denied || draft.result == .failed else { throw .notPermitted }
        return session.member.roles.first
    }
}

/// Rows that an entry adds to gate.db and removes from it.
struct GateChange {
    var added: [GateRow] = []
    var removed: [GateRow] = []
    /// Tombstones, which take the place of what is removed, with it.
    var laid: [GateRow] = []
}
