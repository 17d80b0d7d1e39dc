import CaseVault
import VaultCrypto

/// What `check` must call each row of the small house, worked out apart from it.
package struct RowNames: Sendable {
    private let records: [[UInt8]: String]
    private let entries: [[UInt8]: UInt64]
    /// What the index of each generation is called.
    private let indexes: [[UInt8]: String]
    private let attachments: [String: String]

    package init(_ house: SmallHouse, _ state: StoredState) throws {
        let thief = try GateThief(house.vault)
        attachments = house.attachments
        var records: [[UInt8]: String] = [:]
        for reference in house.cases {
            let caseID = try thief.caseID(reference)
            for number in UInt32(0)..<16 {
                records[thief.recordID(caseID, number).bytes] =
                    "\(reference)/\(number == 0 ? "header" : String(number))"
                for login in house.people {
                    let note = thief.recordID(caseID, number, author: try thief.person(login))
                    records[note.bytes] = "\(reference)/n\(number)"
                }
            }
        }
        self.records = records
        var references: [CaseID: CaseReference] = [:]
        for reference in house.cases { references[try thief.caseID(reference)] = reference }
        var indexes: [[UInt8]: String] = [:]
        for row in state.rows(.generation) {
            var reader = try TupleReader(try thief.open(row), label: .rowGeneration, count: 6)
            guard let reference = references[try reader.id(CaseKind.self)] else { continue }
            let compartment = try reader.text().split(separator: ":")[0]
            indexes[row.id] = "\(reference)/index \(compartment) segment"
        }
        self.indexes = indexes
        let statements = Set(state.rows(.statement).map(\.id))
        entries = Dictionary(
            (UInt64(0)..<2000).map { (thief.lookup("statement", $0).bytes, $0) }.filter { statements.contains($0.0) }
        ) { first, _ in first }
    }

    /// The names under which a fault in this place may be reported.
    package func names(_ place: RawRow.Place) -> Set<String> {
        // A record has a reference, and is called by nothing else.
        if place.table == .record, let name = records[place.id] { return ["\(name) revision \(place.revision)"] }
        var names = ["\(place.table) \(Hex.encode(place.id)) revision \(place.revision)"]
        switch place.table {
        case .statement: names += entries[place.id].map { ["entry \($0)"] } ?? []
        // Without the statement that made its generation nothing says whose index it is.
        case .searchIndex: names += indexes[place.id].map { ["\($0) \(place.revision)"] } ?? []
        // The same row says what its chunk file must be.
        case .file: names += attachment(Hex.encode(place.id))
        // The vault's own id is the id of this row: without it nothing else can be named.
        case .parameters: names.append("vault.db")
        default: break
        }
        return Set(names)
    }

    /// What a chunk file may be called.
    package func attachment(_ id: String) -> [String] { ["files/\(id)"] + (attachments[id].map { [$0] } ?? []) }

    package func names(_ row: RawRow) -> Set<String> { names(row.place) }
}
