import AuditLog
import VaultCrypto
import VaultStore

extension Search: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let run = SearchRun(try SearchQuery(term), by: person)
        try await look(run, vault, person)
        // What the log must tell before anything is shown; also on a full disk, as every reading.
        let response = try await vault.begin { (core, transaction) throws(VaultError) in
            try core.stageShown(run, why: purpose.value, in: transaction)
        }
        try await vault.mendIndexes(after: run, of: person)
        return response
    }

    /// Commits the intent, then opens and looks; again when a colleague put other segments in the place of some.
    private func look(
        _ run: SearchRun, _ vault: isolated Vault, _ person: PersonSession
    ) async throws(VaultError) {
        let draft = EntryDraft(.caseSearch, by: .person(person), object: .search)
        while true {
            run.finds = [:]
            do throws(VaultError) {
                return try await vault.read(refusal: draft) { (core, transaction) throws(VaultError) in
                    try core.stageSearch(draft, why: purpose.value, by: person, in: transaction) {
                        (run.seq, run.scope) = ($0, $1)
                    }
                } open: { (core, receipt) throws(VaultError) in
                    try core.look(run, receipt)
                }
            } catch {
                guard case .conflict = error else { throw error }
            }
        }
    }
}

/// A search on its way: what is asked, what is looked through, what was found.
final class SearchRun {
    let query: SearchQuery
    let person: PersonSession
    /// The entry of the intent.
    var seq: UInt64 = 0
    var scope = SearchScope()
    var finds: [CaseID: CaseFinds] = [:]
    /// Records that were in no segment, as they will stand in one.
    var fresh: [GenerationID: [IndexEntry]] = [:]

    init(_ query: SearchQuery, by person: PersonSession) { (self.query, self.person) = (query, person) }

    /// What was found in one case.
    struct CaseFinds {
        /// Bits of the words that begin one somewhere in the case.
        var words: UInt32 = 0
        var records: [RecordID: Find] = [:]
    }

    /// A record with at least one of the words.
    struct Find {
        let words: UInt32
        let created: UInt64
        let generation: GenerationID
    }
}

extension VaultCore {
    /// Opens what the receipt names and looks through everything of the search's scope.
    func look(_ run: SearchRun, _ receipt: consuming AccessReceipt) throws(VaultError) {
        lookThroughOpened(run)
        run.fresh = [:]
        let (vault, person) = (id, run.person)
        let takeSegment = { (place: SegmentPlace, row: StoredRow, gateHalf: borrowing Secret) throws(VaultError) in
            try Stopping.check()
            guard let item = person.keyring[place.generation.id] else { throw VaultError.notPermitted }
            try self.checkSegment(row, at: place)
            let segment = try IndexSegment(opening: row, at: place, in: vault, under: item.half, gateHalf: gateHalf)
            self.look(run, self.indexed(segment.entries, in: place.generation), in: place.generation)
            person.indexes.keep(segment, at: place)
        }
        try open(receipt, for: person, segment: takeSegment) { (opened) throws(VaultError) in
            try Stopping.check()
            let entry = try indexEntry(opened)
            look(run, [entry], in: opened.place.generation)
            run.fresh[opened.place.generation.id, default: []].append(entry)
        }
    }

    /// Looks through what the session has opened already.
    ///
    /// When that is everything there is of each case, a case that lacks a word is known by its words alone: most are, and
    /// nothing is noted or asked about them.
    private func lookThroughOpened(_ run: SearchRun) {
        let (parts, query) = (run.scope.parts, run.query)
        var start = 0
        while start < parts.count {
            var (end, words): (Int, UInt32) = (start, 0)
            while end < parts.count, parts[end].name.caseID == parts[start].name.caseID {
                for entries in parts[end].opened { for entry in entries { words |= query.found(in: entry.terms) } }
                end += 1
            }
            if words == query.all || !run.scope.isWhole {
                for part in parts[start..<end] {
                    for entries in part.opened { look(run, entries, in: part.name) }
                }
            }
            start = end
        }
    }

    /// The entries of a segment without those of records that policy wants indexed otherwise by now.
    func indexed(_ entries: [IndexEntry], in name: GenerationName) -> [IndexEntry] {
        guard let without = fold.search.unindexed[name.caseID], !without.isEmpty else { return entries }
        return entries.filter { !without.contains($0.record) }
    }

    /// Compares a stored segment with the content tag that its entry gave it.
    func checkSegment(_ row: StoredRow, at place: SegmentPlace) throws(VaultError) {
        let marks = fold.search.indexes[place.generation.id]?.segments
        guard let mark = marks?.first(where: { $0.revision == place.number }),
            SHA256Hash.hash(row.sealed).stored == row.hash,
            try tag(row.hash, place.generation.caseID, mark.time.month) == mark.tag
        else { throw .damaged(.index) }
    }

    private func look(_ run: SearchRun, _ entries: [IndexEntry], in name: GenerationName) {
        for entry in entries {
            let words = run.query.found(in: entry.terms)
            guard words != 0, isNewest(entry, in: name) else { continue }
            run.finds[name.caseID, default: .init()].words |= words
            run.finds[name.caseID]?.records[entry.record] = .init(
                words: words, created: entry.created, generation: name.id)
        }
    }

    /// Whether this is what the log says of the record now: an earlier revision's words find nothing, nor do those in the
    /// index of keys under which the record lies no more.
    func isNewest(_ entry: IndexEntry, in name: GenerationName) -> Bool {
        guard let known = fold.records[entry.record] else { return false }
        return known.revision == entry.revision && known.caseID == name.caseID
            && known.compartment == name.compartment && !known.isHeader && lies(known, underUpTo: name)
    }

    private func lies(_ known: RecordFold, underUpTo name: GenerationName) -> Bool {
        if known.newest.generation == name.id { return true }
        let number = known.newest.generation.flatMap { fold.generations[$0]?.number } ?? 1
        return number <= name.number
    }

    /// A record as its index holds it.
    func indexEntry(_ opened: OpenedRecord) throws(VaultError) -> IndexEntry {
        let isFile = fold.attachments.files[opened.place.record] != nil
        let fileName = isFile ? try fileBody(opened).name : nil
        let indexing = fold.policy.indexing(of: opened.place.generation.compartment)
        return IndexEntry(
            record: opened.place.record, revision: opened.place.revision, created: opened.body.head.created,
            terms: IndexContent.terms(
                indexing, form: opened.body.head.form, opened.body.content, fileName: fileName))
    }
}
