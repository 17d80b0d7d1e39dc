import AuditLog
import VaultCrypto
import VaultStore

/// What one search looks through: the caller's generations that have an index or should.
struct SearchScope: Sendable {
    /// A generation with what its index holds.
    struct Part {
        let name: GenerationName
        let segmentCount: Int
        /// The entries of each segment that this session has opened.
        let opened: [[IndexEntry]]
    }

    /// Those of a case together when nothing is left to open; in no order otherwise.
    var parts: [Part] = []
    /// Segments that this session has not opened yet.
    var unopened: [SegmentPlace] = []
    /// Records that stand in no segment; they are opened and looked through themselves.
    var unindexed: [RecordPlace] = []
    /// When the first of the grants expires on which it rests.
    var expires: UInt64 = .max

    /// Nothing is left to open.
    var isWhole: Bool { unopened.isEmpty && unindexed.isEmpty }
}

/// The scope of a session's search with nothing left to open: it is the next search's too, as long as the log tells of
/// nothing but reading. Thousands of rights are not asked again then.
struct KeptScope {
    fileprivate let scope: SearchScope
    /// ``LogFold/version``, of which it was worked out.
    fileprivate let version: UInt64
}

extension VaultCore {
    /// What a person may look through now.
    private func searchScope(_ person: PersonSession) throws(VaultError) -> SearchScope {
        if let kept = keptScope(person) { return kept }
        var scope = try newScope(person)
        if scope.isWhole { scope.parts.sort { $0.name.caseID < $1.name.caseID } }
        person.scope = scope.isWhole ? KeptScope(scope: scope, version: fold.version) : nil
        return scope
    }

    /// What her newest search looked through, if it is what the next one would.
    func keptScope(_ person: PersonSession) -> SearchScope? {
        guard let kept = person.scope, kept.version == fold.version, max(now, fold.latest) < kept.scope.expires else {
            return nil
        }
        return kept.scope
    }

    private func newScope(_ person: PersonSession) throws(VaultError) -> SearchScope {
        var scope = SearchScope()
        // Thousands of generations: nothing is copied, and nothing asked twice.
        let (time, lacking) = (now, fold.search.unindexed)
        let compartments = fold.policy.indexedCompartments
        var cases: Set<CaseID> = []
        for item in person.keyring.items
        where item.name.compartment.author != nil || compartments.contains(item.name.compartment.compartment) {
            guard let generation = fold.generations[item.name.id],
                fold.maySearch(generation, person.person, at: time)
            else { continue }
            if lacking[item.name.caseID]?.isEmpty == false { cases.insert(item.name.caseID) }
            let index = fold.search.indexes[item.name.id] ?? IndexFold()
            person.indexes.forget(item.name.id, except: index)
            let opened = person.indexes[item.name.id]
            let entries = index.segments.compactMap { opened[$0.revision] }.map { indexed($0, in: item.name) }
            scope.parts.append(.init(name: item.name, segmentCount: index.segments.count, opened: entries))
            for mark in index.segments where opened[mark.revision] == nil {
                scope.unopened.append(SegmentPlace(generation: item.name, number: mark.revision))
            }
            if let expires = generation.grants[person.person]?.expires, expires > 0 {
                scope.expires = min(scope.expires, expires)
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
        (intent.why, intent.result, intent.count) = (purpose, .intent, UInt64(scope.parts.count))
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
