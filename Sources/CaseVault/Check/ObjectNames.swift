import AuditLog
import VaultCrypto
import VaultStore

/// How findings name what they are about: references for records, ids for the rest, never a person's name.
struct ObjectNames {
    private var references: [CaseID: String] = [:]
    private var records: [RowID: (caseID: CaseID, number: UInt32, isNote: Bool)] = [:]
    private var notes: Set<GenerationID> = []
    private var compartments: [GenerationID: (caseID: CaseID, compartment: CompartmentCode)] = [:]
    private var files: [FileID: RowID] = [:]

    mutating func add(_ statement: CaseStatement, _ rowKey: RowKey) {
        references[statement.caseID] = CaseReference(symbols: statement.reference).description
        for number in UInt32(0)...1 {
            let record = rowKey.recordID(statement.caseID, number, author: nil)
            records[record.retyped(as: RowKind.self)] = (statement.caseID, number, false)
        }
    }

    mutating func add(_ statement: GenerationStatement) {
        if statement.compartment.author != nil { notes.insert(statement.generation) }
        compartments[statement.generation] = (statement.caseID, statement.compartment.compartment)
    }

    mutating func add(_ statement: RecordStatement) {
        records[statement.record.retyped(as: RowKind.self)] = (
            statement.caseID, statement.number, notes.contains(statement.generation)
        )
    }

    mutating func add(_ statement: ImportStatement) {
        for item in statement.items {
            records[item.record.retyped(as: RowKind.self)] = (statement.caseID, item.number, false)
        }
    }

    mutating func add(_ statement: FileStatement) {
        records[statement.record.retyped(as: RowKind.self)] = (
            statement.caseID, statement.number, notes.contains(statement.generation)
        )
        files[statement.file] = statement.record.retyped(as: RowKind.self)
    }

    /// Each attachment as its record is named.
    var attachments: [FileID: String] {
        files.compactMapValues { record in
            guard let known = records[record], let reference = references[known.caseID] else { return nil }
            return "\(reference)/\(known.isNote ? "n" : "")\(known.number)"
        }
    }

    func isHeader(_ row: RowID) -> Bool { records[row]?.number == 0 }

    /// A record by its reference and revision, anything else by table, row id and revision.
    func name(_ table: UInt8, _ row: RowID, _ revision: UInt64) -> String {
        if table == Table.record.rawValue, let record = records[row], let reference = references[record.caseID] {
            let place = record.number == 0 ? "header" : "\(record.isNote ? "n" : "")\(record.number)"
            return "\(reference)/\(place) revision \(revision)"
        }
        if table == Table.searchIndex.rawValue, let place = compartments[row.retyped()],
            let reference = references[place.caseID]
        {
            return "\(reference)/index \(place.compartment.rawValue) segment \(revision)"
        }
        let name = Table(rawValue: table).map { String(describing: $0) } ?? "row"
        return "\(name) \(row.hex) revision \(revision)"
    }
}
