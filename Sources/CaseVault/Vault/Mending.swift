import AuditLog
import VaultCrypto
import VaultStore

// What an opening puts right by itself, each with an entry that tells of it.
extension VaultCore {
    /// Heals the mirror, brings gate.db and log together, and writes down what was noticed.
    ///
    /// - Throws: `.damaged(.gateDatabase)` when gate.db is neither at the newest recorded state, nor one step ahead or
    ///   behind it.
    func mend(_ log: inout OpenedLog) throws(VaultError) {
        if !log.isKnown { notices.append(.firstOpening) }
        try healMirror(log)
        let strays = try reconcileGate()
        if !LockedMemory.status.isLocked { notices.append(.memoryNotLocked) }
        let entries = notices.compactMap(Self.entry)
        guard !strays.isEmpty || !entries.isEmpty else { return }
        let errors = commit([
            PendingWork(
                prepare: { (core, transaction) throws(VaultError) in
                    if !strays.isEmpty { try core.adopt(strays, in: transaction) }
                    for entry in entries { try core.stage(entry, in: transaction) }
                }, mayUseReserve: true, refusal: nil, finish: { _ in }, fail: { _ in })
        ])
        if let error = errors.first ?? nil { throw error }
    }

    private static func entry(_ notice: OpeningNotice) -> EntryDraft? {
        switch notice {
        case .firstOpening:
            var draft = EntryDraft(.anchorOK, by: .system, object: .log)
            draft.flags.insert(.new)
            return draft
        case .mirrorFarBehind: return EntryDraft(.anchorMismatch, by: .system, object: .log)
        case .mirrorHealed, .mirrorUnwritable, .gateAhead, .gateDeletionFinished, .memoryNotLocked,
            .gateMirrorBehind, .formatUpdated:
            return nil
        }
    }

    private func healMirror(_ log: OpenedLog) throws(VaultError) {
        guard mirror.isWritable else {
            notices.append(.mirrorUnwritable)
            return
        }
        guard case .prefix(let lines, let bytes) = log.mirror else { return }
        mirror.truncate(to: bytes)
        guard lines < tail.size else { return }
        notices.append(lines < checkpointed.size ? .mirrorFarBehind : .mirrorHealed)
        var missing: [[UInt8]] = []
        try stored {
            try store.forEachLine(from: lines) { _, line in
                missing.append(line)
                if missing.count == 1024 {
                    mirror.append(missing)
                    missing = []
                }
            }
        }
        mirror.append(missing)
        mirror.sync()
    }

    /// Compares gate.db with the newest state the log records.
    ///
    /// - Returns: rows whose entry is missing; they are kept.
    private func reconcileGate() throws(VaultError) -> [StateLeaf] {
        guard let recorded = fold.gate else { throw .damaged(.genesis) }
        let state = gate.rows.state
        if state.root == recorded.root { return [] }
        let strays = gate.rows.allLeaves.filter { $0.revision > recorded.counter }
        if !strays.isEmpty, try gate.rows.root(without: { $0.revision > recorded.counter }) == recorded.root {
            notices.append(.gateAhead)
            return strays
        }
        let removals = Set(fold.gateRemovals.map(\.row))
        let late = gate.rows.allLeaves.filter { removals.contains($0.row) && $0.revision <= recorded.counter }
        guard !late.isEmpty, try gate.rows.root(without: { late.contains($0) }) == recorded.root
        else { throw .damaged(gate.rows.counter < recorded.counter ? .gateBehind : .gateDatabase) }
        try finishDeletion(late)
        notices.append(.gateDeletionFinished)
        return []
    }

    private func finishDeletion(_ leaves: [StateLeaf]) throws(VaultError) {
        var rows: [GateRow] = []
        for leaf in leaves {
            let found = try stored(in: .gateDatabase) {
                try gate.rows.database.row(kind: leaf.table, id: StoredID(leaf.row))
            }
            if let found { rows.append(found) }
        }
        try gate.rows.stage(adding: [], removing: rows)
        try gate.rows.commit(removing: rows)
    }

    /// Records rows that an interrupted command left in gate.db.
    private func adopt(_ strays: [StateLeaf], in transaction: borrowing StoreTransaction) throws(VaultError) {
        let month = try Self.month(of: now)
        var rows: [RowChange] = []
        for leaf in strays {
            rows.append(
                RowChange(
                    table: leaf.table, row: leaf.row, oldRevision: 0, newRevision: leaf.revision, oldTag: .zero,
                    newTag: try tag(leaf.rowHash.stored, .zero, month)))
        }
        let statement = GateStatement(effects: StatementEffects(rows: rows, gate: gate.rows.state))
        try stage(EntryDraft(.gateCheck, by: .system, object: .gate), statement, in: transaction)
    }
}
