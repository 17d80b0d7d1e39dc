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

    /// Opens what a receipt names, each with the two halves, and checks the author's signature.
    ///
    /// - Throws: `.damaged(.record)` for what does not open; `.damaged(.signature)`.
    func open(
        _ receipt: consuming AccessReceipt, for person: PersonSession,
        _ take: (RecordPlace, RecordBody) throws(VaultError) -> Void
    ) throws(VaultError) {
        try openRows(receipt, for: person) { (place, _, body) throws(VaultError) in try take(place, body) }
    }

    /// The same with each stored row.
    func openRows(
        _ receipt: consuming AccessReceipt, for person: PersonSession,
        _ take: (RecordPlace, StoredRow, RecordBody) throws(VaultError) -> Void
    ) throws(VaultError) {
        try gate.release(receipt, fold: fold, store: store) { (place, row, half) throws(VaultError) in
            try take(place, row, try open(row, at: place, half, for: person).body)
        }
    }

    /// Opens one row whose half the gate has given.
    func open(
        _ row: StoredRow, at place: RecordPlace, _ gateHalf: borrowing Secret, for person: PersonSession
    ) throws(VaultError) -> OpenedRecord {
        guard let item = person.keyring[place.generation.id] else { throw .notPermitted }
        let body = try RecordBody(opening: row, at: place, in: id, under: item.half, gateHalf: gateHalf)
        try verify(body, row)
        return OpenedRecord(place: place, body: body)
    }

    /// Checks content tag and author's signature, once for each stored revision in a process.
    private func verify(_ body: RecordBody, _ row: StoredRow) throws(VaultError) {
        // The column stands beside the bytes and is nobody's word for them: what was verified is known by its own hash.
        let hash = SHA256Hash.hash(row.sealed).stored
        guard hash == row.hash else { throw .damaged(.record) }
        if verified.contains(hash) { return }
        try checkContent(row)
        // Who seals a colleague's revision again could put one of her own into its place, well signed.
        let author = fold.records[body.head.record]?[body.head.revision]?.author
        guard author == fold.person(body.head.author), let key = fold.authorKey(body.head.author),
            body.isSigned(by: key)
        else { throw .damaged(.signature) }
        verified.insert(hash)
    }
}
