import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// Unlocks a person's keys with her passphrase, which is consumed.
    ///
    /// An unknown login costs the same derivation and gets the same answer as a wrong passphrase. After the third wrong
    /// passphrase each try has to wait, 1 s doubling to 60 s, counted from the log, so across restarts; nobody is locked
    /// out. Nobody waits in here: a try that comes too soon is refused untried, and the caller waits with the vault
    /// closed (``unlockWait(login:)``).
    ///
    /// - Throws: `.unlockRefused`; `.tooSoon`; `.damaged(.identity)` or `.damaged(.keyring)` when an older row was put back.
    public func unlock(login: String, passphrase: consuming Passphrase) async throws(VaultError) -> Unlocked {
        let attempt = try UnlockAttempt(login: login, in: try opened())
        let seed = try attempt.seed(passphrase)
        discard(passphrase)
        guard let seed, let member = attempt.member else {
            try await refuse(attempt)
            throw .unlockRefused
        }
        let session = try attempt.session(member, seed)
        let before = try greeting(member, attempt)
        let work = try await begin { (core, transaction) throws(VaultError) in
            try core.stage(
                EntryDraft(.sessionUnlock, by: .person(session), object: .person),
                AttemptStatement(login: attempt.lookup, secret: .passphrase), in: transaction)
            return try core.takeUp(session, in: transaction)
        }
        let rotated = try await completeRotations(session)
        let erased = try await eraseDueRecords(session)
        let core = try opened()
        try core.takeNewestKeyring(session)
        let started = core.begin(session)
        core.heads.replace(core.tail.checkpoint)
        return Unlocked(
            session: started, last: before.last, lastHeadWords: before.words, wrongSince: before.wrong,
            waiting: before.waiting + work.adding(erased: erased) + rotated, notices: core.notices)
    }

    /// Logs a wrong passphrase, also on a full disk: a try that is not counted would not be waited for.
    func refuse(_ attempt: UnlockAttempt) async throws(VaultError) {
        _ = try await begin { (core, transaction) throws(VaultError) in
            try core.stageDenial(AttemptStatement(login: attempt.lookup, secret: .passphrase), in: transaction)
        }
    }

    private func greeting(
        _ member: Member, _ attempt: UnlockAttempt
    ) throws(VaultError) -> (last: (time: UInt64, entry: UInt64)?, words: [String]?, wrong: Int, waiting: [Waiting]) {
        let core = try opened()
        let last = core.fold.unlocks[member.person].map { (time: $0.time, entry: core.fold.localSeq($0.seq)) }
        let words = core.heads.head(of: member.person).map { Words.four(ofHead: $0.root) }
        let wrong = core.fold.attempts[attempt.lookup]?.passphrases ?? 0
        let waiting = core.wordsToCompare(by: member).map { Waiting.wordsToCompare(login: core.login(of: $0.person)) }
        return (last, words, wrong, core.restoreWaiting(for: member) + core.requestsWaiting(for: member) + waiting)
    }

    /// Ends a session and wipes its keys. The end of the last one states the rows; before that others are at work, who
    /// would have to wait for it.
    public func lock(_ session: Session) async {
        guard let core, let person = core.sessions[session.token] else { return }
        // If the entry cannot be written the keys go all the same.
        _ = try? await change { (core, transaction) throws(VaultError) in
            try core.stageRefusalCounts(in: transaction)
            try core.stage(EntryDraft(.sessionEnd, by: .person(person), object: .person), in: transaction)
            // Of two who lock in one transaction the second is the last.
            person.isEnding = true
            let isLast = core.sessions.values.allSatisfy { $0.isEnding || !core.isCurrent($0) }
            try core.cutCheckpoint(in: transaction, stating: isLast || core.isStatingDue)
        }
        core.endSessions { token, _ in token == session.token }
        executor.join()
    }
}

private func discard(_ passphrase: consuming Passphrase) {}

extension VaultCore {
    /// Stages the entry of a wrong passphrase or code.
    @discardableResult
    func stageDenial(
        _ attempt: AttemptStatement, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> UInt64 {
        countedInLog(attempt)
        var draft = EntryDraft(.sessionDenied, by: .system, object: .person)
        draft.result = .denied
        return try stage(draft, attempt, in: transaction)
    }

    /// A session of these keys, after her keyring was found to be the newest the log knows.
    func session(_ member: Member, _ identity: Identity) throws(VaultError) -> PersonSession {
        PersonSession(
            member: member, login: login(of: member.person), identity: identity,
            keyring: try newestKeyring(of: member.person, identity))
    }

    /// Opens a person's keyring as it is stored.
    ///
    /// - Throws: `.damaged(.keyring)`, also when the row is not the newest the log knows.
    func newestKeyring(of person: PersonID, _ identity: Identity) throws(VaultError) -> Keyring {
        guard let row = try stored({ try store.row(.keyring, StoredID(person)) }) else { throw .damaged(.keyring) }
        try checkNewest(row, .keyring)
        return try Keyring(opening: row, of: person, under: identity.keyringKey, gate.rowKey)
    }

    /// Holds her keys from now on, under a token of their own.
    func begin(_ person: PersonSession) -> Session {
        let token = UInt64(bigEndian: environment.randomness.bytes(8)[...])
        sessions[token] = person
        heads.add(person.person)
        return Session(token: token, login: person.login, roles: person.member.roles.map(Role.init))
    }

    /// Forgets the keys of sessions. Whoever has none left sees nothing more: her head stays the one she saw last, and is
    /// not written with every commit of her colleagues.
    func endSessions(where isOver: (UInt64, PersonSession) -> Bool) {
        for (token, session) in sessions where isOver(token, session) {
            sessions[token] = nil
            session.transfers.close()
            // A running minute of refusals would go on holding her keys.
            refusals.forget(session.identity.signing.id)
        }
        heads.keep(Set(sessions.values.map(\.person)))
    }

    /// Compares a row of a person with its newest change in the log.
    ///
    /// - Throws: `.damaged` with `part` when the row is an older one, or another.
    func checkNewest(_ row: StoredRow, _ part: VaultError.Damage) throws(VaultError) {
        guard let mark = fold.personRows[row.table.rawValue]?[RowID(row.id)], mark.revision == row.revision,
            SHA256Hash.hash(row.sealed).stored == row.hash,
            try tag(row.hash, .zero, mark.time.month) == mark.tag
        else { throw .damaged(part) }
    }

    /// People whose six words an officer has still to compare with them.
    func wordsToCompare(by member: Member) -> [Member] {
        guard ActRule.role(for: .staffConfirm, among: member.roles) != nil else { return [] }
        return fold.members.values.filter { !$0.confirmed && $0.isActive && $0.person != member.person }
            .sorted { $0.since < $1.since }
    }
}
