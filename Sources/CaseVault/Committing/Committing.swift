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
        // Readings alone have nothing to undo, unless damage stops one in the middle: two statements less for each.
        var apart = batch.contains { $0.kind != .reading }
        while true {
            let failed: AbandonedCommit
            do throws(AbandonedCommit) { return try attempt(batch, apart: apart) } catch { failed = error }
            let readings = batch.filter { $0.kind != .change }
            guard mayTryAgain(readings, after: failed) else { return batch.map { _ in failed.error } }
            (apart, isBroken) = (true, false)
            do throws(VaultError) { try refold() } catch {
                isBroken = true
                // What stopped one reading is not the others' damage.
                return batch.map { _ in failed.error == .diskFull ? .diskFull : .inputOutput }
            }
            guard readings.count < batch.count else { continue }
            // On a full disk whoever reads goes on, and whoever writes beside her is told.
            var answers = commit(readings)[...]
            return batch.map { $0.kind == .change ? failed.error : answers.removeFirst() }
        }
    }

    /// Once each apart after a reading that stopped in the middle, once with the room of the reserve.
    ///
    /// - Parameter readings: what of the batch may use the reserve.
    private func mayTryAgain(_ readings: [PendingWork], after failed: AbandonedCommit) -> Bool {
        guard failed.error == .diskFull else { return failed.isHalfRead }
        return !failed.changesGate && !readings.isEmpty && folder.reserve.release()
    }

    /// - Parameter apart: whether each piece of work has a savepoint of its own.
    private func attempt(_ batch: [PendingWork], apart: Bool) throws(AbandonedCommit) -> [VaultError?] {
        (staged, isStaging) = (StagedCommit(), false)
        defer { gate.settle() }
        let before = point
        var isHalfRead = false
        var errors: [VaultError?] = []
        errors.reserveCapacity(batch.count)
        do throws(VaultError) {
            try stored {
                try store.transaction { transaction in
                    for work in batch {
                        try noteClockStep(in: transaction)
                        errors.append(
                            try apart ? run(work, in: transaction) : read(work, in: transaction, &isHalfRead))
                    }
                    guard !isBroken else { throw VaultError.inputOutput }
                    try checkpointIfDue(in: transaction)
                    try gate.rows.commit(adding: staged.gateAdditions)
                }
            }
        } catch {
            throw abandon(to: before, error, isHalfRead)
        }
        committedSize = tail.size
        commits += 1
        written += Self.weightOfCommit + staged.lines.count + staged.sealedBytes / Self.bytesOfAPage
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
        if staged.lines.count > before.staged.lineCount { try stageRefusalCounts(in: transaction) }
        return nil
    }

    /// One reading among nothing but readings.
    ///
    /// - Throws: what stopped it after it had staged something: then all of the batch has to be done again, each apart.
    private func read(
        _ work: PendingWork, in transaction: borrowing StoreTransaction, _ isHalfRead: inout Bool
    ) throws(VaultError) -> VaultError? {
        guard !isBroken else { return .inputOutput }
        let (before, edits) = (staged.lines.count, staged.edits)
        do throws(VaultError) { try work.prepare(self, transaction) } catch {
            guard !isStaging, staged.lines.count == before, staged.edits == edits else {
                isHalfRead = true
                throw error
            }
            if error.isRefusal, let refusal = work.refusal { note(refusal, in: transaction) }
            return error
        }
        if staged.lines.count > before { try stageRefusalCounts(in: transaction) }
        return nil
    }

    private func note(_ refusal: EntryDraft, in transaction: borrowing StoreTransaction) {
        // If even the refusal cannot be written, the caller still gets it; the commit that follows fails and says why.
        try? stageRefusal(refusal, in: transaction)
    }

    private var point: CommitPoint {
        CommitPoint(
            tail: tail, checkpointed: checkpointed, stated: statedRows.mark, gate: gate.rows.tally, refusals: refusals,
            staged: staged.mark)
    }

    /// Takes back what was staged. The fold has followed it already and is made again from the log, before the next
    /// piece of work asks it anything.
    private func unstage(to before: CommitPoint) {
        let lines = staged.lines.count
        staged.restoreKeyrings()
        staged.restore(before.staged)
        (checkpointed, refusals) = (before.checkpointed, before.refusals)
        statedRows.restore(before.stated)
        guard isStaging || lines > before.staged.lineCount else { return }
        (tail, isStaging) = (before.tail, false)
        newestClock = nil
        gate.rows.restore(before.gate)
        do throws(VaultError) { try refold() } catch { isBroken = true }
    }

    private func abandon(to before: CommitPoint, _ error: VaultError, _ isHalfRead: Bool) -> AbandonedCommit {
        let changesGate = !staged.gateAdditions.isEmpty || !staged.gateRemovals.isEmpty
        staged.restoreAllKeyrings()
        (tail, checkpointed, refusals) = (before.tail, before.checkpointed, before.refusals)
        statedRows.restore(before.stated)
        newestClock = nil
        // What the gate holds now may be ahead of the log, and the fold is ahead of the database: end here. Opening
        // the vault again reads what is durable.
        isBroken = true
        return AbandonedCommit(error: error, changesGate: changesGate, isHalfRead: isHalfRead)
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
        // Without it everything works as well.
        if commits == Self.commitsOfAStay { try? store.keepMore() }
    }

    /// More than a command has, but for a deep check or an import of thousands.
    private static let commitsOfAStay = 1_000

    /// The change stands whether or not its copy can be written; the next opening tries again.
    func keepGateMirror() {
        let isKept = gateMirror.update(from: gate)
        if !isKept, !notices.contains(.gateMirrorBehind) { notices.append(.gateMirrorBehind) }
    }

    /// Whether it is worth moving when nobody waits.
    var isWriteAheadLogLong: Bool { written >= Self.shortLog }

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

    /// How much is written, in pages, roughly: three for a commit, one for each entry with its rows, and those of large rows.
    private static let weightOfCommit = 3
    private static let bytesOfAPage = 8_192
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
    let staged: StagedCommit.Mark
}

/// A transaction of which nothing is known to be there.
private struct AbandonedCommit: Error {
    let error: VaultError
    /// Rows for gate.db were staged; they may have been written.
    let changesGate: Bool
    /// A reading without a savepoint stopped in the middle, before anything was committed.
    let isHalfRead: Bool
}
