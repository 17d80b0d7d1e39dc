import AuditLog
import VaultCrypto
import VaultStore

/// Keeper of the second half of every record key; it gives one only for an entry that is durable.
///
/// Two doors (KeyHierarchy.md, "Of a case"). `release` consumes an ``AccessReceipt``, which only a committed append
/// returns, and looks in the fold of the log for a live grant before each half. `sealing` needs no receipt: it draws the nonce
/// itself, and its half opens nothing but the seal made with that nonce.
final class Gate {
    let rows: GateRows
    let rowKey: RowKey
    let system: HeldSigningKey
    let log: HeldSigningKey
    /// x, for workstation tags.
    private let master: HeldSecret
    var tagKeys = SecretCache<CaseID>()
    var generationSecrets = SecretCache<GenerationID>()
    private let randomness: Randomness

    var vault: VaultID { rows.vault }

    /// Opens the gate's own secrets.
    ///
    /// - Throws: `.gateKeyWrong` when the key opens none of them; `.damaged(.gateDatabase)` when one is missing.
    init(rows: GateRows, randomness: Randomness) throws(VaultError) {
        self.rows = rows
        self.randomness = randomness
        guard let master = try rows.secret(.master, .zero), let system = try rows.secret(.systemSeed, .zero),
            let log = try rows.secret(.logSeed, .zero)
        else { throw .damaged(.gateDatabase) }
        self.master = master
        self.system = HeldSigningKey(seed: system, vault: rows.vault)
        self.log = HeldSigningKey(seed: log, vault: rows.vault)
        rowKey = RowKey(vault: rows.vault, x: master)
    }

    /// A workstation as the log names it.
    func peer(_ name: String) -> ShortHash {
        master.withSecret { ShortHash(peer: .workstation, name: name, key: $0) }
    }

    /// The fixed salt for a login that does not exist, so that it costs the same hash.
    func saltForNobody(_ login: RowID) -> PassphraseSalt {
        let bytes = rowKey.lookup(.person, login).bytes
        return PassphraseSalt(bytes: bytes) ?? .random(randomness)
    }

    // MARK: - Tags

    /// t of a case, or of case zero for rows that belong to none; nil after erasure.
    func tagKey(_ caseID: CaseID) throws(VaultError) -> HeldSecret? {
        try tagKeys.secret(caseID) { () throws(VaultError) in try rows.secret(.tagKey, tagKeyRow(caseID)) }
    }

    func tagKeyRow(_ caseID: CaseID) -> RowID { rowKey.lookup(.tagKey, caseID) }

    /// Keeps one whose row is staged.
    func remember(tagKey key: HeldSecret, of caseID: CaseID) { tagKeys.stage(key, as: caseID) }

    // MARK: - Halves

    /// Keeps one whose row is staged.
    func remember(generationSecret q: HeldSecret, of generation: GenerationID) {
        generationSecrets.stage(q, as: generation)
    }

    /// The transaction that staged rows is over.
    func settle() {
        tagKeys.settle()
        generationSecrets.settle()
    }

    /// Wipes q of a generation that nothing lies under any more.
    func forget(generationSecret generation: GenerationID) { generationSecrets.drop(generation) }

    /// The stored row of a generation's q; nil when this gate has none.
    func generationRow(_ generation: GenerationID) throws(VaultError) -> GateRow? {
        let id = StoredID(generation.retyped(as: RowKind.self))
        return try stored(in: .gateDatabase) { try rows.database.row(kind: GateKind.generation.rawValue, id: id) }
    }

    /// Drops what was opened of generations and a case that are erased.
    func forget(_ generations: [GenerationID], _ caseID: CaseID?) {
        for id in generations { generationSecrets.drop(id) }
        if let caseID { tagKeys.drop(caseID) }
    }

    private func generationSecret(_ id: GenerationID) throws(VaultError) -> HeldSecret {
        let q = try generationSecrets.secret(id) { () throws(VaultError) in
            try rows.secret(.generation, id.retyped(as: RowKind.self))
        }
        guard let q else { throw .damaged(.gateBehind) }
        return q
    }

    /// b = B2(q; T("…/gate-half", vault, c, p, g, record, revision, N))
    private func half(_ place: RecordPlace, _ nonce: SealNonce) throws(VaultError) -> Secret {
        let vault = vault
        return try generationSecret(place.generation.id).withSecret { q in
            Blake2b.derive(
                q,
                Tuple(
                    .gateHalf, vault, place.generation.caseID, place.generation.compartment, place.generation.number,
                    place.record, place.revision, nonce))
        }
    }

    /// The door for sealing: a half for a revision that does not exist yet, and the nonce it is good for.
    ///
    /// - Throws: `.conflict` when the revision exists.
    func sealing<R>(
        _ place: RecordPlace, store: VaultDatabase, _ body: (borrowing Secret, SealNonce) throws(VaultError) -> R
    ) throws(VaultError) -> R {
        let newest = try stored { try store.place(.record, StoredID(place.record))?.revision } ?? 0
        guard place.revision == newest + 1 else { throw .conflict(current: newest) }
        let nonce = SealNonce.random(randomness)
        return try body(half(place, nonce), nonce)
    }

    /// The same door for a revision that exists and is sealed again, as it is, under another generation. The nonce is
    /// new, so this half opens nothing but the new seal.
    ///
    /// - Parameter old: the row it replaces.
    /// - Throws: `.conflict` unless that row stands there, under another generation.
    func resealing<R>(
        _ place: RecordPlace, over old: StoredRow, store: VaultDatabase,
        _ body: (borrowing Secret, SealNonce) throws(VaultError) -> R
    ) throws(VaultError) -> R {
        let row = try stored { try store.row(.record, StoredID(place.record), revision: place.revision) }
        guard let row, row == old, row.generation != StoredID(place.generation.id)
        else { throw .conflict(current: place.revision) }
        let nonce = SealNonce.random(randomness)
        return try body(half(place, nonce), nonce)
    }

    /// The same door for a segment of an index: it must be newer than any that stands there.
    func sealing<R>(
        _ place: SegmentPlace, store: VaultDatabase, _ body: (borrowing Secret, SealNonce) throws(VaultError) -> R
    ) throws(VaultError) -> R {
        let row = StoredID(place.generation.id.retyped(as: RowKind.self))
        let newest = try stored { try store.place(.searchIndex, row)?.revision } ?? 0
        guard place.number > newest else { throw .conflict(current: newest) }
        let nonce = SealNonce.random(randomness)
        return try body(half(place.record, nonce), nonce)
    }

    /// The door for opening: for each record of the receipt, if the grant still lives, its half and its row.
    ///
    /// - Throws: `.notPermitted` when the fold has no live grant; `.conflict` when it was replaced or sealed again in
    ///   the very commit that logged its reading; `.damaged(.header)` or `.damaged(.record)` when a row is not there, or not
    ///   the newest where it should be.
    ///
    /// - Parameter segment: takes each segment of an index that the receipt names, before the records.
    func release(
        _ receipt: consuming AccessReceipt, fold: LogFold, store: VaultDatabase,
        segment: ((SegmentPlace, StoredRow, borrowing Secret) throws(VaultError) -> Void)? = nil,
        _ body: (RecordPlace, StoredRow, consuming Secret) throws(VaultError) -> Void
    ) throws(VaultError) {
        if let segment { try release(segmentsOf: receipt, fold, store, segment) }
        for place in receipt.places {
            guard fold.allows(receipt.use, place, receipt.person, at: receipt.time) else { throw .notPermitted }
            let row = try self.row(at: place, fold.records[place.record], in: store)
            let nonce: SealNonce
            do { nonce = try Seal.nonce(of: row.sealed) } catch { throw .damaged(.record) }
            try body(place, row, half(place, nonce))
        }
    }
}

extension Gate {
    private func release(
        segmentsOf receipt: borrowing AccessReceipt, _ fold: LogFold, _ store: VaultDatabase,
        _ body: (SegmentPlace, StoredRow, borrowing Secret) throws(VaultError) -> Void
    ) throws(VaultError) {
        for place in receipt.segments {
            guard let generation = fold.generations[place.generation.id],
                fold.maySearch(generation, receipt.person, at: receipt.time)
            else { throw .notPermitted }
            let id = StoredID(place.generation.id.retyped(as: RowKind.self))
            guard let row = try stored({ try store.row(.searchIndex, id, revision: place.number) }) else {
                // A colleague's rebuilding, in the very commit that logged this search, put others in its place.
                let stands = fold.search.indexes[generation.id]?.segments.contains { $0.revision == place.number }
                if stands == true { throw .damaged(.index) }
                throw .conflict(current: fold.search.indexes[generation.id]?.last ?? 0)
            }
            let nonce: SealNonce
            do { nonce = try Seal.nonce(of: row.sealed) } catch { throw .damaged(.index) }
            try body(place, row, half(place.record, nonce))
        }
    }

    /// The row that stands there. Of the newest revision the newest row is read: one that the log knows nothing of would
    /// otherwise be passed over.
    private func row(
        at place: RecordPlace, _ known: RecordFold?, in store: VaultDatabase
    ) throws(VaultError) -> StoredRow {
        let (id, generation) = (StoredID(place.record), StoredID(place.generation.id))
        let isNewest = place.revision == known?.revision
        let found = try stored {
            isNewest ? try store.row(.record, id) : try store.row(.record, id, revision: place.revision)
        }
        if let found, found.revision == place.revision, found.generation == generation { return found }
        // A colleague replaced this header, or sealed this revision again, in the very commit that logged this reading:
        // the log says so too. An older revision of anything else stays where it is.
        guard let known, known[place.revision].map({ $0.generation != place.generation.id }) ?? known.isHeader
        else { throw .damaged(known?.part ?? .record) }
        throw .conflict(current: known.revision)
    }
}
