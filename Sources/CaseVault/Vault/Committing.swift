import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Runs a batch of work in one durable transaction.
    ///
    /// Order across the two files (WriteOrdering.md, "Must"): additions to gate.db are durable before the commit of
    /// vault.db, deletions are done after it. A crash in between leaves the gate one step ahead or behind, which opening mends.
    ///
    /// - Returns: for each piece of work, why it was not done, or nil.
    func commit(_ batch: [PendingWork]) -> [VaultError?] {
        do throws(AbandonedCommit) { return try attempt(batch) } catch {
            let first = error
            guard first.error == .diskFull, !first.changesGate, batch.allSatisfy(\.mayUseReserve),
                folder.reserve.release()
            else { return batch.map { _ in first.error } }
        }
        isBroken = false
        do throws(VaultError) { try refold() } catch {
            isBroken = true
            return batch.map { _ in .diskFull }
        }
        do throws(AbandonedCommit) { return try attempt(batch) } catch {
            let second = error
            return batch.map { _ in second.error }
        }
    }

    private func attempt(_ batch: [PendingWork]) throws(AbandonedCommit) -> [VaultError?] {
        (staged, isStaging) = (StagedCommit(), false)
        defer { gate.settle() }
        let before = point
        var errors: [VaultError?] = []
        do throws(VaultError) {
            try stored {
                try store.transaction { transaction in
                    for work in batch {
                        try noteClockStep(in: transaction)
                        errors.append(try run(work, in: transaction))
                    }
                    guard !isBroken else { throw VaultError.inputOutput }
                    try checkpointIfDue(in: transaction)
                    try gate.rows.commit(adding: staged.gateAdditions)
                }
            }
        } catch {
            throw abandon(to: before, error)
        }
        committedSize = tail.size
        written += Self.weightOfCommit + staged.lines.count
        afterCommit()
        return errors
    }

    /// One piece of work under its own savepoint; a refusal becomes an entry.
    private func run(
        _ work: PendingWork, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> VaultError? {
        guard !isBroken else { return .inputOutput }
        let before = point
        do throws(VaultError) {
            try stored {
                try transaction.savepoint {
                    try work.prepare(self, transaction)
                    try stageOwedKeyrings(in: transaction)
                }
            }
        } catch {
            unstage(to: before)
            if error.isRefusal, let refusal = work.refusal { note(refusal, in: transaction) }
            return error
        }
        staged.keepKeyrings()
        if staged.lines.count > before.staged.lines.count { try stageRefusalCounts(in: transaction) }
        return nil
    }

    private func note(_ refusal: EntryDraft, in transaction: borrowing StoreTransaction) {
        // If even the refusal cannot be written, the caller still gets it; the commit that follows fails and says why.
        try? stageRefusal(refusal, in: transaction)
    }

    private var point: CommitPoint {
        CommitPoint(
            tail: tail, checkpointed: checkpointed, stated: statedRows.mark, gate: gate.rows.tally, refusals: refusals,
            staged: staged)
    }

    /// Takes back what was staged. The fold has followed it already and is made again from the log, before the next
    /// piece of work asks it anything.
    private func unstage(to before: CommitPoint) {
        let lines = staged.lines.count
        staged.restoreKeyrings()
        (staged, checkpointed, refusals) = (before.staged, before.checkpointed, before.refusals)
        statedRows.restore(before.stated)
        guard isStaging || lines > before.staged.lines.count else { return }
        (tail, isStaging) = (before.tail, false)
        newestClock = nil
        gate.rows.restore(before.gate)
        do throws(VaultError) { try refold() } catch { isBroken = true }
    }

    private func abandon(to before: CommitPoint, _ error: VaultError) -> AbandonedCommit {
        let changesGate = !staged.gateAdditions.isEmpty || !staged.gateRemovals.isEmpty
        (tail, checkpointed, refusals) = (before.tail, before.checkpointed, before.refusals)
        statedRows.restore(before.stated)
        newestClock = nil
        // What the gate holds now may be ahead of the log, and the fold is ahead of the database: end here. Opening
        // the vault again reads what is durable.
        isBroken = true
        return AbandonedCommit(error: error, changesGate: changesGate)
    }

    /// What follows a commit changes nothing about it: whoever asked is answered that it is done.
    private func afterCommit() {
        let (lines, removals) = (staged.lines, staged.gateRemovals)
        let (tombstones, erasures) = (staged.gateTombstones, staged.erasures)
        let gateChanged = !staged.gateAdditions.isEmpty || !removals.isEmpty
        for written in staged.headers { written.person.headers[written.caseID] = written.header }
        staged = StagedCommit()
        // Before anything that can fail: they are what shows later that this commit was.
        mirror.append(lines)
        heads.replace(tail.checkpoint)
        if gateChanged { gateHead?.replace(tail.checkpoint) }
        if checkpointed.size == tail.size { settle() }
        do throws(VaultError) {
            try gate.rows.commit(removing: removals, laying: tombstones)
            finish(erasures)
        } catch {
            // The gate is one step behind. Nothing more is done on top of that; the next opening deletes first.
            isBroken = true
        }
        if gateChanged { keepGateMirror() }
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
        gateHead?.sync(tail.checkpoint)
    }
}

/// Where a transaction, or one piece of its work, began: what is taken back when it is not kept.
private struct CommitPoint {
    let tail: LogTail
    let checkpointed: (size: UInt64, time: UInt64)
    let stated: StatedRows.Mark
    let gate: GateTally
    let refusals: RefusalCounts
    let staged: StagedCommit
}

/// A transaction of which nothing is known to be there.
private struct AbandonedCommit: Error {
    let error: VaultError
    /// Rows for gate.db were staged; they may have been written.
    let changesGate: Bool
}
