package import VaultCrypto

/// A draft as the log knows it: whose, of which case, and what stands in its row now.
package struct DraftFold: Hashable, Sendable {
    package let row: RowID
    package let person: PersonID
    package let caseID: CaseID
    /// By which she names it: the smallest that none of her other drafts bore when it was begun.
    package let number: UInt32
    /// Revision, content tag and time of the newest saving.
    package let mark: RowMark
}

// Texts that are not finished. A draft is its writer's: she alone saves, discards, or turns it into a record.
extension LogFold {
    /// A person's drafts, by number.
    package func drafts(of person: PersonID) -> [DraftFold] {
        drafts.values.filter { $0.person == person }.sorted { $0.number < $1.number }
    }

    /// `draft.save`: exactly one row, new or the writer's own, one revision on or gone.
    mutating func apply(_ entry: AuditEntry, _ statement: DraftStatement) -> Bool {
        guard let signer = member(entry.fields.by), signer.person == statement.person,
            let change = statement.effects.rows.first, statement.effects.rows.count == 1,
            change.table == TableCode.draft, change.tagsFit, statement.effects.gate == nil,
            worksOn(statement.caseID, signer.person) || change.newRevision == 0,
            mayChange(change, of: statement.caseID, by: signer.person)
        else { return false }
        follow(change, of: statement.caseID, by: signer.person, entry)
        take(statement.effects, of: entry)
        return true
    }

    /// Whether a record's writing may take this row along: a draft goes when its text is saved, and only its writer's,
    /// of the same case.
    func mayFinish(_ changes: [RowChange], of caseID: CaseID, by person: PersonID) -> Bool {
        let drafts = changes.filter { $0.table == TableCode.draft }
        return drafts.count <= 1
            && drafts.allSatisfy { $0.newRevision == 0 && mayChange($0, of: caseID, by: person) }
    }

    /// Follows the drafts among the rows of a record's writing.
    mutating func finishDrafts(_ changes: [RowChange]) {
        for change in changes where change.table == TableCode.draft { drafts.removeValue(forKey: change.row) }
    }

    private func mayChange(_ change: RowChange, of caseID: CaseID, by person: PersonID) -> Bool {
        guard let known = drafts[change.row] else { return change.oldRevision == 0 && change.newRevision == 1 }
        return known.person == person && known.caseID == caseID && change.oldRevision == known.mark.revision
            && (change.newRevision == 0 || change.newRevision == change.oldRevision + 1)
    }

    private mutating func follow(_ change: RowChange, of caseID: CaseID, by person: PersonID, _ entry: AuditEntry) {
        guard change.newRevision > 0 else {
            drafts.removeValue(forKey: change.row)
            return
        }
        let mark = RowMark(revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
        let number = drafts[change.row]?.number ?? freeNumber(of: person)
        drafts[change.row] = DraftFold(row: change.row, person: person, caseID: caseID, number: number, mark: mark)
    }

    private func freeNumber(of person: PersonID) -> UInt32 {
        let taken = Set(drafts(of: person).map(\.number))
        var number: UInt32 = 1
        while taken.contains(number) { number += 1 }
        return number
    }
}
