import AuditLog
import VaultCrypto
import VaultStore

// When the log is sealed with a signature of the log key (WriteOrdering.md, "Should", 4): at 256 uncovered entries, but at
// most once a second; after 60 minutes; at lock.
extension VaultCore {
    private static let uncoveredLimit: UInt64 = 256
    private static let ageLimit = Milliseconds.hour
    private static let leastAge: UInt64 = 1000

    var uncovered: UInt64 { tail.size > checkpointed.size ? tail.size - checkpointed.size : 0 }

    /// Cuts a checkpoint in this transaction when number or age of the uncovered entries ask for it.
    ///
    /// It states the rows where ``StatingRule`` says so.
    func checkpointIfDue(in transaction: borrowing StoreTransaction) throws(VaultError) {
        // A clock that was set back must not put the next one off: the first commit after it is covered at once, and from
        // there the clock counts again.
        let age = now >= checkpointed.time ? now - checkpointed.time : Self.ageLimit
        let isDue = uncovered > 0 && age >= Self.ageLimit || uncovered >= Self.uncoveredLimit && age >= Self.leastAge
        if isDue { try cutCheckpoint(in: transaction, stating: isStatingDue) }
    }

    /// Cuts what is due by number, however young the newest is: whoever closes after a busy second must not leave its
    /// signatures for the next opening to verify.
    func checkpointBeforeClosing() {
        guard !isBroken, uncovered >= Self.uncoveredLimit else { return }
        // If it cannot be written, the next opening verifies more.
        try? commitAlone { (core, transaction) throws(VaultError) in
            try core.cutCheckpoint(in: transaction, stating: core.isStatingDue)
        }
    }

    /// States the rows if they changed, then signs size and root.
    ///
    /// - Parameter stating: false leaves the rows to a later checkpoint.
    func cutCheckpoint(
        in transaction: borrowing StoreTransaction, stating: Bool = true
    ) throws(VaultError) {
        if stating, fold.changedSinceState {
            let statement = StateStatement(vaultRoot: try statedRows.root(of: store), gate: gate.rows.state)
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

    /// Whether a checkpoint of now states the rows.
    var isStatingDue: Bool {
        let (seq, time) = (fold.state?.seq ?? 0, fold.state?.time ?? 0)
        let size = fold.base + tail.size
        return StatingRule(
            rows: statedRows.toRead(ofAbout: size), entries: size - seq, age: now >= time ? now - time : nil
        ).isDue
    }
}
