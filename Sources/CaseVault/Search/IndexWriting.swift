import AuditLog
import VaultCrypto
import VaultStore

// A record's words go into the index of its generation in the transaction that writes the record, as one segment of their
// own: nobody opens what others wrote to add to it, and nothing is written again.
extension VaultCore {
    /// The segment that a record's writing brings; none where policy indexes nothing.
    ///
    /// - Parameter fileName: of an attachment.
    func indexEdits(
        _ head: RecordHead, _ content: [UInt8], fileName: String? = nil, in generation: GenerationName,
        under half: HeldSecret
    ) throws(VaultError) -> [RowEdit] {
        let indexing = fold.policy.indexing(of: head.compartment)
        guard indexing != .none else { return [] }
        // A record without words gets one too: whether it has any is not told by the number of rows.
        let entry = IndexEntry(
            record: head.record, revision: head.revision, created: head.created,
            terms: IndexContent.terms(indexing, form: head.form, content, fileName: fileName))
        return [try segmentEdit([entry], number: nextSegment(of: generation.id), in: generation, under: half)]
    }

    /// The number of the next segment of a generation's index.
    func nextSegment(of generation: GenerationID) -> UInt64 { (fold.search.indexes[generation]?.last ?? 0) + 1 }

    /// New segments with these entries, none for none.
    func segmentEdits(
        _ entries: [IndexEntry], in generation: GenerationName, under half: HeldSecret
    ) throws(VaultError) -> [RowEdit] {
        guard !entries.isEmpty else { return [] }
        var edits: [RowEdit] = []
        for entries in Self.cut(entries) {
            let number = nextSegment(of: generation.id) + UInt64(edits.count)
            edits.append(try segmentEdit(entries, number: number, in: generation, under: half))
        }
        return edits
    }

    /// The end of every segment of an index.
    func droppedSegments(of generation: GenerationID, _ caseID: CaseID) throws(VaultError) -> [RowEdit] {
        let id = StoredID(generation.retyped(as: RowKind.self))
        return try (fold.search.indexes[generation]?.segments ?? []).map { (segment) throws(VaultError) in
            guard let row = try stored({ try store.row(.searchIndex, id, revision: segment.revision) })
            else { throw .damaged(.index) }
            return RowEdit(old: row, new: nil, caseID: caseID)
        }
    }

    /// A new segment, sealed through the gate's door for sealing.
    func segmentEdit(
        _ entries: [IndexEntry], number: UInt64, in generation: GenerationName, under half: HeldSecret
    ) throws(VaultError) -> RowEdit {
        let place = SegmentPlace(generation: generation, number: number)
        let vault = id
        let row = try gate.sealing(place, store: store) { (gateHalf, nonce) throws(VaultError) in
            IndexSegment(entries).sealed(at: place, in: vault, under: half, gateHalf: gateHalf, nonce: nonce)
        }
        return RowEdit(old: nil, new: row, caseID: generation.caseID)
    }
}
