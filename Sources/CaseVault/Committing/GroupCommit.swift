import AuditLog
import VaultCrypto
import VaultStore

/// Something that waits for the next transaction.
struct PendingWork {
    enum Kind {
        case change
        /// What every reading begins with, and an entry that tells how one ended: it may use the reserve when the disk is full.
        case beginning
        /// It stages entries with their statements, no rows, after everything that could refuse it. The reserve is its
        /// too.
        case reading
    }

    /// Stages rows and entries; throws to have them undone.
    let prepare: (VaultCore, borrowing StoreTransaction) throws(VaultError) -> Void
    let kind: Kind
    /// The entry that tells of a refusal, if `prepare` throws `.notPermitted`.
    let refusal: EntryDraft?
    /// Runs after the commit, before anyone else is served, and answers the caller. What it returns asks nothing more of the
    /// vault, and then that answers him, on any thread.
    let finish: (VaultCore) -> (@Sendable () -> Void)?
    /// Answers the caller when nothing was committed for him.
    let fail: (VaultError) -> Void
}

// Concurrent callers share commits: the first one schedules a look on the actor's own executor, those that arrive while a
// commit runs form the next batch, and with them those that it answers (``CommitRhythm``). No timer. One transaction for
// all of them, a savepoint for each that may have something to undo.
extension Vault {
    /// Runs a change in the next transaction and answers when it is durable.
    ///
    /// - Parameter refusal: what is logged when `body` throws `.notPermitted`.
    func change<R: Sendable>(
        refusal: EntryDraft? = nil,
        _ body: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        try await submit(refusal: refusal, .change, prepare: body) { (_, value) throws(VaultError) in .answer(value) }
    }

    /// Runs what every reading begins with (an unlock), or an entry that tells how one ended, also on a full disk.
    func begin<R: Sendable>(
        _ body: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        try await submit(refusal: nil, .beginning, prepare: body) { (_, value) throws(VaultError) in .answer(value) }
    }

    /// Logs the intent to read, and when that is durable opens what the receipt names.
    ///
    /// - Parameters:
    ///   - intents: stages the entries, and nothing else, and names what they allow to open. It refuses before the first.
    ///   - open: consumes the receipt.
    func read<R: Sendable>(
        refusal: EntryDraft?,
        intents: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> ReadIntents,
        open: @escaping (VaultCore, consuming AccessReceipt) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        try await read(refusal: refusal, intents: intents) { (core, receipt) throws(VaultError) in
            .answer(try open(core, receipt))
        }
    }

    /// The same for an opening whose end may be left to another thread.
    ///
    /// - Parameter finish: consumes the receipt.
    func read<R: Sendable>(
        refusal: EntryDraft?,
        intents: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> ReadIntents,
        finish: @escaping (VaultCore, consuming AccessReceipt) throws(VaultError) -> Ending<R>
    ) async throws(VaultError) -> R {
        let outcome: Result<R, ReadFailure> = try await submit(refusal: refusal, .reading, prepare: intents) {
            (core, intents) throws(VaultError) in
            let seq = intents.seq
            guard let receipt = intents.receipt(committed: core.committedSize) else { throw .damaged(.log) }
            do throws(VaultError) {
                return try finish(core, receipt).ofRead(at: seq)
            } catch {
                return .answer(.failure(ReadFailure(error: error, seq: seq)))
            }
        }
        switch outcome {
        case .success(let value): return value
        case .failure(let failure):
            await note(failure, refusal)
            throw failure.error
        }
    }

    /// Logs that an intent could not be carried out, also on a full disk; not once the vault is closed.
    private func note(_ failure: ReadFailure, _ refusal: EntryDraft?) async {
        guard case .damaged = failure.error, var draft = refusal else { return }
        draft.result = .failed
        draft.ref = failure.seq + 1
        let entry = draft
        _ = try? await begin { (core, transaction) throws(VaultError) in try core.stage(entry, in: transaction) }
    }

    private func submit<P: ~Copyable, R: Sendable>(
        refusal: EntryDraft?, _ kind: PendingWork.Kind,
        prepare: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> P,
        finish: @escaping (VaultCore, consuming P) throws(VaultError) -> Ending<R>
    ) async throws(VaultError) -> R {
        let result: Result<R, VaultError> = await withCheckedContinuation { continuation in
            var prepared: P?
            enqueue(
                PendingWork(
                    prepare: { (core, transaction) throws(VaultError) in prepared = try prepare(core, transaction) },
                    kind: kind, refusal: refusal,
                    finish: { core in
                        do throws(VaultError) {
                            guard let value = prepared.take() else { throw .inputOutput }
                            switch try finish(core, value) {
                            case .answer(let value): continuation.resume(returning: .success(value))
                            case .rest(let rest): return { continuation.resume(returning: Result(catching: rest)) }
                            }
                        } catch {
                            continuation.resume(returning: .failure(error))
                        }
                        return nil
                    },
                    fail: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    private func enqueue(_ work: PendingWork) {
        pending.append(work)
        guard pending.count == 1 else { return }
        executor.async { self.assumeIsolated { $0.gather() } }
    }

    /// Commits when it is time; until then what is behind on the queue runs first, whatever it is.
    private func gather() {
        // Closing commits what waits.
        guard !pending.isEmpty else { return }
        guard core?.isBroken != false || rhythm.isTime(waiting: pending.count) else {
            return executor.async { self.assumeIsolated { $0.gather() } }
        }
        drain()
    }

    /// Commits everything that waits, then answers everyone, or leaves the end of it to another thread.
    func drain() {
        let batch = pending
        pending = []
        guard let core else {
            for work in batch { work.fail(.sessionEnded) }
            return
        }
        do {
            // One access for all of it, so that no read in it changes the queue.
            try core.store.batch {
                let start = ContinuousClock.now
                let errors = core.commit(batch)
                let duration = ContinuousClock.now - start
                for (work, error) in zip(batch, errors) {
                    if let error {
                        work.fail(error)
                    } else if let rest = work.finish(core) {
                        // For one alone waking another thread would take longer than what is left to do.
                        if batch.count == 1 { rest() } else { executor.elsewhere(rest) }
                    }
                }
                rhythm.committed(for: batch.count, in: duration)
            }
        } catch {
            // The database is closed: nothing of the batch has begun.
            for work in batch { work.fail(.sessionEnded) }
        }
        planRefusalCounts()
        guard core.isWriteAheadLogLong else { return }
        // Behind whatever the answered callers have asked by now.
        executor.async { self.assumeIsolated { $0.core?.shortenWriteAheadLog(isIdle: $0.pending.isEmpty) } }
    }
}

/// How a piece of work ends for its caller.
enum Ending<R: Sendable> {
    case answer(R)
    /// What is left to do for his answer asks nothing of the vault: if others wait for theirs, another thread does it.
    case rest(@Sendable () throws(VaultError) -> R)

    /// The same for a read, whose failure has an entry of its own.
    fileprivate func ofRead(at seq: UInt64) -> Ending<Result<R, ReadFailure>> {
        switch self {
        case .answer(let value): .answer(.success(value))
        case .rest(let rest): .rest { Result(catching: rest).mapError { ReadFailure(error: $0, seq: seq) } }
        }
    }
}

/// A read whose entry is durable and whose opening failed.
private struct ReadFailure: Error {
    let error: VaultError
    let seq: UInt64
}
