import AuditLog
import VaultCrypto
import VaultStore

/// What one search looks through: the caller's generations that have an index or should.
struct SearchScope: Sendable {
    /// Each generation with its segments, and those of them that this session has opened, by number.
    var generations: [(name: GenerationName, segments: [RowMark], opened: [UInt64: [IndexEntry]])] = []
    /// Segments that this session has not opened yet.
    var unopened: [SegmentPlace] = []
    /// Records that stand in no segment; they are opened and looked through themselves.
    var unindexed: [RecordPlace] = []
}

extension VaultCore {
    /// What a person may look through now.
    func searchScope(_ person: PersonSession) throws(VaultError) -> SearchScope {
        var scope = SearchScope()
        // Thousands of generations: nothing is copied, and nothing asked twice.
        let (time, lacking) = (now, fold.search.unindexed)
        let indexed = fold.policy.indexedCompartments
        var cases: Set<CaseID> = []
        for item in person.keyring.items.values
        where item.name.compartment.author != nil || indexed.contains(item.name.compartment.compartment) {
            guard let generation = fold.generations[item.name.id],
                fold.maySearch(generation, person.person, at: time)
            else { continue }
            if lacking[item.name.caseID]?.isEmpty == false { cases.insert(item.name.caseID) }
            let index = fold.search.indexes[item.name.id] ?? IndexFold()
            person.indexes.forget(item.name.id, except: index)
            let opened = person.indexes[item.name.id]
            scope.generations.append((item.name, index.segments, opened))
            for mark in index.segments where opened[mark.revision] == nil {
                scope.unopened.append(SegmentPlace(generation: item.name, number: mark.revision))
            }
        }
        for id in cases.sorted() { scope.unindexed += try unindexed(of: id, person) }
        return scope
    }

    /// The records of a case that an index should hold and none does, as far as the person may open them.
    private func unindexed(of caseID: CaseID, _ person: PersonSession) throws(VaultError) -> [RecordPlace] {
        var places: [RecordPlace] = []
        for record in (fold.search.unindexed[caseID] ?? []).sorted() {
            guard let known = fold.records[record], fold.policy.indexing(of: known.compartment) != .none,
                fold.erasure(ofRecord: record) == nil, let place = try newestPlace(record),
                person.keyring[place.generation.id] != nil,
                let generation = fold.generations[place.generation.id],
                fold.maySearch(generation, person.person, at: now)
            else { continue }
            places.append(place)
        }
        return places
    }

    /// Stages the intent of a search, and of opening the records that are in no index.
    ///
    /// - Parameter remember: is told the entry of the intent and what will be looked through.
    func stageSearch(
        _ draft: EntryDraft, why purpose: PurposeCode, by person: PersonSession,
        in transaction: borrowing StoreTransaction,
        remember: (UInt64, SearchScope) -> Void
    ) throws(VaultError) -> ReadIntents {
        let time = now
        let scope = try searchScope(person)
        var intent = draft
        (intent.why, intent.result, intent.count) = (purpose, .intent, UInt64(scope.generations.count))
        let seq = try stage(intent, in: transaction)
        var reading = EntryDraft(.recordRead, by: .person(person), object: .record)
        reading.ref = seq + 1
        if !scope.unindexed.isEmpty {
            _ = try stageReads(scope.unindexed, of: reading, why: purpose, by: person, in: transaction)
        }
        remember(seq, scope)
        return ReadIntents(of: person.person, scope.unindexed, segments: scope.unopened, at: time, staged: seq)
    }
}
