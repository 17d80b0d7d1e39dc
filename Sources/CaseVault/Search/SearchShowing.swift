import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Stages one entry for each case that will be shown and the one that ends the search, with the number of cases in
    /// which there is something.
    ///
    /// - Returns: what may be shown once they are durable.
    func stageShown(
        _ run: SearchRun, why purpose: PurposeCode, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Search.Response {
        let hits = hits(run)
        let shown = hits.prefix(Search.mostCases)
        for hit in shown {
            var draft = EntryDraft(.caseSearch, by: .person(run.person), object: .clientCase, caseID: hit.found.id)
            (draft.why, draft.ref, draft.count) = (purpose, run.seq + 1, UInt64(hit.lines.count))
            if hit.found.closed { draft.flags.insert(.closed) }
            try stage(draft, in: transaction)
        }
        var end = EntryDraft(.caseSearch, by: .person(run.person), object: .search)
        (end.why, end.ref, end.count) = (purpose, run.seq + 1, UInt64(hits.count))
        try stage(end, in: transaction)
        return Search.Response(lines: shown.flatMap(\.lines), cases: hits.count, shown: shown.count)
    }

    private struct Hit {
        let found: CaseFold
        let lines: [Search.Line]
        let newest: UInt64
    }

    /// The cases in which every word was found, newest first; what she may no longer search is left out.
    private func hits(_ run: SearchRun) -> [Hit] {
        var hits = run.finds.compactMap { (id, finds) -> Hit? in
            // A common word is found in every case: most lack another one, and are asked nothing more.
            guard finds.words == run.query.all else { return nil }
            let records = finds.records.filter {
                isOpen($0.value.generation, run.person) && fold.erasure(ofRecord: $0.key) == nil
            }
            let words = records.values.reduce(0) { $0 | $1.words }
            guard words == run.query.all, let found = fold.cases[id] else { return nil }
            return hit(found, records)
        }
        if let named = named(run), !hits.contains(where: { $0.found.id == named.found.id }) { hits.append(named) }
        return hits.sorted { ($1.newest, $0.found.reference) < ($0.newest, $1.found.reference) }
    }

    private func isOpen(_ generation: GenerationID, _ person: PersonSession) -> Bool {
        fold.generations[generation].map { fold.maySearch($0, person.person, at: now) } ?? false
    }

    /// Her case that the term names by its reference.
    private func named(_ run: SearchRun) -> Hit? {
        guard let reference = run.query.reference,
            let found = cases(of: run.person).first(where: { CaseReference(symbols: $0.reference) == reference })
        else { return nil }
        let written = fold.records[found.header]?.written ?? 0
        let line = Search.Line(
            case: reference.description, record: nil, compartment: Compartment(.header), created: written)
        return Hit(found: found, lines: [line], newest: written)
    }

    private func hit(_ found: CaseFold, _ records: [RecordID: SearchRun.Find]) -> Hit {
        let reference = CaseReference(symbols: found.reference)
        let sorted = records.sorted {
            ($1.value.words.nonzeroBitCount, $1.value.created) < ($0.value.words.nonzeroBitCount, $0.value.created)
        }
        let lines = sorted.compactMap { (id, find) -> Search.Line? in
            guard let known = fold.records[id] else { return nil }
            let record = RecordReference(
                case: reference, number: known.number, isProcessNote: known.compartment.author != nil)
            return Search.Line(
                case: reference.description, record: record.description,
                compartment: Compartment(known.compartment.compartment), created: find.created)
        }
        return Hit(found: found, lines: lines, newest: lines.map(\.created).max() ?? 0)
    }
}
