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
        var released = ReleasedRows()
        let refused: VaultError?
        do throws(VaultError) {
            try release(receipt, for: person, segment: segment) { (row) throws(VaultError) in
                released.append(row)
                if released.isFull { try open(&released, take) }
            }
            refused = nil
        } catch {
            refused = error
        }
        // What was released before that comes first.
        try open(&released, take)
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

    /// Opens released rows and checks their authors' signatures, on all cores.
    func open(
        _ released: inout ReleasedRows, _ take: (OpenedRecord) throws(VaultError) -> Void
    ) throws(VaultError) {
        let results = released.open()
        var (opened, claims): ([OpenedRecord], [SignatureClaim]) = ([], [])
        let failed: VaultError?
        do throws(VaultError) {
            for result in results {
                let record = try result.get()
                if !verified.contains(record.rowHash) { claims.append(try claim(record)) }
                opened.append(record)
            }
            failed = nil
        } catch {
            failed = error
        }
        verified.formUnion(claims.mapOnAllCores(share: 2) { $0.isTrue ? $0.rowHash : nil }.compactMap(\.self))
        for record in opened {
            guard verified.contains(record.rowHash) else { throw .damaged(.signature) }
            try take(record)
        }
        if let failed { throw failed }
    }

    /// What is left to check of an opened row, once for each stored revision in a process.
    ///
    /// - Throws: `.damaged` unless the content tag of its entry is its own; `.damaged(.signature)` unless the log names its
    ///   author.
    private func claim(_ opened: OpenedRecord) throws(VaultError) -> SignatureClaim {
        try checkTag(of: opened.rowHash, opened.place.record, revision: opened.place.revision)
        let head = opened.body.head
        // Who seals a colleague's revision again could put one of her own into its place, well signed.
        let author = fold.records[head.record]?[head.revision]?.author
        guard author == fold.person(head.author), let key = fold.authorKey(head.author)
        else { throw .damaged(.signature) }
        return SignatureClaim(rowHash: opened.rowHash, body: opened.body, key: key)
    }
}

/// That a key signed the body of a row.
private struct SignatureClaim: Sendable {
    let rowHash: RowHash
    let body: RecordBody
    let key: VerifyingKey

    var isTrue: Bool { body.isSigned(by: key) }
}
