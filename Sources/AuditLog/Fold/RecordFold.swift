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

    init(caseID: CaseID, compartment: CompartmentField, number: UInt32, first: RevisionFold) {
        (self.caseID, self.compartment, self.number, newest) = (caseID, compartment, number, first)
    }

    package var isHeader: Bool { number == 0 }

    /// The newest revision.
    package var revision: UInt64 { newest.mark.revision }

    /// When that was written, milliseconds since 1970, UTC.
    package var written: UInt64 { newest.mark.time.milliseconds }

    /// What the log says of a revision; nil when there is none, or the header's is replaced.
    package subscript(revision: UInt64) -> RevisionFold? {
        if revision == self.revision { return newest }
        guard revision > 0, revision <= UInt64(earlier.count) else { return nil }
        return earlier[Int(revision) - 1]
    }

    mutating func take(_ next: RevisionFold) {
        if !isHeader { earlier.append(newest) }
        newest = next
    }
}

/// One revision of a record as the log knows it.
package struct RevisionFold: Hashable, Sendable {
    package let author: PersonID
    package let mark: RowMark
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
        if compartment.author != nil { return number > 0 }
        return number == found.nextNumber && number < .max
    }

    /// Takes over the records of `case.create`: the header is the main row, the first; then the label.
    mutating func takeRecords(_ statement: CaseStatement, by author: PersonID, _ entry: AuditEntry) {
        for (number, change) in statement.effects.rows.filter({ $0.table == TableCode.record }).enumerated() {
            records[change.row.retyped()] = RecordFold(
                caseID: statement.caseID, compartment: .shared(number == 0 ? .header : .identity),
                number: UInt32(number), first: RevisionFold(author: author, mark: RowMark(change, entry)))
        }
        noteIndexed(statement.effects.rows)
    }

    /// Takes over the records that a permitted entry changes in a case; a new one counts in its case and generation.
    mutating func takeRecords(
        _ rows: [RowChange], by author: PersonID, _ entry: AuditEntry, new: RecordFold.Name? = nil
    ) {
        for change in rows where change.table == TableCode.record {
            let revision = RevisionFold(author: author, mark: RowMark(change, entry))
            if records[change.row.retyped()] != nil {
                records[change.row.retyped()]?.take(revision)
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

extension RowMark {
    init(_ change: RowChange, _ entry: AuditEntry) {
        self.init(revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
    }
}
