import AuditLog
import VaultCrypto
import VaultStore

extension ImportUndo: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.importUndo, by: .person(person), object: .importBatch)
        return try await vault.changeWithHeaders(
            of: { (core) throws(VaultError) in try core.undoable(batch, by: person).cases }, by: person,
            refusal: refusal
        ) { (core, transaction) throws(VaultError) in
            try undo(core, person, refusal, in: transaction)
        }
    }

    private func undo(
        _ core: VaultCore, _ person: PersonSession, _ draft: EntryDraft, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        let undoable = try core.undoable(batch, by: person)
        var (removed, closed) = (0, 0)
        for found in undoable.cases {
            let records = undoable.records[found.id] ?? []
            if try remove(records, of: found, core, person, draft, in: transaction) { closed += 1 }
            removed += records.count
        }
        return Response(batch: batch, removed: removed, closed: closed, kept: undoable.kept)
    }

    /// - Returns: whether the case is closed by it.
    private func remove(
        _ records: [RecordID], of found: CaseFold, _ core: VaultCore, _ person: PersonSession, _ draft: EntryDraft,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Bool {
        guard let opened = try core.knownHeader(found, person) else { throw .conflict(current: 0) }
        var header = opened.header
        var edits: [RowEdit] = []
        for record in records {
            guard let known = core.fold.records[record],
                let row = try stored({ try core.store.row(.record, StoredID(record), revision: 1) })
            else { throw .damaged(.record) }
            try core.checkContent(row)
            header.forget(known.compartment.compartment)
            if header.label == known.number { header.label = 0 }
            edits.append(RowEdit(old: row, new: nil, caseID: found.id))
        }
        header.closed = core.fold.imports.batches[batch]?.opened.contains(found.id) == true && header.lines.isEmpty
        edits.insert(try core.nextHeader(header, after: opened, of: found, by: person), at: 0)
        for index in core.fold.indexes(of: records, in: found.id) {
            edits += try core.droppedSegments(of: index, found.id)
        }
        var entry = draft
        entry.caseID = found.id
        entry.count = UInt64(records.count)
        try core.stage(entry, edits, in: transaction) {
            ImportUndoStatement(batch: batch, caseID: found.id, records: records, effects: $0)
        }
        return header.closed
    }
}

/// What of an import can be undone, and what stays.
private struct UndoableImport {
    var cases: [CaseFold] = []
    var records: [CaseID: [RecordID]] = [:]
    /// References of the records that stay.
    var kept: [String] = []
}

extension VaultCore {
    /// - Throws: `.notPermitted` when there is no such import, or it is not hers to undo; `.onHold` when nothing can be
    ///   undone and a hold is on one of the cases.
    fileprivate func undoable(_ number: UInt32, by person: PersonSession) throws(VaultError) -> UndoableImport {
        guard let batch = fold.imports.batches[number], fold.mayUndo(batch, person.member) else { throw .notPermitted }
        var undoable = UndoableImport()
        for (id, records) in batch.records.sorted(by: { $0.key < $1.key }) {
            guard let found = fold.cases[id] else { continue }
            let gone = canRewrite(found, person) ? records.filter { mayUndo($0, of: found, person) } : []
            if !gone.isEmpty {
                undoable.cases.append(found)
                undoable.records[id] = gone
            }
            let reference = CaseReference(symbols: found.reference)
            for record in Set(records).subtracting(gone) {
                guard let known = fold.records[record] else { continue }
                undoable.kept.append("\(reference)/\(known.number)")
            }
        }
        let isHeld = batch.records.keys.contains { fold.holds[$0] != nil }
        if undoable.cases.isEmpty, isHeld { throw .onHold }
        undoable.kept.sort()
        return undoable
    }

    private func canRewrite(_ found: CaseFold, _ person: PersonSession) -> Bool {
        guard !found.closed, fold.holds[found.id] == nil, fold.worksOn(found.id, person.person),
            let id = found.newest[.shared(.header)]
        else { return false }
        return person.keyring[id] != nil && fold.holds(.write, person.person, in: id, at: now)
    }

    private func mayUndo(_ record: RecordID, of found: CaseFold, _ person: PersonSession) -> Bool {
        guard fold.isUntouched(record), let known = fold.records[record] else { return false }
        return fold.holds(.write, person.person, in: found.newest[known.compartment], at: now)
    }
}
