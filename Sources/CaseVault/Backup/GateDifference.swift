import AuditLog
import VaultCrypto
import VaultStore

/// How a copy of gate.db differs from what the restored log says it holds.
struct GateDifference {
    /// In the gate, and in no entry: keys of what came after the backup of vault.db. They are kept.
    let kept: [GateRow]
    /// In an entry, and not in the gate.
    let missing: [ExpectedRows.Place]
    /// Keys of what was erased: deleted before anything opens.
    let erased: [GateRow]
    /// Rows that are there at whatever step: a gate that was sealed anew under another key has them all at another one.
    private let named: Set<RowIdentity>

    /// - Parameter generations: what is erased.
    init(_ gate: Gate, _ expected: ExpectedRows, erasing generations: Set<GenerationID>) throws(VaultError) {
        let rows = try stored(in: .gateDatabase) { try gate.rows.database.rows() }
        let isErased = { (row: GateRow) in
            row.kind == GateKind.generation.rawValue && generations.contains(GenerationID(row.id))
        }
        erased = rows.filter(isErased)
        kept = rows.filter {
            ($0.step > expected.genesisStep || expected.isGateRotated) && expected.gateRows[$0.place] == nil
                && !isErased($0)
        }
        let present = Set(rows.map(\.place))
        named = Set(rows.map { RowIdentity($0.kind, RowID($0.id)) })
        missing = expected.gateRows.keys.filter { place in
            let isErased = place.table == GateKind.generation.rawValue && generations.contains(place.row.retyped())
            return !present.contains(place) && !isErased
        }.sorted { ($0.table, $0.row) < ($1.table, $1.row) }
    }

    /// Whether a row came or went since.
    var isNone: Bool { kept.isEmpty && missing.isEmpty }

    var age: RestoreReport.GateAge {
        switch (kept.isEmpty, missing.isEmpty) {
        case (true, true): .same
        case (false, true): .newer
        case (true, false): .older
        case (false, false): .apart
        }
    }

    /// The changes that lead from what the log says to what the gate holds, for the statement of the restore.
    func changes(_ gate: Gate, in month: EntryMonth) throws(VaultError) -> [RowChange] {
        guard let key = try gate.tagKey(.zero) else { throw .damaged(.gateBehind) }
        func tag(_ row: GateRow) -> ContentTag {
            key.withSecret { EntryTags.content(SHA256Digest(row.hash), in: month, key: $0) }
        }
        let came = kept.map { row in
            RowChange(
                table: row.kind, row: RowID(row.id), oldRevision: 0, newRevision: row.step, oldTag: .zero,
                newTag: tag(row))
        }
        let gone = erased.map { row in
            RowChange(
                table: row.kind, row: RowID(row.id), oldRevision: row.step, newRevision: 0, oldTag: tag(row),
                newTag: .zero)
        }
        let lost = missing.map { place in
            RowChange(
                table: place.table, row: place.row, oldRevision: place.revision, newRevision: 0, oldTag: .zero,
                newTag: .zero)
        }
        return came + gone + lost
    }

    /// Cases of whose compartments a key is missing.
    func casesWithoutKey(_ fold: LogFold) -> [String] {
        let cases = missing.compactMap { place -> String? in
            guard place.table == GateKind.generation.rawValue, !named.contains(RowIdentity(place.table, place.row)),
                let generation = fold.generations[place.row.retyped()], let found = fold.cases[generation.caseID]
            else { return nil }
            return CaseReference(symbols: found.reference).description
        }
        return Set(cases).sorted()
    }
}

private struct RowIdentity: Hashable {
    let kind: UInt8
    let id: RowID

    init(_ kind: UInt8, _ id: RowID) { (self.kind, self.id) = (kind, id) }
}

extension GateRow {
    var place: ExpectedRows.Place { ExpectedRows.Place(table: kind, row: RowID(id), revision: step) }
}
