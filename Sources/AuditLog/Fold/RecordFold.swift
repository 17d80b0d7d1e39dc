package import VaultCrypto

/// A record as the log knows it; a case's header is one too.
package struct RecordFold: Hashable, Sendable {
    package let caseID: CaseID
    package let compartment: CompartmentField
    /// The number in its case; 0 is the header.
    package let number: UInt32
    package private(set) var newest: RevisionFold
    /// The revisions before, oldest first. A header keeps none: each replaces the one before.
    private var earlier: [RevisionFold] = []
    /// Earlier revisions whose key is destroyed.
    private var erased: Set<UInt64> = []

    init(caseID: CaseID, compartment: CompartmentField, number: UInt32, first: RevisionFold) {
        (self.caseID, self.compartment, self.number, newest) = (caseID, compartment, number, first)
    }

    package var isHeader: Bool { number == 0 }

    /// The newest revision.
    package var revision: UInt64 { newest.mark.revision }

    /// When that was written, milliseconds since 1970, UTC.
    package var written: UInt64 { newest.written }

    /// What the log says of a revision; nil when there is none, or the header's is replaced.
    package subscript(revision: UInt64) -> RevisionFold? {
        if revision == self.revision { return newest }
        guard revision > 0, revision <= UInt64(earlier.count), !erased.contains(revision) else { return nil }
        return earlier[Int(revision) - 1]
    }

    mutating func forget(_ revision: UInt64) { erased.insert(revision) }

    mutating func take(_ next: RevisionFold) {
        if !isHeader { earlier.append(newest) }
        newest = next
    }

    /// The same revision, sealed under other keys: who wrote it, and when, stays.
    mutating func reseal(_ mark: RowMark, in generation: GenerationID) {
        if mark.revision == revision {
            newest.reseal(mark, in: generation)
        } else if mark.revision > 0, mark.revision <= UInt64(earlier.count) {
            earlier[Int(mark.revision) - 1].reseal(mark, in: generation)
        }
    }
}

/// One revision of a record as the log knows it.
package struct RevisionFold: Hashable, Sendable {
    package let author: PersonID
    /// How its row must look; of the newest entry that sealed it.
    package private(set) var mark: RowMark
    /// When it was written, milliseconds since 1970, UTC.
    package let written: UInt64
    /// The keys it lies under; nil between the first entry of a case and the next, which makes them.
    package private(set) var generation: GenerationID?

    init(author: PersonID, mark: RowMark, generation: GenerationID? = nil) {
        (self.author, self.mark, self.generation) = (author, mark, generation)
        written = mark.time.milliseconds
    }

    fileprivate mutating func reseal(_ mark: RowMark, in generation: GenerationID) {
        (self.mark, self.generation) = (mark, generation)
    }
}

// Every change of a record says what stood before it. One that says something else was built on a row that is not the
// newest, an old header put back for instance: it does not count, so that nobody's write makes the old row the new one.
extension LogFold {
    /// Whether the changes of records among the rows continue what is known of each, at most one change of each.
    ///
    /// Content tags are keyed by month: the one before is compared when both entries are of the same month.
    func continues(_ rows: [RowChange], at time: EntryTime) -> Bool {
        let changes = rows.filter { $0.table == TableCode.record }
        guard Set(changes.map(\.row)).count == changes.count else { return false }
        return changes.allSatisfy { continues($0, at: time) }
    }

    private func continues(_ change: RowChange, at time: EntryTime) -> Bool {
        guard change.oldRevision < .max, change.newRevision == change.oldRevision + 1, change.newTag != .zero
        else { return false }
        guard let known = records[change.row.retyped()]?.newest.mark else {
            return change.oldRevision == 0 && change.oldTag == .zero
        }
        guard change.oldRevision == known.revision else { return false }
        return known.time.month == time.month ? change.oldTag == known.tag : change.oldTag != .zero
    }

    /// Whether a record of this number may be written: a new one is the next of its case, an old one keeps case,
    /// compartment and number. Process notes are numbered apart, by ids that only the gate can tell.
    func isNumbered(
        _ record: RecordID, _ number: UInt32, _ compartment: CompartmentField, _ found: CaseFold
    ) -> Bool {
        if let known = records[record] {
            return known.caseID == found.id && known.compartment == compartment && known.number == number
        }
        guard !erased.records.contains(record), !imports.undone.contains(record) else { return false }
        if compartment.author != nil { return number > 0 }
        return number == found.nextNumber && number < .max
    }

    /// Takes over the records of `case.create`: the header is the main row, the first; then the label.
    mutating func takeRecords(_ statement: CaseStatement, by author: PersonID, _ entry: AuditEntry) {
        for (number, change) in statement.effects.rows.filter({ $0.table == TableCode.record }).enumerated() {
            let first = RevisionFold(author: author, mark: RowMark(change, entry))
            let compartment = CompartmentField.shared(number == 0 ? .header : .identity)
            records[change.row.retyped()] = RecordFold(
                caseID: statement.caseID, compartment: compartment, number: UInt32(number), first: first)
        }
        noteIndexed(statement.effects.rows)
    }

    /// Takes over the records that a permitted entry changes in a case; a new one counts in its case and generation.
    mutating func takeRecords(
        _ rows: [RowChange], by author: PersonID, _ entry: AuditEntry, new: RecordFold.Name? = nil
    ) {
        for change in rows where change.table == TableCode.record {
            let generation = generation(of: change.row.retyped(), new)
            let revision = RevisionFold(author: author, mark: RowMark(change, entry), generation: generation)
            if let generation { enter(generation) }
            if let known = records[change.row.retyped()] {
                // A header's row is replaced.
                if known.isHeader, let old = known.newest.generation { leave(old) }
                records.change(change.row.retyped()) { $0.take(revision) }
            } else if let new {
                records[change.row.retyped()] = RecordFold(
                    caseID: new.generation.caseID, compartment: new.generation.compartment, number: new.number,
                    first: revision)
                count(new)
            }
        }
        noteIndexed(rows)
        if let new { generations[new.generation.id]?.hasRecords = true }
    }

    /// Under which keys a written row lies: a header's under the newest of its compartment.
    private func generation(of record: RecordID, _ new: RecordFold.Name?) -> GenerationID? {
        guard let known = records[record], known.isHeader else { return new?.generation.id }
        return cases[known.caseID]?.newest[.shared(.header)]
    }

    private mutating func count(_ new: RecordFold.Name) {
        guard new.generation.compartment.author == nil else { return }
        cases[new.generation.caseID]?.nextNumber = new.number + 1
        cases[new.generation.caseID]?.counts[new.generation.compartment.compartment, default: 0] += 1
    }
}

extension RecordFold {
    /// What the log says of a record that is new.
    struct Name {
        let generation: GenerationFold
        let number: UInt32
    }
}
