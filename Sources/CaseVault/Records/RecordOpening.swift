import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Stages one entry for each record to be opened.
    ///
    /// - Parameter draft: act, signer, object and flags of each entry.
    /// - Throws: `.notPermitted` unless the person may open every one.
    func stageReads(
        _ places: [RecordPlace], of draft: EntryDraft, why purpose: PurposeCode, by person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ReadIntents {
        let first = tail.size
        let time = now
        // All before the first is staged: taking an entry back costs a fold over the whole log.
        try checkMayOpen(places, person, for: .reading, at: time)
        for place in places {
            var entry = draft
            entry.caseID = place.generation.caseID
            entry.record = place.record
            entry.revision = place.revision
            entry.why = purpose
            entry.result = .intent
            if fold.cases[place.generation.caseID]?.closed == true { entry.flags.insert(.closed) }
            try stage(entry, in: transaction)
        }
        return ReadIntents(of: person.person, places, at: time, staged: first)
    }

    /// Stages one entry for a list: how many, and in its statement which.
    func stageList(
        _ places: [RecordPlace], of draft: EntryDraft, why purpose: PurposeCode, for use: RecordUse = .reading,
        by person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ReadIntents {
        let time = now
        try checkMayOpen(places, person, for: use, at: time)
        var entry = draft
        entry.count = UInt64(places.count)
        if let caseID = entry.caseID, fold.cases[caseID]?.closed == true { entry.flags.insert(.closed) }
        entry.why = purpose
        entry.result = .intent
        let items = places.map { ReadStatement.Item(record: $0.record, revision: $0.revision) }
        let seq = try stage(entry, ReadStatement(items: items), in: transaction)
        return ReadIntents(of: person.person, places, for: use, at: time, staged: seq)
    }

    private func checkMayOpen(
        _ places: [RecordPlace], _ person: PersonSession, for use: RecordUse, at time: UInt64
    ) throws(VaultError) {
        // One copy of its collections for all of them, not one for each.
        let fold = fold
        for place in places {
            guard person.keyring[place.generation.id] != nil, fold.allows(use, place, person.person, at: time)
            else { throw .notPermitted }
        }
    }

    /// Opens what a receipt names, each with the two halves, and checks the authors' signatures.
    ///
    /// - Parameters:
    ///   - segment: takes each segment of an index that the receipt names, before the records.
    ///   - take: takes each record, in the order of the receipt.
    /// - Throws: what is wrong with the first that cannot be opened: `.damaged(.record)`, `.damaged(.header)`,
    ///   `.damaged(.signature)`, what ``Gate/release(_:fold:store:segment:_:)`` throws; or what `take` throws.
    func open(
        _ receipt: consuming AccessReceipt, for person: PersonSession,
        segment: ((SegmentPlace, StoredRow, borrowing Secret) throws(VaultError) -> Void)? = nil,
        _ take: (OpenedRecord) throws(VaultError) -> Void
    ) throws(VaultError) {
        var claims = SignatureClaims()
        let refused: VaultError?
        do throws(VaultError) {
            try release(receipt, for: person, segment: segment) { (row) throws(VaultError) in
                claims.append(try claim(of: try row.open()))
                if claims.isFull { try verify(&claims, take) }
            }
            refused = nil
        } catch {
            refused = error
        }
        // What was opened before that comes first.
        try verify(&claims, take)
        if let refused { throw refused }
    }

    /// Opens everything a receipt names.
    func openAll(
        _ receipt: consuming AccessReceipt, for person: PersonSession
    ) throws(VaultError) -> [OpenedRecord] {
        var opened: [OpenedRecord] = []
        try open(receipt, for: person) { (record) throws(VaultError) in opened.append(record) }
        return opened
    }

    /// Has the gate release what a receipt names.
    ///
    /// - Throws: what ``Gate/release(_:fold:store:segment:_:)`` throws; `.notPermitted` without a half of her own.
    func release(
        _ receipt: consuming AccessReceipt, for person: PersonSession,
        segment: ((SegmentPlace, StoredRow, borrowing Secret) throws(VaultError) -> Void)? = nil,
        _ take: (ReleasedRow) throws(VaultError) -> Void
    ) throws(VaultError) {
        try gate.release(receipt, fold: fold, store: store, segment: segment) {
            (place, row, half) throws(VaultError) in
            guard let item = person.keyring[place.generation.id] else { throw .notPermitted }
            try take(ReleasedRow(row, at: place, in: id, under: item.half, gateHalf: half))
        }
    }

    /// Opens a released row and checks its author's signature.
    ///
    /// - Throws: `.damaged(.record)`, `.damaged(.header)`, `.damaged(.signature)`.
    func open(_ row: ReleasedRow) throws(VaultError) -> OpenedRecord {
        let claim = try claim(of: try row.open())
        guard claim.isTrue else { throw .damaged(.signature) }
        verified.insert(claim.record.rowHash)
        return claim.record
    }

    /// Hands on records whose signatures are true, checked on all cores.
    private func verify(
        _ claims: inout SignatureClaims, _ take: (OpenedRecord) throws(VaultError) -> Void
    ) throws(VaultError) {
        for (claim, isTrue) in claims.verify() {
            guard isTrue else { throw .damaged(.signature) }
            verified.insert(claim.record.rowHash)
            try take(claim.record)
        }
    }

    /// What is left to check of an opened row: its author's signature, once for each stored revision in a process.
    ///
    /// - Throws: `.damaged` unless the content tag of its entry is its own; `.damaged(.signature)` unless the log names its
    ///   author.
    private func claim(of record: OpenedRecord) throws(VaultError) -> SignatureClaim {
        if verified.contains(record.rowHash) { return SignatureClaim(record: record, key: nil) }
        try checkTag(of: record.rowHash, record.place.record, revision: record.place.revision)
        let head = record.body.head
        // Who seals a colleague's revision again could put one of her own into its place, well signed.
        let author = fold.records[head.record]?[head.revision]?.author
        guard author == fold.person(head.author), let key = fold.authorKey(head.author)
        else { throw .damaged(.signature) }
        return SignatureClaim(record: record, key: key)
    }
}
