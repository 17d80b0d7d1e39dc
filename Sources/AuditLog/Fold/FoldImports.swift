package import VaultCrypto

/// What the log says of imports.
package struct ImportsFold: Hashable, Sendable {
    /// By number, from 1, without gaps.
    package internal(set) var batches: [UInt32: ImportFold] = [:]
    /// Records that were undone. Their numbers are used up: a case tells them from records that are lost.
    package internal(set) var undone: Set<RecordID> = []

    /// The number of the next batch.
    package var next: UInt32 { UInt32(batches.count) + 1 }
}

/// A batch as the log knows it.
package struct ImportFold: Hashable, Sendable {
    package let number: UInt32
    package let person: PersonID
    package let mark: RowID
    package let total: UInt32
    /// When it was begun, milliseconds since 1970, UTC.
    package let begun: UInt64
    /// How many records it brought.
    package internal(set) var done: UInt32 = 0
    package internal(set) var isComplete = false
    /// Whether undoing it began: it is not gone on with.
    package internal(set) var isUndone = false
    /// The case of its newest entry.
    package internal(set) var newestCase: CaseID?
    /// The cases that it opened itself.
    package internal(set) var opened: Set<CaseID> = []
    /// The records that it brought and that were not undone, by case.
    package internal(set) var records: [CaseID: [RecordID]] = [:]
    /// How many cases it wrote to.
    package internal(set) var cases: Set<CaseID> = []
}

// Imports: records by the thousand under one number, and their undoing as one act.
extension LogFold {
    /// The most records that one entry brings.
    package static let importLimit = 1_000

    mutating func apply(_ entry: AuditEntry, _ statement: ImportStatement) -> Bool {
        guard let signer = member(entry.fields.by), continuesBatch(statement, by: signer.person) else { return false }
        guard statement.caseID != .zero else { return close(statement, by: signer.person, entry) }
        guard let found = cases[statement.caseID], !found.closed, mayImport(statement, into: found, signer, entry),
            continues(statement.effects.rows, at: entry.fields.time),
            Set(statement.items.map(\.generation)).allSatisfy({
                continuesIndex(statement.effects.rows, of: $0, at: entry.fields.time)
            })
        else { return false }
        takeImported(statement, by: signer.person, entry)
        noteIndexed(statement.effects.rows)
        begin(statement, by: signer.person, entry)
        imports.batches[statement.batch]?.done += UInt32(statement.items.count)
        imports.batches[statement.batch]?.newestCase = found.id
        imports.batches[statement.batch]?.cases.insert(found.id)
        imports.batches[statement.batch]?.records[found.id, default: []] += statement.items.map(\.record)
        if statement.opens { imports.batches[statement.batch]?.opened.insert(found.id) }
        take(statement.effects, of: entry)
        return true
    }

    /// A batch is begun with the next number, and gone on with by whoever began it, from where it stands.
    private func continuesBatch(_ statement: ImportStatement, by person: PersonID) -> Bool {
        let (end, overflows) = statement.from.addingReportingOverflow(UInt32(clamping: statement.items.count))
        guard !overflows, end <= statement.total, statement.total > 0 else { return false }
        guard let known = imports.batches[statement.batch] else {
            return statement.batch == imports.next && statement.from == 0 && !statement.items.isEmpty
        }
        return known.person == person && known.mark == statement.mark && known.total == statement.total
            && known.done == statement.from && !known.isComplete && !known.isUndone
    }

    private mutating func begin(_ statement: ImportStatement, by person: PersonID, _ entry: AuditEntry) {
        guard imports.batches[statement.batch] == nil else { return }
        imports.batches[statement.batch] = ImportFold(
            number: statement.batch, person: person, mark: statement.mark, total: statement.total, begun: entry.time)
    }

    /// The closing entry names nothing but the batch, and that all of it is there.
    private mutating func close(_ statement: ImportStatement, by person: PersonID, _ entry: AuditEntry) -> Bool {
        guard statement.items.isEmpty, !statement.opens, statement.effects.rows.isEmpty,
            statement.from == statement.total, imports.batches[statement.batch] != nil
        else { return false }
        imports.batches[statement.batch]?.isComplete = true
        return true
    }

    /// New records, the next of their case, in generations of that case in which she holds `write`; the header goes on.
    private func mayImport(
        _ statement: ImportStatement, into found: CaseFold, _ signer: Member, _ entry: AuditEntry
    ) -> Bool {
        guard (1...Self.importLimit).contains(statement.items.count), mayChange(statement, of: found),
            !statement.opens || isJustOpened(found, by: signer.person)
        else { return false }
        var number = found.nextNumber
        for item in statement.items {
            guard item.number == number, number < .max, records[item.record] == nil,
                !imports.undone.contains(item.record)
            else { return false }
            number += 1
        }
        return Set(statement.items.map(\.generation)).allSatisfy { id in
            guard let generation = generations[id], generation.caseID == found.id, generation.compartment.author == nil,
                generation.compartment != .shared(.header)
            else { return false }
            return holds(.write, signer.person, in: id, at: entry.time)
        }
    }

    private func isJustOpened(_ found: CaseFold, by person: PersonID) -> Bool {
        found.maker == person && found.nextNumber == 1 && found.counts.isEmpty
    }

    /// The records of the items, each new, and next of the header; for each generation at most as many new segments as it
    /// gets records.
    func mayChange(_ statement: ImportStatement, of found: CaseFold) -> Bool {
        let count = statement.items.count
        let named = Set(statement.items.map { $0.record.retyped(as: RowKind.self) })
        let header = found.header.retyped(as: RowKind.self)
        let counts = Dictionary(statement.items.map { ($0.generation, 1) }, uniquingKeysWith: +)
        return named.count == count
            && statement.effects.rows.allSatisfy {
                $0.table == TableCode.searchIndex || $0.row == header || named.contains($0.row)
            }
            && RowRule.allow(
                statement.effects,
                [.next(TableCode.record, header), .new(TableCode.record, nil, count...count)]
                    + counts.map { .segments($0.key, 0...$0.value) })
    }

    private mutating func takeImported(_ statement: ImportStatement, by author: PersonID, _ entry: AuditEntry) {
        let changes = Dictionary(statement.effects.rows.map { ($0.row, $0) }) { first, _ in first }
        for item in statement.items {
            guard let change = changes[item.record.retyped(as: RowKind.self)],
                let generation = generations[item.generation]
            else { continue }
            takeRecords([change], by: author, entry, new: .init(generation: generation, number: item.number))
        }
        if let header = cases[statement.caseID]?.header.retyped(as: RowKind.self), let change = changes[header] {
            takeRecords([change], by: author, entry)
        }
    }
}
