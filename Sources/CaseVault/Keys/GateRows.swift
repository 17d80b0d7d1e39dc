import AuditLog
import VaultCrypto
import VaultStore

/// The kinds of secrets in gate.db; the numbers are table codes in statements and state roots.
enum GateKind: UInt8, CaseIterable {
    /// x: from which look-ups, the row key, record ids and workstation tags derive.
    case master = 65
    case systemSeed = 66
    case logSeed = 67
    /// q, by generation.
    case generation = 68
    /// t, by case; of case zero for rows that belong to no case.
    case tagKey = 69
    /// u, by person; two while a passphrase changes.
    case person = 70
    case tombstone = 71
}

/// gate.db as a set of sealed rows with the root over them.
///
/// AD = T("…/gate/row", vault, kind, id). The root is that of ``StateRoot`` with the kind as table and the step, the
/// gate's counter when the row was written, as revision.
final class GateRows {
    let vault: VaultID
    let database: GateDatabase
    private let key: HeldSecret
    private let randomness: Randomness
    private var leaves: [[StateLeaf]]
    private var roots = StateRoot()
    /// The counter of the newest row written.
    private(set) var counter: UInt64 = 0

    init(vault: VaultID, database: GateDatabase, key: HeldSecret, randomness: Randomness) throws(VaultError) {
        (self.vault, self.database, self.key, self.randomness) = (vault, database, key, randomness)
        leaves = Array(repeating: [], count: StateRoot.bucketCount)
        for row in try stored(in: .gateDatabase, { try database.rows() }) { place(row) }
        for bucket in 0..<StateRoot.bucketCount where !leaves[bucket].isEmpty { try settle(UInt8(bucket)) }
    }

    var state: GateState { GateState(counter: counter, root: roots.root) }

    /// Every leaf, for comparing with what the log says.
    var allLeaves: [StateLeaf] { leaves.flatMap { $0 } }

    /// The root that the rows would have without some of them.
    func root(without excluded: (StateLeaf) -> Bool) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        do throws(StateOrderError) {
            for leaf in allLeaves.filter({ !excluded($0) }).sorted() { try builder.add(leaf) }
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
        return GateRow(
            kind: kind.rawValue, id: StoredID(id), step: step, sealed: bytes, hash: SHA256Hash.hash(bytes).stored)
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

    /// Opens the row of a kind and id as one 32-byte secret; nil when there is no such row.
    func secret(_ kind: GateKind, _ id: RowID) throws(VaultError) -> HeldSecret? {
        guard let row = try stored(in: .gateDatabase, { try database.row(kind: kind.rawValue, id: StoredID(id)) })
        else { return nil }
        guard let secret = try open(row).secret(at: 0) else { throw .damaged(.gateDatabase) }
        return HeldSecret(secret)
    }

    /// Takes rows into the root before they are written, so that the statement can name the state that will be.
    func stage(adding added: [GateRow], removing removed: [GateRow]) throws(VaultError) {
        for row in removed {
            let leaf = row.leaf
            leaves[Int(StateRoot.bucket(of: leaf.row))].removeAll { $0 == leaf }
            try settle(StateRoot.bucket(of: leaf.row))
        }
        for row in added {
            place(row)
            try settle(StateRoot.bucket(of: row.leaf.row))
        }
    }

    /// The step of the next change.
    func nextStep() -> UInt64 {
        counter += 1
        return counter
    }

    /// Writes staged additions, durably.
    func commit(adding rows: [GateRow]) throws(VaultError) {
        guard !rows.isEmpty else { return }
        try stored(in: .gateDatabase) {
            try database.transaction { transaction in
                for row in rows { try transaction.insert(row) }
            }
        }
    }

    /// Does staged deletions, durably.
    func commit(removing rows: [GateRow]) throws(VaultError) {
        guard !rows.isEmpty else { return }
        try stored(in: .gateDatabase) {
            try database.transaction { transaction in
                for row in rows { try transaction.delete(kind: row.kind, id: row.id) }
            }
        }
    }

    private func place(_ row: GateRow) {
        leaves[Int(StateRoot.bucket(of: row.leaf.row))].append(row.leaf)
        counter = max(counter, row.step)
    }

    private func settle(_ bucket: UInt8) throws(VaultError) {
        leaves[Int(bucket)].sort()
        do throws(StateOrderError) { try roots.replace(bucket: bucket, with: leaves[Int(bucket)]) } catch {
            throw .damaged(.gateDatabase)
        }
    }
}

extension GateRow {
    var leaf: StateLeaf { StateLeaf(table: kind, row: RowID(id), revision: step, rowHash: SHA256Digest(hash)) }
}
