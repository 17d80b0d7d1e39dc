import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// The open vault inside the actor: database, gate, log and sessions. Synchronous; one caller at a time.
final class VaultCore {
    let id: VaultID
    let folder: VaultFolder
    /// Where the gate lies, and the file of its key; `gate move` changes both.
    var gateFolder: GateFolder
    var gateKeyFile: String
    let store: VaultDatabase
    /// `gate rotate` and `gate move` open it anew.
    var gate: Gate
    let environment: VaultEnvironment
    let parameters: ParametersRow
    let peer: ShortHash
    let boot: ShortHash
    /// Nil for what is only read: a backup in its place.
    private let lock: LockFile?

    /// Everything the log says; see ``LogFold``.
    var fold: LogFold
    /// The end of the log, staged entries included.
    var tail: LogTail
    /// Entries that are durable.
    var committedSize: UInt64 = 0
    /// How many transactions there were since the opening.
    var commits = 0
    /// What was written since the write-ahead log was last moved into the file.
    var written = 0
    /// Size and time of the newest checkpoint.
    var checkpointed: (size: UInt64, time: UInt64) = (0, 0)
    /// Time of the newest entry, staged ones included.
    var lastTime: UInt64 = 0
    /// Where the newest entry of each act of ``SoughtActs`` stands, staged ones included.
    var newestSeqs: [Act: UInt64]
    /// The clocks of the newest entry, staged ones included; nil until they are read.
    var newestClock: EntryClock?
    /// Refusals of the running minute.
    var refusals = RefusalCounts()
    var people: [PersonID: PersonRow] = [:]
    var logins: [String: PersonID] = [:]
    var sessions: [UInt64: PersonSession] = [:]
    var mirror: LogMirror
    var heads: HeadFiles
    /// Nil while the vault is being made or only looked at.
    var gateHead: GateHead?
    var notices: [OpeningNotice] = []
    /// The copy of gate.db that is kept up after each change.
    var gateMirror: GateMirror
    /// The root over the rows of vault.db, staged ones included.
    var statedRows = StatedRows()
    /// What the running transaction has staged.
    var staged = StagedCommit()
    /// What stands for cases in the entries of the newest one's month.
    var caseTags = CaseTags()
    /// Cases whose reference was looked up by this process.
    var caseIDs: [CaseReference: CaseID] = [:]
    /// Hashes of stored revisions whose author's signature was verified by this process.
    var verified: Set<RowHash> = []
    /// Wrong passphrases and codes whose entries are not staged yet.
    var unstagedDenials: [AttemptStatement: Int] = [:]
    /// An entry is being staged: the fold may have followed it while the database has not.
    var isStaging = false
    /// Something seen before is not in the log: this vault is only looked at.
    let rollback: Rollback?
    /// A commit failed, or what must follow one: what is durable is known only to the next opening.
    var isBroken = false

    init(_ parts: consuming OpenedParts) {
        id = parts.gate.vault
        (folder, gateFolder, store, gate) = (parts.folder, parts.gateFolder, parts.store, parts.gate)
        gateKeyFile = parts.gateKey ?? parts.gateFolder.key
        (environment, parameters) = (parts.environment, parts.parameters)
        (fold, tail, mirror, heads) = (parts.fold, parts.tail, parts.mirror, parts.heads)
        (checkpointed, lastTime, newestSeqs) = (parts.checkpointed, parts.lastTime, parts.newestSeqs)
        committedSize = parts.tail.size
        gateMirror = GateMirror(of: parts.gate.vault, parts.environment)
        peer = parts.gate.peer(parts.environment.peer)
        boot = ShortHash(bootID: parts.environment.clock.bootID)
        rollback = parts.rollback
        lock = parts.lock
    }

    var now: UInt64 { environment.clock.now }

    /// Whether the folder is still the one whose lock was taken.
    var holdsPlace: Bool { lock?.isAt(folder.lock) == true }

    /// The names of a person; a person whose row is missing shows as her id.
    func login(of person: PersonID) -> String { people[person]?.login ?? person.hex }

    /// The login of whoever held this key when she wrote.
    func login(of key: KeyID) -> String { fold.person(key).map { login(of: $0) } ?? key.hex }

    func member(login: String) -> Member? { logins[login].flatMap { fold.members[$0] } }

    /// Reads every person's names.
    func loadPeople() throws(VaultError) {
        try stored {
            try store.forEachRow(of: .person) { row in
                remember(try PersonRow(decoding: try gate.rowKey.open(row)), as: PersonID(row.id))
            }
        }
    }

    func remember(_ row: PersonRow, as person: PersonID) {
        people[person] = row
        logins[row.login] = person
    }
}

/// What opening or creating a vault hands to the core.
struct OpenedParts: ~Copyable {
    let folder: VaultFolder
    let gateFolder: GateFolder
    let store: VaultDatabase
    let gate: Gate
    let environment: VaultEnvironment
    let parameters: ParametersRow
    /// Nil for what is only read: a backup in its place.
    let lock: LockFile?
    var fold: LogFold
    var tail: LogTail
    var checkpointed: (size: UInt64, time: UInt64)
    var lastTime: UInt64
    var newestSeqs: [Act: UInt64]
    var mirror: LogMirror
    var heads: HeadFiles
    var rollback: Rollback?
    /// The file of the gate key; nil for the one beside gate.db.
    var gateKey: String?
}
