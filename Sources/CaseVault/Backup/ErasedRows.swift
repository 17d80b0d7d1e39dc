import AuditLog
import VaultCrypto
import VaultStore

/// Rows of erased generations that do not bear them.
struct ErasedRows {
    let places: [(Table, StoredID)]
    /// Records that went alone, their files, and the indexes that hold words of theirs.
    private var ofRecords: [Table: Set<StoredID>] = [:]

    func areOfRecord(_ row: StoredRow) -> Bool { ofRecords[row.table]?.contains(row.id) ?? false }

    init(_ erased: Set<GenerationID>, _ records: Set<RecordID>, _ fold: LogFold, _ rowKey: RowKey) {
        let known = records.compactMap { id in fold.records[id].map { (id, $0) } }
        let cases = Set(erased.compactMap { fold.generations[$0]?.caseID } + known.map(\.1.caseID))
        // Of one whose newest revision goes the log forgets all: none of the older stays behind.
        let cut = fold.records.all.filter { $0.fold.newest.generation.map(erased.contains) ?? false }.map(\.id)
        ofRecords[.record] = Set(known.map { StoredID($0.0) } + cut.map { StoredID($0) })
        ofRecords[.file] = Set(known.compactMap { fold.attachments.files[$0.0].map { StoredID($0) } })
        ofRecords[.searchIndex] = Set(
            known.flatMap { fold.indexes(of: $0.1.compartment, in: $0.1.caseID) }.map { StoredID($0) })
        let wraps = fold.wraps.values.joined().filter { erased.contains($0.value.info.generation) }
        let drafts = fold.drafts.values.filter { cases.contains($0.caseID) }
        let gone = fold.casesGone(with: erased)
        places =
            wraps.map { (Table.wrap, StoredID($0.value.row)) } + drafts.map { (.draft, StoredID($0.row)) }
            + gone.map { (.lookup, StoredID(rowKey.lookup(.reference, $0.reference))) }
    }
}

extension LogFold {
    /// Cases of which nothing is left without these generations.
    func casesGone(with erased: Set<GenerationID>) -> [CaseFold] {
        cases.values.filter { !$0.generations.isEmpty && $0.generations.allSatisfy(erased.contains) }
    }
}
