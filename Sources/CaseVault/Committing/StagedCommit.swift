import AuditLog
import VaultCrypto
import VaultStore

/// What a transaction has staged and not yet committed.
struct StagedCommit {
    var lines: [[UInt8]] = []
    /// How many changes of rows were begun.
    var edits = 0
    /// How many bytes of rows were written: a keyring of ten thousand cases has mebibytes.
    var sealedBytes = 0
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

    /// What the running work's sessions held before it.
    private var keyrings: [(session: PersonSession, keyring: Keyring)] = []
    /// The same of all work of this transaction that is done.
    private var earlier: [(session: PersonSession, keyring: Keyring)] = []

    /// Where a piece of work began. The lines are only counted: with a copy of their list the next line would copy all.
    struct Mark {
        fileprivate let rest: StagedCommit
        let lineCount: Int
    }

    var mark: Mark {
        var rest = self
        rest.lines = []
        return Mark(rest: rest, lineCount: lines.count)
    }

    /// Takes back what was staged since.
    mutating func restore(_ mark: Mark) {
        let kept = Array(lines.prefix(mark.lineCount))
        self = mark.rest
        lines = kept
    }

    /// Her keyring is about to change.
    mutating func note(keyringOf session: PersonSession) {
        guard !keyrings.contains(where: { $0.session === session }) else { return }
        keyrings.append((session, session.keyring))
    }

    /// The work is done: what it changed stays, unless the transaction fails.
    mutating func keepKeyrings() {
        for kept in keyrings where !earlier.contains(where: { $0.session === kept.session }) { earlier.append(kept) }
        keyrings = []
    }

    /// The transaction is not there: everybody holds what she held before it.
    mutating func restoreAllKeyrings() {
        restoreKeyrings()
        for (session, keyring) in earlier { session.keyring = keyring }
        earlier = []
    }

    /// The work is undone, and the keys it made are nobody's.
    mutating func restoreKeyrings() {
        for (session, keyring) in keyrings { session.keyring = keyring }
        keyrings = []
    }

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
