import AuditLog
import VaultCrypto

/// An unlocked person inside the vault: her keys, and what she has opened. Wiped when the session ends.
final class PersonSession {
    /// As the log knows her now; see ``VaultCore/isCurrent(_:)``.
    var member: Member
    let login: String
    let identity: Identity
    var keyring: Keyring
    /// Headers she has opened.
    var headers: [CaseID: OpenedHeader] = [:]
    /// Search indexes she has opened.
    let indexes = OpenedIndexes()
    /// What her newest search looked through.
    var scope: KeptScope?
    /// Attachments on their way in and out.
    let transfers = FileTransfers()
    /// What her unlock folded into her keyring.
    var received: [GrantInfo] = []
    /// Entries of the grants that waited, at her unlock or since, and did not open.
    var unopened: Set<UInt64> = []
    /// The newest grant of replaced keys that was looked at after her unlock.
    var caughtUp: UInt64 = 0
    /// Its lock is being written.
    var isEnding = false
    /// What her unlock, or she since, erased.
    var erased: Set<ErasedPart> = []

    init(member: Member, login: String, identity: Identity, keyring: Keyring) {
        (self.member, self.login, self.identity, self.keyring) = (member, login, identity, keyring)
    }

    var person: PersonID { member.person }

    /// The role under which an act of hers is logged: the first that allows it.
    func role(for act: Act) -> RoleCode? { ActRule.role(for: act, among: member.roles) }
}

/// A header as a session opened it.
struct OpenedHeader {
    let revision: UInt64
    let header: CaseHeader
    /// What the next revision names as `previous`.
    let contentHash: Blake2bDigest
}
