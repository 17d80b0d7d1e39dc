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
        let before = tail
        staged = StagedCommit()
        var errors: [VaultError?] = []
        do throws(VaultError) {
            try stored {
                try store.transaction { transaction in
                    for work in batch { errors.append(run(work, in: transaction)) }
                    try checkpointIfDue(in: transaction)
                    try gate.rows.commit(adding: staged.gateAdditions)
                }
            }
        } catch {
            return abandon(to: before, count: batch.count, error)
        }
        committedSize = tail.size
        do throws(VaultError) { try afterCommit() } catch { return errors.map { $0 ?? error } }
        return errors
    }

    /// One piece of work under its own savepoint; a refusal becomes an entry.
    private func run(_ work: PendingWork, in transaction: borrowing StoreTransaction) -> VaultError? {
        let (tailBefore, stagedBefore) = (tail, staged.lines.count)
        do throws(VaultError) {
            try stored { try transaction.savepoint { try work.prepare(self, transaction) } }
            return nil
        } catch {
            if staged.lines.count > stagedBefore { unstage(to: tailBefore, keeping: stagedBefore) }
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

    /// Takes back what was staged: the fold has followed it already and is made again from the log.
    private func unstage(to tail: LogTail, keeping lines: Int) {
        self.tail = tail
        staged.lines.removeLast(staged.lines.count - lines)
        refoldNeeded = true
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
        staged = StagedCommit()
        try gate.rows.commit(removing: removals)
        mirror.append(lines)
        heads.replace(tail.checkpoint)
        if checkpointed.size == tail.size { settle() }
        if refoldNeeded { try refold() }
    }

    /// Makes mirror and head files durable, at a checkpoint and at lock.
    func settle() {
        mirror.sync()
        heads.sync(tail.checkpoint)
    }
}
