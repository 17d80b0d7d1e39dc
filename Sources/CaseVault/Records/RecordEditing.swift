import AuditLog
import VaultCrypto
import VaultStore

extension RecordEdit: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try RecordContent.check(content.array)
        let before = try await vault.newestBody(record, by: person, why: purpose.value)
        // An attachment stays as it was received; another version is another attachment.
        guard try vault.opened().fold.attachments.files[before.place.record] == nil
        else { throw .invalid(.attachment) }
        let isLabel = before.place.generation.compartment == .shared(.identity)
        if isLabel, before.body.head.form == RecordContent.labelForm { try RecordContent.checkLabel(content.array) }
        guard before.place.revision == replacing else { throw .conflict(current: before.place.revision) }
        let refusal = EntryDraft(.recordWrite, by: .person(person), object: .record)
        return try await vault.changeWithHeader(of: record.case, by: person, refusal: refusal) {
            (core, found, opened, transaction) throws(VaultError) in
            try edit(core, found, opened, before, person, in: transaction)
        }
    }

    private func edit(
        _ core: VaultCore, _ found: CaseFold, _ opened: OpenedHeader, _ before: OpenedRecord, _ person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard !found.closed else { throw .caseClosed }
        let field = before.place.generation.compartment
        let item = try core.writable(field, of: found, by: person, in: transaction)
        guard let old = try stored({ try core.store.row(.record, StoredID(before.place.record)) }) else {
            throw .damaged(.record)
        }
        guard old.revision == replacing else { throw .conflict(current: old.revision) }
        let head = RecordHead(
            vault: core.id, caseID: found.id, compartment: field, record: before.place.record,
            revision: replacing + 1, previous: before.body.contentHash, author: person.identity.signing.id,
            form: before.body.head.form, created: core.now, language: before.body.head.language)
        let row = try core.seal(content.array, head, item.name, under: item.half, by: person)
        var edits = [RowEdit(old: old, new: row, caseID: found.id, keepsOld: true)]
        if field.author == nil {
            var header = opened.header
            header.note(field.compartment, at: core.now, isNew: false)
            edits.append(try core.nextHeader(header, after: opened, of: found, by: person))
        }
        if let draft { edits.append(try core.removal(ofDraft: draft, of: found.id, by: person)) }
        edits += try core.indexEdits(head, content.array, in: item.name, under: item.half)
        try core.stageWrite(head, record.number, item.name, edits, by: person, in: transaction)
        return Response(record: record.description, revision: head.revision)
    }
}

extension Vault {
    /// Opens the newest revision of a record, logged.
    func newestBody(
        _ record: RecordReference, by person: PersonSession, why purpose: PurposeCode
    ) async throws(VaultError) -> OpenedRecord {
        let refusal = EntryDraft(.recordRead, by: .person(person), object: .record)
        return try await read(refusal: refusal) { (core, transaction) throws(VaultError) in
            let place = try core.place(of: record, revision: nil, for: person)
            return try core.stageReads([place], of: refusal, why: purpose, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            guard let opened = try core.openAll(receipt, for: person).first else { throw .damaged(.record) }
            return opened
        }
    }
}

extension VaultCore {
    /// Where a record of a reference stands; the newest revision unless another is asked for.
    ///
    /// - Throws: `.notPermitted` when there is no such case, record or revision, or she has nothing to do with it;
    ///   `.erased`; `.erasureOrdered` to whoever could open it otherwise.
    func place(
        of record: RecordReference, revision: UInt64?, for person: PersonSession
    ) throws(VaultError) -> RecordPlace {
        let found = try find(record.case, for: person)
        let id = gate.rowKey.recordID(found.id, record.number, author: record.isProcessNote ? person.person : nil)
        guard let place = try knownPlace(id, revision: revision) else {
            throw fold.erased.records.contains(id) ? .erased : .notPermitted
        }
        if let order = fold.erasure(ofRecord: id),
            fold.allows(.resealing, place, person.person, at: now)
        {
            throw .erasureOrdered(until: shown(order.due))
        }
        return place
    }
}
