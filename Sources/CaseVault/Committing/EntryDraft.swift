import AuditLog
import VaultCrypto

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
