import AuditLog
import VaultCrypto
import VaultStore

/// A part of a case that an unlock erased.
struct ErasedPart: Hashable {
    /// The reference without its check symbol.
    let reference: String
    let compartment: CompartmentCode?

    init(_ reference: String, _ compartment: CompartmentCode?) {
        (self.reference, self.compartment) = (reference, compartment)
    }
}

// Order (WriteOrdering.md, "Order of a commit"): the transaction of vault.db with entry and deleted rows, and then, after
// its commit, gate.db, where each q becomes a tombstone; the write-ahead log; the chunks. Each later step is repeated by
// the next opening.
extension VaultCore {
    /// Erases whatever an unlock finds due and its person may carry out.
    ///
    /// - Returns: how many cases, compartments and records.
    func eraseWhatIsDue(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        var count = 0
        for order in fold.dueErasures(at: steadyNow) where fold.order(of: order.scope) == order {
            guard fold.mayCarryOut(order.scope, session.member, at: now) else { continue }
            try erase(order, by: session, in: transaction)
            count += 1
        }
        return count
    }

    /// Stages one erasure between two checkpoints, so that whoever keeps one can tell before from after.
    func erase(
        _ order: ErasureOrder, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let scope = order.scope
        guard let found = fold.cases[scope.caseID] else { throw .notPermitted }
        try cutCheckpoint(in: transaction)
        let isWhole = scope.isWhole
        var draft = EntryDraft(scope.act, by: .person(officer), object: scope.object, caseID: found.id)
        draft.record = isWhole ? found.header : scope.record
        let generations = fold.generations(of: scope)
        draft.count = UInt64(generations.count)
        let change = try gateChange(generations, isWhole ? found.id : nil)
        try stage(draft, try rows(of: scope, found, in: transaction), gate: change, in: transaction) {
            EraseStatement(scope: scope, order: order.seq, effects: $0)
        }
        staged.erasures.append(StagedErasure(generations: generations, caseID: isWhole ? found.id : nil))
        if scope.record == nil { officer.erased.insert(ErasedPart(found.reference, scope.compartment)) }
        try cutCheckpoint(in: transaction)
    }

    /// q of each generation goes and its tombstone comes, both after the commit; t goes with the whole case.
    private func gateChange(
        _ generations: [GenerationID], _ caseID: CaseID?
    ) throws(VaultError) -> GateChange {
        var change = GateChange()
        var places = generations.map { (GateKind.generation, $0.retyped(as: RowKind.self)) }
        if let caseID { places.append((.tagKey, gate.tagKeyRow(caseID))) }
        for (kind, id) in places {
            // After a restore with an older gate it may not be there: then there is nothing to destroy.
            let row = try stored(in: .gateDatabase) {
                try gate.rows.database.row(kind: kind.rawValue, id: StoredID(id))
            }
            if let row { change.removed.append(row) }
        }
        let (step, seq) = (gate.rows.nextStep, fold.base + tail.size)
        for id in generations {
            change.laid.append(try gate.rows.tombstone(of: id, TombstoneFold(seq: seq, step: step)))
        }
        return change
    }

    /// Every row of the scope, whatever table it lies in; first the header when it goes, or the record's newest revision.
    ///
    /// Those that the log knows, by their ids: nobody reads a million rows for the forty of a case. A row that somebody put
    /// beside them stays and stops no erasure; its key is destroyed too, and `check` names it.
    private func rows(
        of scope: ErasureScope, _ found: CaseFold, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> [RowEdit] {
        let generations = Set(fold.generations(of: scope).map { StoredID($0) })
        let names = fold.rows(of: scope, found).sorted { ($0.table, $0.row) < ($1.table, $1.row) }
        var rows: [StoredRow] = []
        try stored {
            for name in names {
                guard let table = Table(rawValue: name.table), Table.ofGenerations.contains(table) else { continue }
                // Of two that somebody laid in one place one is named: its removal takes both.
                var revisions: Set<UInt64> = []
                rows += try store.rows(table, StoredID(name.row)).filter {
                    generations.contains($0.generation ?? $0.id) && revisions.insert($0.revision).inserted
                }
            }
            for place in waitingRows(of: scope, found) {
                if let row = try store.row(place.0, place.1) { rows.append(row) }
            }
        }
        let main = StoredID(scope.record ?? found.header)
        func order(_ row: StoredRow) -> (Int, UInt8, UInt64) {
            row.id == main ? (0, row.table.rawValue, .max - row.revision) : (1, row.table.rawValue, row.revision)
        }
        rows.sort { order($0) < order($1) }
        return rows.map { row in
            RowEdit(old: row, new: nil, caseID: row.table == .lookup ? .zero : found.id)
        }
    }

    /// Rows that bear no generation: wraps that wait, drafts, and of a whole case its look-up.
    private func waitingRows(of scope: ErasureScope, _ found: CaseFold) -> [(Table, StoredID)] {
        let generations = Set(fold.generations(of: scope))
        let wraps = fold.wraps.values.joined().filter { generations.contains($0.value.info.generation) }
        var places = wraps.map { (Table.wrap, StoredID($0.value.row)) }
        places += fold.drafts.values.filter { $0.caseID == found.id }.map { (.draft, StoredID($0.row)) }
        if scope.isWhole {
            places.append((.lookup, StoredID(gate.rowKey.lookup(.reference, found.reference))))
        }
        return places
    }
}

extension ErasureScope {
    /// What its entry is about.
    fileprivate var object: EntryObject {
        switch part {
        case .whole: .clientCase
        case .compartment: .generation
        case .record: .record
        }
    }
}

extension Table {
    /// Tables whose rows bear a generation, or are named by one.
    static let ofGenerations = allCases.filter { $0.hasGeneration || $0.rawValue == TableCode.searchIndex }
}

extension GateRows {
    /// The row that stands where q was.
    ///
    /// It holds no secret, and is the same bytes whenever it is made: an opening that finishes an interrupted erasure
    /// makes exactly the row that the log already commits to. Its nonce is drawn from what it says, under the gate key.
    func tombstone(of generation: GenerationID, _ known: TombstoneFold) throws(VaultError) -> GateRow {
        let content = Tuple(.gateTombstone, vault, generation, known.seq)
        var buffer = SecretBuffer(capacity: content.bytes.count)
        buffer.append(content.bytes)
        return try sealed(
            buffer, as: .tombstone, generation.retyped(as: RowKind.self), step: known.step, drawnFrom: content)
    }
}
