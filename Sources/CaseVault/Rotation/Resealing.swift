import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Seals opened revisions of one (case, compartment) again under a newer generation, each as the same revision: head,
    /// salt, author's signature and content stay. Of attachments the file's row comes with its new generation; the file
    /// key and so the chunks stay.
    ///
    /// - Parameter item: the newest generation of their compartment, from the keyring of whoever does it.
    /// - Returns: edits for the entry that tells of it; each replaces its row.
    /// - Throws: `.conflict` when a row is not the one that was opened.
    func reseal(
        _ opened: [OpenedRecord], under item: Keyring.Item
    ) throws(VaultError) -> [RowEdit] {
        var edits: [RowEdit] = []
        for revision in opened {
            let (place, caseID) = (revision.place, revision.place.generation.caseID)
            guard caseID == item.name.caseID, place.generation.compartment == item.name.compartment
            else { throw .notPermitted }
            let old = try stored { try store.row(.record, StoredID(place.record), revision: place.revision) }
            guard let old, old.hash == revision.rowHash else { throw .conflict(current: place.revision) }
            let new = RecordPlace(generation: item.name, record: place.record, revision: place.revision)
            let row = try gate.resealing(new, over: old, store: store) { (gateHalf, nonce) throws(VaultError) in
                try revision.body.sealed(at: new, under: item.half, gateHalf: gateHalf, nonce: nonce)
            }
            edits.append(RowEdit(old: old, new: row, caseID: caseID))
            if let file = try movedFile(of: place.record, to: item.name) { edits.append(file) }
        }
        return edits
    }

    /// What the index of the new keys will hold of opened revisions: of each record the newest, where policy indexes any.
    func newestEntries(_ opened: [OpenedRecord]) throws(VaultError) -> [IndexEntry] {
        var entries: [IndexEntry] = []
        for revision in opened where fold.policy.indexing(of: revision.place.generation.compartment) != .none {
            guard let known = fold.records[revision.place.record], !known.isHeader,
                known.revision == revision.place.revision
            else { continue }
            entries.append(try indexEntry(revision))
        }
        return entries
    }

    /// The row of an attachment's file under another generation, byte for byte; nil for a record that is none.
    private func movedFile(of record: RecordID, to generation: GenerationName) throws(VaultError) -> RowEdit? {
        guard let file = fold.attachments.files[record] else { return nil }
        guard let old = try stored({ try store.row(.file, StoredID(file)) }), old.revision == FileRow.whole
        else { throw .damaged(.file) }
        let new = StoredRow(
            .file, file.retyped(as: RowKind.self), revision: old.revision, generation: generation.id,
            sealed: old.sealed)
        return RowEdit(old: old, new: new, caseID: generation.caseID)
    }

    /// Stages the entry of revisions that were sealed again.
    func stageRekey(
        _ edits: [RowEdit], under generation: GenerationName, count: Int, by person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        var draft = EntryDraft(
            .generationRekey, by: .person(person), object: .generation, caseID: generation.caseID)
        draft.count = UInt64(count)
        try stage(draft, edits, in: transaction) {
            RekeyStatement(caseID: generation.caseID, generation: generation.id, effects: $0)
        }
    }

    /// Stages the end of every older generation of a compartment under which no revision lies any more: its index goes
    /// with the entry, the gate's half after the commit.
    ///
    /// - Returns: how many.
    func retireEmptied(
        _ field: CompartmentField, of caseID: CaseID, by person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        let newest = fold.cases[caseID]?.newest[field]
        guard fold.holds(.write, person.person, in: newest, at: now) else { return 0 }
        var count = 0
        for id in fold.cases[caseID]?.generations ?? [] {
            guard let generation = fold.generations[id], generation.compartment == field, fold.isEmptied(generation),
                let row = try gate.generationRow(id)
            else { continue }
            try stage(
                EntryDraft(.generationRekey, by: .person(person), object: .generation, caseID: caseID),
                try droppedSegments(of: id, caseID), gate: GateChange(removed: [row]), in: transaction
            ) { RetireStatement(caseID: caseID, generation: id, effects: $0) }
            gate.forget(generationSecret: id)
            count += 1
        }
        return count
    }
}
