package import VaultCrypto

/// What the log says of search: the indexes, the records they lack, and the searches that are not ended.
package struct SearchFold: Hashable, Sendable {
    /// The index of each generation that has one.
    package internal(set) var indexes: [GenerationID: IndexFold] = [:]
    /// Records whose newest revision stands in no index, by case; headers aside. Whether they belong into one is a
    /// question to the policy of the day.
    package internal(set) var unindexed: [CaseID: Set<RecordID>] = [:]
    /// Searches that were intended and not ended, by entry: whose each is.
    var begun: [UInt64: KeyID] = [:]

    /// Follows a change that the rules of its act allowed.
    mutating func follow(_ change: RowChange, _ entry: AuditEntry) {
        let generation = change.row.retyped(as: GenerationKind.self)
        if change.newRevision > 0 {
            indexes[generation, default: IndexFold()].add(RowMark(change, entry))
        } else {
            indexes[generation]?.remove(change.oldRevision)
        }
    }
}

/// A generation's index as the log knows it: segments that never change, each made once and removed once.
package struct IndexFold: Hashable, Sendable {
    package init() {}

    /// Those that stand, ascending by number, which is their row's revision.
    package private(set) var segments: [RowMark] = []
    /// The number of the newest there ever was.
    package private(set) var last: UInt64 = 0

    mutating func add(_ mark: RowMark) {
        segments.append(mark)
        last = mark.revision
    }

    mutating func remove(_ number: UInt64) { segments.removeAll { $0.revision == number } }
}

// A record's writing brings one segment with its words, so that nobody has to open what others wrote to add to it.
// `index.rebuild` puts several into one, and takes in records that no segment holds.
extension LogFold {
    /// Whether a person may search a generation: under `read`, or her own process notes.
    package func maySearch(_ generation: GenerationFold, _ person: PersonID, at time: UInt64) -> Bool {
        if holds(.read, person, in: generation, at: time) { return true }
        return generation.compartment.author == person && holds(.own, person, in: generation, at: time)
    }

    /// Whether a person may replace segments of a generation's index: whoever may search it and write in it.
    package func mayRebuild(_ generation: GenerationFold, _ person: PersonID, at time: UInt64) -> Bool {
        maySearch(generation, person, at: time) && holds(.write, person, in: generation.id, at: time)
    }

    /// `index.rebuild`: new segments for records that were in none, or in the place of older ones.
    mutating func apply(_ entry: AuditEntry, _ statement: IndexStatement) -> Bool {
        guard let signer = member(entry.fields.by), let generation = generations[statement.generation],
            generation.caseID == statement.caseID, mayRebuild(generation, signer.person, at: entry.time),
            mayChange(statement), continuesIndex(statement.effects.rows, of: generation.id, at: entry.fields.time),
            statement.items.allSatisfy({ isNewest($0, in: generation) })
        else { return false }
        for item in statement.items { search.unindexed[generation.caseID]?.remove(item.record) }
        take(statement.effects, of: entry)
        return true
    }

    private func isNewest(_ item: ReadStatement.Item, in generation: GenerationFold) -> Bool {
        guard let known = records[item.record] else { return false }
        return known.caseID == generation.caseID && known.compartment == generation.compartment
            && known.revision == item.revision && !known.isHeader
    }

    /// At least one new segment, however many it replaces.
    func mayChange(_ statement: IndexStatement) -> Bool {
        let row = statement.generation.retyped(as: RowKind.self)
        let most = IndexStatement.mostSegments
        return RowRule.allow(
            statement.effects,
            [.segments(statement.generation, 1...most), .gone(TableCode.searchIndex, row, 0...most)])
    }

    /// Whether the segments of this index among the changes are its next ones, in order, and those that go stand there.
    ///
    /// Content tags are keyed by month: that of one that goes is compared when both entries are of the same month.
    func continuesIndex(_ rows: [RowChange], of generation: GenerationID, at time: EntryTime) -> Bool {
        let index = search.indexes[generation] ?? IndexFold()
        var last = index.last
        for change in rows where change.isSegment(of: generation) {
            if change.newRevision > 0 {
                guard last < .max, change.newRevision == last + 1 else { return false }
                last += 1
            } else {
                guard let known = index.segments.first(where: { $0.revision == change.oldRevision }),
                    known.time.month != time.month || known.tag == change.oldTag
                else { return false }
            }
        }
        return true
    }

    /// Whether the label's segment, if there is one, begins the index of a generation that nobody has made yet.
    func beginsIndex(_ rows: [RowChange]) -> Bool {
        let hasLabel = rows.count { $0.table == TableCode.record } == 2
        return rows.filter { $0.table == TableCode.searchIndex }.allSatisfy {
            let generation = $0.row.retyped(as: GenerationKind.self)
            return hasLabel && $0.newRevision == 1 && generations[generation] == nil
                && search.indexes[generation] == nil
        }
    }

    /// Whether a new generation may have an index already: that of the label's, begun with the case.
    func mayBeIndexed(_ statement: GenerationStatement, _ found: CaseFold) -> Bool {
        guard search.indexes[statement.generation] != nil else { return true }
        return found.labelIndex == statement.generation && statement.compartment == .shared(.identity)
    }

    /// Notes which records of an entry came with a segment of their generation's index and which did not. A revision that
    /// is not the newest stands in no index.
    mutating func noteIndexed(_ rows: [RowChange]) {
        let indexed = Set(rows.filter { $0.table == TableCode.searchIndex && $0.newRevision > 0 }.map(\.row))
        for change in rows where change.table == TableCode.record {
            let record: RecordID = change.row.retyped()
            guard let known = records[record], !known.isHeader, known.revision == change.newRevision else { continue }
            // The keys of a label are made right after it.
            let isIndexed = known.newest.generation.map { indexed.contains($0.retyped()) } ?? !indexed.isEmpty
            if isIndexed {
                search.unindexed[known.caseID]?.remove(record)
            } else {
                search.unindexed[known.caseID, default: []].insert(record)
            }
        }
    }

    /// Notes the records that a new policy wants indexed otherwise than they are.
    mutating func noteIndexing(by new: Policy) {
        let changed = CompartmentCode.allCases.filter { new.rules[$0]?.indexing != policy.rules[$0]?.indexing }
        guard !changed.isEmpty else { return }
        for (id, record) in records.all where changed.contains(record.compartment.compartment) && !record.isHeader {
            search.unindexed[record.caseID, default: []].insert(id)
        }
    }

    /// `case.search`: the intent, then one entry for each case that is shown, then the end. What refers to no intent of
    /// the same person is not permitted: a search is shown only after its intent.
    mutating func follow(search entry: AuditEntry) -> Bool {
        let fields = entry.fields
        guard fields.why != nil, fields.record == nil, fields.before == nil, fields.after == nil else { return false }
        switch (fields.result, fields.object) {
        case (.intent, .search):
            guard fields.clientCase == nil, fields.ref == 0 else { return false }
            search.begun[entry.seq] = fields.by
            return true
        case (.ok, .clientCase):
            return fields.clientCase != nil && isBegun(by: entry)
        case (.ok, .search):
            guard fields.clientCase == nil, isBegun(by: entry) else { return false }
            search.begun[base + fields.ref - 1] = nil
            return true
        default: return false
        }
    }

    private func isBegun(by entry: AuditEntry) -> Bool {
        entry.fields.ref > 0 && search.begun[base + entry.fields.ref - 1] == entry.fields.by
    }
}

// An index whose words may stay nowhere goes whole: what it held of other records is in none until the next rebuild.
extension LogFold {
    /// The indexes of a compartment that there are, under whichever keys.
    package func indexes(of compartment: CompartmentField, in caseID: CaseID) -> [GenerationID] {
        (cases[caseID]?.generations ?? []).filter {
            generations[$0]?.compartment == compartment && search.indexes[$0]?.segments.isEmpty == false
        }
    }

    /// Whether the changes remove every segment of these indexes, each once, and neither make nor remove another one.
    func dropsIndexes(of ids: [GenerationID], _ rows: [RowChange], at time: EntryTime) -> Bool {
        let changes = rows.filter { $0.table == TableCode.searchIndex }
        let standing = ids.reduce(0) { $0 + (search.indexes[$1]?.segments.count ?? 0) }
        return changes.count == standing && Set(changes).count == standing
            && changes.allSatisfy { change in
                change.newRevision == 0 && change.tagsFit && ids.contains { change.isSegment(of: $0) }
            } && ids.allSatisfy { continuesIndex(changes, of: $0, at: time) }
    }

    /// Notes that no index holds what there is in these compartments.
    mutating func noteUnindexed(_ compartments: Set<CompartmentField>, of caseID: CaseID) {
        for (id, record) in records.of(caseID) where compartments.contains(record.compartment) && !record.isHeader {
            search.unindexed[caseID, default: []].insert(id)
        }
    }
}

extension RowChange {
    fileprivate func isSegment(of generation: GenerationID) -> Bool {
        table == TableCode.searchIndex && row == generation.retyped()
    }
}

extension Policy {
    /// The compartments that have an index, whoever asks; process notes apart.
    package var indexedCompartments: Set<CompartmentCode> { Set(rules.filter { $0.value.indexing != .none }.keys) }

    /// How much of a compartment its index holds.
    ///
    /// That policy indexes no process notes means that no index of others holds them: an author's own generation opens to
    /// her alone, and so does its index.
    package func indexing(of field: CompartmentField) -> Indexing {
        field.author == nil ? rules[field.compartment]?.indexing ?? .none : .whole
    }
}
