import VaultCrypto

// What an erasure may change, and what it leaves of the fold.
extension LogFold {
    /// Rows of the scope go, q with them, and a tombstone comes for each generation.
    ///
    /// A row that is not there any more stops no erasure: only rows that are known may be named, not all must be.
    func mayChange(_ statement: EraseStatement, of found: CaseFold) -> Bool {
        let generations = generations(of: statement.scope)
        let known = rows(of: statement.scope, found)
        var tombstones = Set(generations.map { $0.retyped(as: RowKind.self) })
        var seen: Set<RowChange> = []
        let isLawful = statement.effects.rows.allSatisfy { change in
            guard change.tagsFit, seen.insert(change).inserted else { return false }
            if change.table == TableCode.gateTombstone {
                return change.oldRevision == 0 && change.newRevision == statement.effects.gate?.counter
                    && tombstones.remove(change.row) != nil
            }
            guard change.oldRevision > 0, change.newRevision == 0 else { return false }
            return known.contains(change.name)
        }
        return isLawful && tombstones.isEmpty
    }

    /// The rows that an erasure may name; not all of them need be there.
    package func rows(of scope: ErasureScope, _ found: CaseFold) -> Set<RowName> {
        let generations = Set(generations(of: scope))
        var names: Set<RowName> = []
        func add<Kind>(_ table: UInt8, _ ids: some Sequence<Identifier<Kind>>) {
            for id in ids { names.insert(RowName(table: table, row: id.retyped())) }
        }
        add(TableCode.generation, generations)
        add(TableCode.gateGeneration, generations)
        // The row of an index is its generation.
        add(TableCode.searchIndex, generations)
        let records = records(of: scope)
        add(TableCode.record, records)
        add(TableCode.file, records.compactMap { attachments.files[$0] })
        add(TableCode.file, attachments.uploads.filter { generations.contains($0.value.generation) }.keys)
        add(TableCode.draft, drafts.values.filter { $0.caseID == found.id }.map(\.row))
        for waiting in wraps.values {
            add(TableCode.wrap, waiting.values.filter { generations.contains($0.info.generation) }.map(\.row))
        }
        if scope.isWhole { names.formUnion(caseRows[found.id] ?? []) }
        return names
    }

    mutating func bury(
        _ ids: Set<GenerationID>, of scope: ErasureScope, _ effects: StatementEffects, _ entry: AuditEntry
    ) {
        for (id, tombstone) in erased.tombstones {
            guard let place = tombstone.outlivedBy, place.caseID == scope.caseID, scope.takes(place.compartment)
            else { continue }
            erased.tombstones[id]?.outlivedBy = nil
        }
        for id in ids {
            let place = generations[id].map { ErasedPlace(caseID: $0.caseID, compartment: $0.compartment) }
            erased.tombstones[id] = TombstoneFold(
                seq: entry.seq, step: effects.gate?.counter ?? 0, outlivedBy: scope.record == nil ? nil : place)
        }
        if let record = scope.record { erased.single[record] = entry.seq }
        erased.newest = (entry.seq, entry.time)
    }

    /// Drops generations and what lay under them and was no record yet.
    mutating func forget(_ ids: Set<GenerationID>) {
        for id in ids {
            guard let generation = generations.removeValue(forKey: id), var found = cases[generation.caseID] else {
                continue
            }
            lose(generation)
            found.generations.removeAll { $0 == id }
            if found.newest[generation.compartment] == id {
                found.newest[generation.compartment] = nil
                // Nobody can replace what is gone; the next keys of the compartment are new anyway.
                rotations[found.id]?.due[generation.compartment] = nil
            }
            cases[found.id] = found
            search.indexes[id] = nil
        }
        for (person, waiting) in wraps {
            wraps[person] = waiting.filter { !ids.contains($0.value.info.generation) }
        }
        for (file, upload) in attachments.uploads where ids.contains(upload.generation) {
            attachments.uploads[file] = nil
            erased.files.insert(file)
        }
    }

    mutating func forget(records ids: Set<RecordID>) {
        for id in ids {
            guard let known = records.remove(id) else { continue }
            search.unindexed[known.caseID]?.remove(id)
            orders[known.caseID]?.removeAll { $0.scope.record == id }
            if !known.isHeader, known.compartment.author == nil {
                cases[known.caseID]?.gone[known.compartment.compartment, default: 0] += 1
            }
            erased.records.insert(id)
            if let file = attachments.files.removeValue(forKey: id) { erased.files.insert(file) }
        }
    }

    /// A draft tells nobody but its writer of which compartment it is: with a part of a case all its drafts go.
    mutating func forgetDrafts(of caseID: CaseID) {
        drafts = drafts.filter { $0.value.caseID != caseID }
    }

    /// The reference stays known, so that it is given to no other case.
    mutating func forget(_ found: CaseFold) {
        forgetDrafts(of: found.id)
        dropErasureRequests(of: found.id)
        (cases[found.id], conflicts[found.id], orders[found.id]) = (nil, nil, nil)
        (holds[found.id], caseRows[found.id], search.unindexed[found.id]) = (nil, nil, nil)
        rotations[found.id] = nil
    }
}
