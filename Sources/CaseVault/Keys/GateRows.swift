import AuditLog
import VaultCrypto
import VaultStore

/// gate.db as a set of sealed rows with the root over them.
///
/// AD = T("…/gate/row", vault, kind, id). The root is that of ``StateRoot`` with the kind as table and the step, the
/// gate's counter when the row was written, as revision.
final class GateRows {
    let vault: VaultID
    let database: GateDatabase
    private let key: HeldSecret
    private let randomness: Randomness
    /// Staged rows included.
    private(set) var tally: GateTally
    /// See ``personSecrets(_:)``; nil when it has to be looked up.
    var knownPersonRows: [PersonID: [StoredID]]?

    init(vault: VaultID, database: GateDatabase, key: HeldSecret, randomness: Randomness) throws(VaultError) {
        (self.vault, self.database, self.key, self.randomness) = (vault, database, key, randomness)
        tally = try GateTally(try stored(in: .gateDatabase) { try database.rows() })
    }

    var state: GateState { tally.state }

    /// Every leaf, for comparing with what the log says.
    var allLeaves: [StateLeaf] { tally.allLeaves }

    /// The root that the rows would have without some of them, and with others.
    func root(
        without excluded: (StateLeaf) -> Bool, with added: [StateLeaf] = []
    ) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        do throws(StateOrderError) {
            for leaf in (allLeaves.filter({ !excluded($0) }) + added).sorted() { try builder.add(leaf) }
        } catch {
            throw .damaged(.gateDatabase)
        }
        return builder.finish().root
    }

    private func associatedData(_ kind: GateKind, _ id: RowID) -> Tuple { Tuple(.gateRow, vault, kind.rawValue, id) }

    /// Seals a secret as the next row; it counts once `commit` has written it.
    func sealed(
        _ secret: borrowing SecretBuffer, as kind: GateKind, _ id: RowID, step: UInt64
    ) throws(VaultError) -> GateRow {
        let bytes = key.withSecret {
            Seal.seal(secret, under: $0, associatedData: associatedData(kind, id), nonce: .random(randomness))
        }
        return row(kind, id, step, bytes)
    }

    /// The same of one 32-byte secret, without the cost of a ``SecretBuffer``: a block of its own is a system call, and an
    /// import draws thousands.
    func sealed(_ secret: borrowing Secret, as kind: GateKind, _ id: RowID, step: UInt64) -> GateRow {
        let bytes = key.withSecret {
            Seal.seal(secret, under: $0, associatedData: associatedData(kind, id), nonce: .random(randomness))
        }
        return row(kind, id, step, bytes)
    }

    /// The same with a nonce that is drawn, under the gate key, from what the row says: for what must come out the same
    /// bytes again.
    func sealed(
        _ content: borrowing SecretBuffer, as kind: GateKind, _ id: RowID, step: UInt64, drawnFrom tuple: Tuple
    ) throws(VaultError) -> GateRow {
        let drawn = key.withSecret { Blake2b.mac($0, tuple) }
        guard let nonce = SealNonce(bytes: drawn.bytes.prefix(SealNonce.byteCount)) else {
            throw .damaged(.gateDatabase)
        }
        let bytes = key.withSecret {
            Seal.seal(content, under: $0, associatedData: associatedData(kind, id), nonce: nonce)
        }
        return row(kind, id, step, bytes)
    }

    private func row(_ kind: GateKind, _ id: RowID, _ step: UInt64, _ sealed: [UInt8]) -> GateRow {
        GateRow(kind: kind.rawValue, id: StoredID(id), step: step, sealed: sealed, hash: SHA256Hash.hash(sealed).stored)
    }

    /// Opens a row.
    ///
    /// - Throws: `.gateKeyWrong` when it opens under no circumstance; the caller knows whether another row did.
    func open(_ row: GateRow) throws(VaultError) -> SecretBuffer {
        guard let kind = GateKind(rawValue: row.kind) else { throw .damaged(.gateDatabase) }
        do {
            return try key.withSecret { (key) throws(SealError) in
                try Seal.openSecret(row.sealed, under: key, associatedData: associatedData(kind, RowID(row.id)))
            }
        } catch {
            throw .gateKeyWrong
        }
    }

    /// Whether a row is one that was written under this gate key; its step is not bound by it.
    ///
    /// - Throws: `.damaged(.gateDatabase)`.
    func checkOurs(_ row: GateRow) throws(VaultError) {
        guard SHA256Hash.hash(row.sealed).stored == row.hash, (try? open(row)) != nil else {
            throw .damaged(.gateDatabase)
        }
    }

    /// Opens the row of a kind and id as one 32-byte secret; nil when there is no such row.
    func secret(_ kind: GateKind, _ id: RowID) throws(VaultError) -> HeldSecret? {
        guard let row = try stored(in: .gateDatabase, { try database.row(kind: kind.rawValue, id: StoredID(id)) })
        else { return nil }
        do {
            return HeldSecret(
                try key.withSecret { (key) throws(SealError) in
                    try Seal.openKey(row.sealed, under: key, associatedData: associatedData(kind, id))
                })
        } catch {
            throw .gateKeyWrong
        }
    }

    /// The step of the next change. Asked inside the transaction that stages it: only staging draws it.
    var nextStep: UInt64 { tally.counter + 1 }

    /// Takes the change of an entry into the root before it is written, so that the statement can name the state that
    /// will be. Each counts one step, one that only removes too.
    func stage(_ change: GateChange) throws(VaultError) {
        let step = nextStep
        let added = change.added + change.laid
        guard added.allSatisfy({ $0.step == step }) else { throw .damaged(.gateDatabase) }
        try stage(adding: added, removing: change.removed)
        tally.count(atLeast: step)
    }

    /// Takes rows into the root, or out of it, for which no entry is made.
    func stage(adding added: [GateRow], removing removed: [GateRow]) throws(VaultError) {
        try tally.take(adding: added, removing: removed)
    }

    /// Takes back everything staged since the tally was this.
    func restore(_ earlier: GateTally) { tally = earlier }

    /// The log has counted so far.
    func count(atLeast recorded: UInt64) { tally.count(atLeast: recorded) }

    /// Writes staged additions, durably.
    func commit(adding rows: [GateRow]) throws(VaultError) {
        guard !rows.isEmpty else { return }
        forgetPersonRows(rows)
        try stored(in: .gateDatabase) {
            try database.transaction { transaction in
                for row in rows { try transaction.insert(row) }
            }
        }
    }

    /// Does staged deletions, durably, and lays what takes their place.
    func commit(removing rows: [GateRow], laying tombstones: [GateRow] = []) throws(VaultError) {
        guard !rows.isEmpty || !tombstones.isEmpty else { return }
        forgetPersonRows(rows)
        try stored(in: .gateDatabase) {
            try database.transaction { transaction in
                for row in rows { try transaction.delete(kind: row.kind, id: row.id) }
                for row in tombstones { try transaction.insert(row) }
            }
        }
    }

    private func forgetPersonRows(_ changed: [GateRow]) {
        if changed.contains(where: { $0.kind == GateKind.person.rawValue }) { knownPersonRows = nil }
    }
}
