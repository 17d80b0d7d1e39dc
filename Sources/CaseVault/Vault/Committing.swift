import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Runs a batch of work in one durable transaction.
    ///
    /// Order across the two files (architecture.md): additions to gate.db are durable before the commit of vault.db,
    /// deletions are done after it. A crash in between leaves the gate one step ahead or behind, which opening mends.
    ///
    /// - Returns: for each piece of work, why it was not done, or nil.
    func commit(_ batch: [PendingWork]) -> [VaultError?] {
        let errors = attempt(batch)
        guard isBroken, errors.contains(.diskFull), batch.allSatisfy(\.mayUseReserve), folder.reserve.release()
        else { return errors }
        isBroken = false
        do throws(VaultError) { try refold() } catch {
            isBroken = true
            return errors
        }
        return attempt(batch)
    }

    private func attempt(_ batch: [PendingWork]) -> [VaultError?] {
        let before = tail
        (staged, isStaging) = (StagedCommit(), false)
        var errors: [VaultError?] = []
        do throws(VaultError) {
            try stored {
                try store.transaction { transaction in
                    for work in batch { errors.append(run(work, in: transaction)) }
                    guard !isBroken else { throw VaultError.inputOutput }
                    try checkpointIfDue(in: transaction)
                    try gate.rows.commit(adding: staged.gateAdditions)
                }
            }
        } catch {
            return abandon(to: before, count: batch.count, error)
        }
        committedSize = tail.size
        written += Self.weightOfCommit + staged.lines.count
        do throws(VaultError) { try afterCommit() } catch { return errors.map { $0 ?? error } }
        return errors
    }

    /// One piece of work under its own savepoint; a refusal becomes an entry.
    private func run(_ work: PendingWork, in transaction: borrowing StoreTransaction) -> VaultError? {
        guard !isBroken else { return .inputOutput }
        let (tailBefore, stagedBefore) = (tail, staged)
        do throws(VaultError) {
            try stored { try transaction.savepoint { try work.prepare(self, transaction) } }
            return nil
        } catch {
            unstage(to: tailBefore, keeping: stagedBefore)
            if error == .notPermitted, let refusal = work.refusal { note(refusal, in: transaction) }
            return error
        }
    }

    private func note(_ refusal: EntryDraft, in transaction: borrowing StoreTransaction) {
        var draft = refusal
        draft.result = .denied
        // If even the refusal cannot be written, the caller still gets it; the commit that follows fails and says why.
        _ = try? stage(draft, in: transaction)
    }

    /// Takes back what was staged. The fold has followed it already and is made again from the log, before the next
    /// piece of work asks it anything.
    private func unstage(to tail: LogTail, keeping before: StagedCommit) {
        staged.headers = before.headers
        guard isStaging || staged.lines.count > before.lines.count else { return }
        self.tail = tail
        let added = Array(staged.gateAdditions.dropFirst(before.gateAdditions.count))
        let removed = Array(staged.gateRemovals.dropFirst(before.gateRemovals.count))
        staged = before
        isStaging = false
        do throws(VaultError) {
            try gate.rows.stage(adding: removed, removing: added)
            try refold()
        } catch {
            isBroken = true
        }
    }

    private func abandon(to tail: LogTail, count: Int, _ error: VaultError) -> [VaultError?] {
        self.tail = tail
        // What the gate holds now may be ahead of the log, and the fold is ahead of the database: end here. Opening
        // the vault again reads what is durable.
        isBroken = true
        return Array(repeating: error, count: count)
    }

    private func afterCommit() throws(VaultError) {
        let lines = staged.lines
        let removals = staged.gateRemovals
        let gateChanged = !staged.gateAdditions.isEmpty || !removals.isEmpty
        for written in staged.headers { written.person.headers[written.caseID] = written.header }
        staged = StagedCommit()
        try gate.rows.commit(removing: removals)
        mirror.append(lines)
        heads.replace(tail.checkpoint)
        if gateChanged { keepGateMirror() }
        if checkpointed.size == tail.size { settle() }
    }

    /// The change stands whether or not its copy can be written; the next opening tries again.
    func keepGateMirror() {
        let isKept = gateMirror.update(from: gate)
        if !isKept, !notices.contains(.gateMirrorBehind) { notices.append(.gateMirrorBehind) }
    }

    /// Moves the write-ahead log into the file, so that it is written over again and does not grow: an fsync of a file
    /// that grows waits for the file system's journal too.
    ///
    /// - Parameter isIdle: whether nobody waits; then it is done early.
    func shortenWriteAheadLog(isIdle: Bool) {
        guard written >= (isIdle ? Self.shortLog : Self.longLog) else { return }
        written = 0
        // What is not moved stays where it is; after a failed fsync the store refuses the next transaction itself.
        _ = try? store.passiveCheckpoint()
    }

    /// How much is written, in pages, roughly: three for a commit and one for each entry with its rows.
    private static let weightOfCommit = 3
    private static let shortLog = 2_000
    private static let longLog = 8_000

    /// Makes mirror and head files durable, at a checkpoint and at lock.
    func settle() {
        mirror.sync()
        heads.sync(tail.checkpoint)
    }
}
