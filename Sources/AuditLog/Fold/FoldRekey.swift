import VaultCrypto

// Rekeying: what is stored is sealed again, unchanged, under the newest generation of its compartment, with its words in
// that generation's index; when no revision lies under an older one its half in the gate goes, and its index with it.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: RekeyStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID,
            cases[statement.caseID]?.newest[generation.compartment] == generation.id,
            mayRekey(generation, signer.person, entry),
            !statement.effects.rows.isEmpty,
            isResealed(statement.effects.rows, into: generation, by: signer.person, entry),
            bringsSegments(statement.effects.rows, of: generation, at: entry.fields.time)
        else { return false }
        for change in statement.effects.rows where change.table == TableCode.record {
            move(change, into: generation.id, entry)
        }
        noteIndexed(statement.effects.rows)
        take(statement.effects, of: entry)
        return true
    }

    /// Who writes there may at any time, who reads there for the erasure of a record that is due.
    private func mayRekey(_ generation: GenerationFold, _ person: PersonID, _ entry: AuditEntry) -> Bool {
        if holds(.write, person, in: generation, at: entry.time) { return true }
        return isRecordErasureDue(in: generation.compartment, of: generation.caseID, at: steady(at: entry))
            && clears(generation.compartment, of: generation.caseID, person, at: entry.time)
    }

    /// Whether these are revisions of this case and compartment, each once, that lie under an older generation which the
    /// signer may open, with the files of those that are attachments, and nothing else.
    private func isResealed(
        _ rows: [RowChange], into generation: GenerationFold, by person: PersonID, _ entry: AuditEntry
    ) -> Bool {
        var seen: Set<RowPlace> = []
        var files: Set<RowID> = []
        for change in rows where change.table == TableCode.record {
            guard isResealed(change, into: generation, by: person, entry) else { return false }
            if let file = attachments.files[change.row.retyped()] { files.insert(file.retyped(as: RowKind.self)) }
        }
        for change in rows where change.table != TableCode.searchIndex {
            guard seen.insert(change.before).inserted, change.oldRevision > 0,
                change.newRevision == change.oldRevision, change.tagsFit
            else { return false }
            guard change.table != TableCode.record else { continue }
            // A file's row keeps its bytes, of which the tag tells.
            guard change.table == TableCode.file, files.remove(change.row) != nil, change.oldTag == change.newTag
            else { return false }
        }
        return files.isEmpty
    }

    /// Words of what is sealed again come into the index of the new keys: at most one segment for each revision.
    private func bringsSegments(_ rows: [RowChange], of generation: GenerationFold, at time: EntryTime) -> Bool {
        let segments = rows.filter { $0.table == TableCode.searchIndex }
        let most = rows.count { $0.table == TableCode.record }
        return RowRule.allow(StatementEffects(rows: segments), [.segments(generation.id, 0...most)])
            && continuesIndex(segments, of: generation.id, at: time)
    }

    private func isResealed(
        _ change: RowChange, into generation: GenerationFold, by person: PersonID, _ entry: AuditEntry
    ) -> Bool {
        let record: RecordID = change.row.retyped()
        guard let known = records[record], known.caseID == generation.caseID,
            known.compartment == generation.compartment, let revision = known[change.oldRevision],
            let old = revision.generation, old != generation.id, change.oldTag != change.newTag,
            revision.mark.time.month != entry.fields.time.month || revision.mark.tag == change.oldTag
        else { return false }
        return mayReseal(record, revision: change.oldRevision, of: old, person, at: entry.time)
    }

    private mutating func move(_ change: RowChange, into generation: GenerationID, _ entry: AuditEntry) {
        let record: RecordID = change.row.retyped()
        if let old = records[record]?[change.oldRevision]?.generation { leave(old) }
        records.change(record) { $0.reseal(RowMark(change, entry), in: generation) }
        // Its words lie in the index of the older keys, which go with them.
        if let known = records[record], !known.isHeader, known.revision == change.newRevision {
            search.unindexed[known.caseID, default: []].insert(record)
        }
        enter(generation)
        generations[generation]?.hasRecords = true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: RetireStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID, isEmptied(generation), gateRises(statement.effects),
            let newest = cases[statement.caseID]?.newest[generation.compartment],
            holds(.write, signer.person, in: newest, at: entry.time),
            mayChange(statement),
            dropsIndexes(of: [generation.id], statement.effects.rows, at: entry.fields.time)
        else { return false }
        generations[generation.id]?.isRetired = true
        lose(generation)
        lackingKeys.change(generation.caseID)
        generations[generation.id]?.hasRecords = false
        take(statement.effects, of: entry)
        return true
    }

    /// Its gate secret goes, and with it whatever segments its index has: nothing else could open them.
    func mayChange(_ statement: RetireStatement) -> Bool {
        let row = statement.generation.retyped(as: RowKind.self)
        let count = search.indexes[statement.generation]?.segments.count ?? 0
        return RowRule.allow(
            statement.effects, [.gone(TableCode.gateGeneration, row), .gone(TableCode.searchIndex, row, 0...count)])
    }

    /// Whether no revision lies under a generation that is not the newest of its compartment.
    package func isEmptied(_ generation: GenerationFold) -> Bool {
        guard let newest = cases[generation.caseID]?.newest[generation.compartment] else { return false }
        return newest != generation.id && generation.live == 0 && !generation.isRetired
    }

    /// A revision lies under these keys from now on.
    mutating func enter(_ generation: GenerationID) { generations[generation]?.live += 1 }

    /// A revision lies under these keys no more.
    mutating func leave(_ generation: GenerationID) { generations[generation]?.live -= 1 }

    /// Header and label of a case are written before the keys they lie under are made.
    mutating func takeFirstRecords(_ statement: GenerationStatement, _ found: CaseFold) {
        guard statement.number == 1 else { return }
        let record: RecordID? =
            switch statement.compartment {
            case .shared(.header): found.header
            case .shared(.identity): found.label
            default: nil
            }
        guard let record, let mark = records[record]?[1]?.mark, records[record]?[1]?.generation == nil else { return }
        records.change(record) { $0.reseal(mark, in: statement.generation) }
        enter(statement.generation)
    }
}
