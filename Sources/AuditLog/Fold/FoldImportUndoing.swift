package import VaultCrypto

// An import undone: what it brought and nobody has changed goes again, its words too. Keys stay; destroying them is
// erasure. What a hold keeps stays.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: ImportUndoStatement) -> Bool {
        guard let signer = member(entry.fields.by), let batch = imports.batches[statement.batch],
            mayUndo(batch, signer), let found = cases[statement.caseID], !found.closed, holds[found.id] == nil,
            isUntouched(statement, of: batch, signer, entry), mayChange(statement, of: found),
            goesOn(statement, found, at: entry.fields.time)
        else { return false }
        let compartments = compartments(of: statement.records)
        takeRecords(
            statement.effects.rows.filter { $0.newRevision > 0 }, by: signer.person, entry)
        remove(statement.records, of: found.id)
        noteUnindexed(compartments, of: found.id)
        imports.batches[batch.number]?.isUndone = true
        let gone = Set(statement.records)
        imports.batches[batch.number]?.records[found.id]?.removeAll { gone.contains($0) }
        if imports.batches[batch.number]?.records[found.id]?.isEmpty == true {
            imports.batches[batch.number]?.records[found.id] = nil
        }
        if closesWithUndo(found.id, of: batch) { cases[found.id]?.closed = true }
        take(statement.effects, of: entry)
        return true
    }

    /// Whoever imported, and an officer: she may have left.
    package func mayUndo(_ batch: ImportFold, _ signer: Member) -> Bool {
        batch.person == signer.person || officers.contains { $0.person == signer.person }
    }

    private func compartments(of records: [RecordID]) -> Set<CompartmentField> {
        Set(records.compactMap { self.records[$0]?.compartment })
    }

    /// The indexes that may hold words of these records. Which segment does, the log cannot tell: they go whole.
    package func indexes(of records: [RecordID], in caseID: CaseID) -> [GenerationID] {
        compartments(of: records).sorted { $0.text < $1.text }.flatMap { indexes(of: $0, in: caseID) }
    }

    /// Whether a record that a batch brought is as it was brought, and nobody ordered its erasure, which does more.
    package func isUntouched(_ record: RecordID) -> Bool {
        records[record]?.revision == 1 && erasure(ofRecord: record) == nil
    }

    /// A case that the batch opened, and that nothing is left in, is closed by the undoing.
    private func closesWithUndo(_ id: CaseID, of batch: ImportFold) -> Bool {
        batch.opened.contains(id) && cases[id]?.counts.isEmpty == true
    }

    private func isUntouched(
        _ statement: ImportUndoStatement, of batch: ImportFold, _ signer: Member, _ entry: AuditEntry
    ) -> Bool {
        let brought = Set(batch.records[statement.caseID] ?? [])
        guard !statement.records.isEmpty, Set(statement.records).count == statement.records.count else { return false }
        var compartments: Set<CompartmentField> = []
        for record in statement.records {
            guard brought.contains(record), isUntouched(record), let known = records[record] else { return false }
            compartments.insert(known.compartment)
        }
        return compartments.allSatisfy {
            holds(.write, signer.person, in: cases[statement.caseID]?.newest[$0], at: entry.time)
        }
    }

    /// The rows of these records go, and every segment that may hold their words; next of the header.
    func mayChange(_ statement: ImportUndoStatement, of found: CaseFold) -> Bool {
        let count = statement.records.count
        let named = Set(statement.records.map { $0.retyped(as: RowKind.self) })
        let header = found.header.retyped(as: RowKind.self)
        let segments = indexes(of: statement.records, in: found.id).map {
            RowRule.gone(
                TableCode.searchIndex, $0.retyped(as: RowKind.self), 0...(search.indexes[$0]?.segments.count ?? 0))
        }
        return statement.effects.rows.allSatisfy {
            $0.table == TableCode.searchIndex || $0.row == header || named.contains($0.row)
        }
            && RowRule.allow(
                statement.effects,
                [.next(TableCode.record, header), .gone(TableCode.record, nil, count...count)] + segments)
    }

    /// The header goes on from its newest revision, and each record that goes is the one that the log knows.
    private func goesOn(_ statement: ImportUndoStatement, _ found: CaseFold, at time: EntryTime) -> Bool {
        let header = found.header.retyped(as: RowKind.self)
        let indexes = indexes(of: statement.records, in: found.id)
        guard continues(statement.effects.rows.filter { $0.row == header }, at: time),
            dropsIndexes(of: indexes, statement.effects.rows, at: time)
        else { return false }
        return statement.effects.rows.allSatisfy { change in
            guard change.table == TableCode.record, change.row != header else { return true }
            guard let known = records[change.row.retyped()]?.newest.mark, change.oldRevision == known.revision
            else { return false }
            return known.time.month != time.month || change.oldTag == known.tag
        }
    }

    private mutating func remove(_ removed: [RecordID], of id: CaseID) {
        for record in removed {
            guard let known = records.remove(record) else { continue }
            imports.undone.insert(record)
            if let generation = known.newest.generation { leave(generation) }
            search.unindexed[id]?.remove(record)
            let compartment = known.compartment.compartment
            let left = (cases[id]?.counts[compartment] ?? 1) - 1
            cases[id]?.counts[compartment] = left == 0 ? nil : left
        }
    }
}
