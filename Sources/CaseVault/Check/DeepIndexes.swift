import AuditLog
import VaultCrypto
import VaultStore

/// What the indexes of one case must hold, by the records that `check --deep` opened.
final class DeepIndexes {
    let caseID: CaseID
    fileprivate var expected: [RecordID: IndexEntry] = [:]

    init(_ caseID: CaseID) { self.caseID = caseID }

    /// Takes an opened record; one that no index needs to hold yet is passed over.
    func take(_ opened: OpenedRecord, _ core: VaultCore) throws(VaultError) {
        let isDue = core.fold.search.unindexed[caseID]?.contains(opened.place.record) ?? false
        guard core.fold.policy.indexing(of: opened.place.generation.compartment) != .none, !isDue else { return }
        expected[opened.place.record] = try core.indexEntry(opened)
    }
}

extension Vault {
    /// Opens the indexes of a case that the caller may search, logged, and compares them with what its records say.
    func examine(
        _ index: DeepIndexes, _ reference: CaseReference, _ person: PersonSession, _ purpose: Purpose
    ) async throws(VaultError) -> [CheckReport.Finding] {
        var draft = EntryDraft(.recordRead, by: .person(person), object: .index, caseID: index.caseID)
        (draft.why, draft.result) = (purpose.value, .intent)
        let entry = draft
        do throws(VaultError) {
            return try await read(refusal: entry) { (core, transaction) throws(VaultError) in
                let (time, places) = (core.now, core.segmentPlaces(of: index.caseID, for: person))
                var intent = entry
                intent.count = UInt64(places.count)
                let seq = try core.stage(intent, in: transaction)
                return ReadIntents(of: person.person, [], segments: places, at: time, staged: seq)
            } open: { (core, receipt) throws(VaultError) in
                try core.compare(index, receipt, reference, person)
            }
        } catch {
            guard case .damaged = error else { throw error }
            return [.init(object: "\(reference)/index", kind: .cannotOpen)]
        }
    }
}

extension VaultCore {
    /// Every segment of a case that a person may search.
    fileprivate func segmentPlaces(of caseID: CaseID, for person: PersonSession) -> [SegmentPlace] {
        searchable(of: caseID, person).flatMap { name in
            (fold.search.indexes[name.id]?.segments ?? []).map {
                SegmentPlace(generation: name, number: $0.revision)
            }
        }
    }

    private func searchable(of caseID: CaseID, _ person: PersonSession) -> [GenerationName] {
        (fold.cases[caseID]?.generations ?? []).compactMap { id in
            guard let generation = fold.generations[id], person.keyring[id] != nil,
                fold.policy.indexing(of: generation.compartment) != .none,
                fold.maySearch(generation, person.person, at: now)
            else { return nil }
            return GenerationName(generation)
        }
    }

    fileprivate func compare(
        _ index: DeepIndexes, _ receipt: consuming AccessReceipt, _ reference: CaseReference, _ person: PersonSession
    ) throws(VaultError) -> [CheckReport.Finding] {
        let compartments = Set(searchable(of: index.caseID, person).map(\.compartment))
        var wrong: Set<CompartmentCode> = []
        var missing = index.expected.filter { record in
            fold.records[record.key].map { compartments.contains($0.compartment) } ?? false
        }
        let vault = id
        let take = { (place: SegmentPlace, row: StoredRow, gateHalf: borrowing Secret) throws(VaultError) in
            guard let item = person.keyring[place.generation.id] else { throw VaultError.notPermitted }
            try self.checkSegment(row, at: place)
            let segment = try IndexSegment(opening: row, at: place, in: vault, under: item.half, gateHalf: gateHalf)
            for entry in self.indexed(segment.entries, in: place.generation)
            where self.isNewest(entry, in: place.generation) {
                let isRight = index.expected[entry.record].map { $0 == entry } ?? true
                if !isRight { wrong.insert(place.generation.compartment.compartment) }
                missing[entry.record] = nil
            }
        }
        try gate.release(receipt, fold: fold, store: store, segment: take) { _, _, _ in }
        for record in missing.keys { fold.records[record].map { _ = wrong.insert($0.compartment.compartment) } }
        return wrong.sorted { $0.number < $1.number }.map {
            .init(object: "\(reference)/index \($0.rawValue)", kind: .contentMismatch)
        }
    }
}
