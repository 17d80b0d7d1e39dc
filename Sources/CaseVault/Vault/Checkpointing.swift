import AuditLog
import VaultCrypto
import VaultStore

// When the log is sealed with a signature of the log key (audit-log.md, "Checkpoints"): at 256 uncovered entries, but at
// most once a second, since the state of all rows is read for it; after 60 minutes; at lock.
extension VaultCore {
    private static let uncoveredLimit: UInt64 = 256
    private static let ageLimit: UInt64 = 60 * 60 * 1000
    private static let leastAge: UInt64 = 1000

    var uncovered: UInt64 { tail.size > checkpointed.size ? tail.size - checkpointed.size : 0 }

    /// Cuts a checkpoint in this transaction when number or age of the uncovered entries ask for it.
    func checkpointIfDue(in transaction: borrowing StoreTransaction) throws(VaultError) {
        // A clock that was set back must not put the next one off: the first commit after it is covered at once, and from
        // there the clock counts again.
        let age = now >= checkpointed.time ? now - checkpointed.time : Self.ageLimit
        let isDue = uncovered >= Self.uncoveredLimit && age >= Self.leastAge
        guard isDue || (uncovered > 0 && age >= Self.ageLimit) else { return }
        try cutCheckpoint(in: transaction)
    }

    /// Cuts what is due by number, however young the newest is: whoever closes after a busy second must not leave its
    /// signatures for the next opening to verify.
    func checkpointBeforeClosing() {
        guard !isBroken, uncovered >= Self.uncoveredLimit else { return }
        // If it cannot be written, the next opening verifies more.
        _ = commit([
            PendingWork(
                prepare: { (core, transaction) throws(VaultError) in try core.cutCheckpoint(in: transaction) },
                mayUseReserve: false, refusal: nil, finish: { _ in }, fail: { _ in })
        ])
    }

    /// States the rows if they changed, then signs size and root.
    func cutCheckpoint(in transaction: borrowing StoreTransaction) throws(VaultError) {
        if fold.changedSinceState {
            let statement = StateStatement(vaultRoot: try stateRoot(), gate: gate.rows.state)
            try stage(EntryDraft(.state, by: .system, object: .log), statement, in: transaction)
        }
        // Two erasures of one unlock: what ends the first begins the second.
        guard tail.size > checkpointed.size else { return }
        let note = gate.log.sign(tail.checkpoint).bytes
        try stored {
            try transaction.insertCheckpoint(
                StoredCheckpoint(size: tail.size, note: note, frontier: tail.frontier.bytes))
        }
        checkpointed = (tail.size, lastTime)
    }

    /// The root over every row as it stands now, staged ones included.
    func stateRoot() throws(VaultError) -> SHA256Digest { try store.stateRoot() }
}

extension VaultDatabase {
    /// The tables that the state root covers: all but the statements, which belong to the log and are committed to by
    /// the entries' `data`.
    static let statedTables = Table.allCases.filter { $0 != .statement }

    /// The state root of vault.db, from the stored hashes.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    func stateRoot() throws(VaultError) -> SHA256Digest {
        try stateRoot { (_) throws(VaultError) in throw .damaged(.row) }
    }

    /// - Parameter twice: told of each revision of a row after the first, which is left out.
    func stateRoot(twice: (StateLeaf) throws(VaultError) -> Void) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        try stored {
            for table in Self.statedTables {
                try forEachDigest(of: table) { digest in
                    let leaf = StateLeaf(
                        table: digest.table.rawValue, row: RowID(digest.id), revision: digest.revision,
                        rowHash: SHA256Digest(digest.hash))
                    do throws(StateOrderError) { try builder.add(leaf) } catch { try twice(leaf) }
                }
            }
        }
        return builder.finish().root
    }
}
