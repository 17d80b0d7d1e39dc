import AuditLog
import VaultCrypto
import VaultStore

/// Compares every stored row with its hash and, with the gate, with what the log says must be there.
struct RowCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private(set) var count: UInt64 = 0
    private let expected: ExpectedRows
    private let gate: Gate?
    private var unexpected = UnexpectedRows()

    init(_ store: VaultDatabase, _ expected: ExpectedRows, _ gate: Gate?, looked: (UInt64) -> Void) throws(VaultError) {
        self.expected = expected
        self.gate = gate
        var seen: Set<RowPlace> = []
        for table in Table.allCases {
            do throws(VaultError) {
                try stored {
                    try store.forEachRow(of: table) { row in
                        if count % 256 == 0 { try Stopping.check() }
                        seen.insert(look(row))
                        looked(count)
                    }
                }
            } catch {
                if error == .stopped { throw error }
                report(.init(object: "table \(table)", kind: .databaseDamaged))
            }
        }
        guard gate != nil else { return }
        for (place, kind) in unexpected.told(apart: expected.rows.keys) {
            report(.init(object: name(place), kind: kind))
        }
        for place in expected.rows.keys where !seen.contains(place) {
            report(.init(object: name(place), kind: .missing))
        }
        for place in expected.statements {
            if !seen.contains(place) { report(.init(object: name(place), kind: .missing)) }
        }
    }

    private mutating func look(_ row: StoredRow) -> RowPlace {
        count += 1
        let place = RowPlace(table: row.table.rawValue, row: RowID(row.id), revision: row.revision)
        if SHA256Hash.hash(row.sealed).stored != row.hash {
            report(.init(object: name(place), kind: .hashMismatch))
        }
        if let gate { compare(row, place, gate) }
        return place
    }

    private mutating func compare(_ row: StoredRow, _ place: RowPlace, _ gate: Gate) {
        if row.table == .statement {
            if !expected.statements.contains(place) { report(.init(object: name(place), kind: .unexpected)) }
            return
        }
        guard let content = expected.rows[place] else {
            unexpected.add(place)
            return
        }
        // A key that does not open is named among the gate's rows.
        guard let key = try? gate.tagKey(content.caseID) else {
            report(.init(object: name(place), kind: .keyMissing))
            return
        }
        let hash = SHA256Hash.hash(row.sealed)
        let tag = key.withSecret { EntryTags.content(hash, in: content.month, key: $0) }
        if tag != content.tag { report(.init(object: name(place), kind: .contentMismatch)) }
        compareGeneration(row, place)
    }

    /// The `gen` column stands outside the hash of the bytes: it must be one the log knows, and for a generation's own
    /// row its id.
    private mutating func compareGeneration(_ row: StoredRow, _ place: RowPlace) {
        guard row.table.hasGeneration, let generation = row.generation else { return }
        let stands = expected.generation(of: place) == GenerationID(generation)
        if !stands { report(.init(object: name(place), kind: .contentMismatch)) }
    }

    private func name(_ place: RowPlace) -> String {
        expected.names.name(place.table, place.row, place.revision)
    }

    private mutating func report(_ finding: CheckReport.Finding) { findings.append(finding) }
}
