import AuditLog
import VaultCrypto
import VaultStore

/// How a copy of gate.db differs from what the restored log says it holds.
struct GateDifference {
    /// In the gate, and in no entry: keys of what came after the backup of vault.db. They are kept.
    let kept: [GateRow]
    /// In an entry, and not in the gate.
    let missing: [RowPlace]
    /// In an entry, and destroyed in this gate since: its tombstones say so.
    let gone: [RowPlace]
    /// Keys of what was erased, and secrets that the log says were replaced or removed, which only an older copy still
    /// has: deleted before anything opens.
    let erased: [GateRow]
    /// Rows that are there at whatever step: a gate that was sealed anew under another key has them all at another one.
    private let named: Set<RowName>

    /// - Parameters:
    ///   - removed: what entries of the restored log removed.
    ///   - generations: what is erased.
    ///   - cases: those of which nothing is left; their t goes too.
    init(
        _ gate: Gate, _ expected: ExpectedRows, removed: Set<RowPlace>, erasing generations: Set<GenerationID>,
        _ cases: [CaseFold]
    ) throws(VaultError) {
        let rows = try stored(in: .gateDatabase) { try gate.rows.database.rows() }
        let tagKeys = Set(cases.map { gate.tagKeyRow($0.id) })
        // A row that was sealed again under another gate key is still itself in a copy from before.
        let live = Set(expected.gateRows.keys.map(\.name))
        let isErased = { (row: GateRow) in
            if removed.contains(row.place), !live.contains(row.place.name) { return true }
            return row.kind == GateKind.generation.rawValue && generations.contains(GenerationID(row.id))
                || row.kind == GateKind.tagKey.rawValue && tagKeys.contains(RowID(row.id))
        }
        erased = rows.filter(isErased)
        kept = rows.filter {
            ($0.step > expected.genesisStep || expected.isGateRotated) && expected.gateRows[$0.place] == nil
                && !isErased($0)
        }
        let present = Set(rows.map(\.place))
        let absent = expected.gateRows.keys.filter { !present.contains($0) }
            .sorted { ($0.table, $0.row) < ($1.table, $1.row) }
        let isGone = { (place: RowPlace) in
            place.table == GateKind.generation.rawValue && generations.contains(place.row.retyped())
                || place.table == GateKind.tagKey.rawValue && tagKeys.contains(place.row)
        }
        named = Set(rows.map(\.place.name))
        (gone, missing) = (absent.filter(isGone), absent.filter { !isGone($0) })
    }

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
        let changes = try GateRowChanges(gate, in: month)
        return kept.map { changes.added($0.leaf) } + erased.map { changes.removed($0.leaf) }
            + (gone + missing).map(GateRowChanges.lost)
    }

    /// Cases of whose compartments a key is missing.
    func casesWithoutKey(_ fold: LogFold) -> [String] {
        let cases = missing.compactMap { place -> String? in
            guard place.table == GateKind.generation.rawValue, !named.contains(place.name),
                let generation = fold.generations[place.row.retyped()], let found = fold.cases[generation.caseID]
            else { return nil }
            return CaseReference(symbols: found.reference).description
        }
        return Set(cases).sorted()
    }
}
