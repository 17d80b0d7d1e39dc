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
        clearRemains()
        if !LockedMemory.status.isLocked { notices.append(.memoryNotLocked) }
        if try clockStep() != nil { notices.append(.clockStepped) }
        var entries = notices.compactMap(Self.entry)
        if let low = try diskEntry() { entries.append(low) }
        // The step is told by the commit itself, before anything else in it.
        let hasMoved = notices.contains(.gateMoveFinished)
        guard !strays.isEmpty || !entries.isEmpty || hasMoved || notices.contains(.clockStepped) else { return }
        try commitAlone(mayUseReserve: true) { (core, transaction) throws(VaultError) in
            if !strays.isEmpty { try core.adopt(strays, in: transaction) }
            if hasMoved { try core.stageGateMove(by: .system, in: transaction) }
            for entry in entries { try core.stage(entry, in: transaction) }
        }
    }

    private static func entry(_ notice: OpeningNotice) -> EntryDraft? {
        switch notice {
        case .firstOpening:
            var draft = EntryDraft(.vaultOpen, by: .system, object: .vault)
            draft.flags.insert(.new)
            return draft
        case .mirrorFarBehind: return EntryDraft(.anchorMismatch, by: .system, object: .log)
        case .mirrorHealed, .mirrorUnwritable, .mirrorUnreadable, .gateAhead, .gateDeletionFinished, .gateMoveFinished,
            .memoryNotLocked, .clockStepped, .gateMirrorBehind, .formatUpdated, .folderSynchronised,
            .nothingRemembered:
            return nil
        }
    }

    private func healMirror(_ log: OpenedLog) throws(VaultError) {
        guard mirror.isWritable else {
            notices.append(log.mirror == .unreadable ? .mirrorUnreadable : .mirrorUnwritable)
            return
        }
        guard case .prefix(let lines, let bytes) = log.mirror else { return }
        mirror.truncate(to: bytes)
        guard lines < tail.size else { return }
        let isFarBehind = lines < checkpointed.size
        if isFarBehind { notices.append(.mirrorFarBehind) }
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
        if !mirror.isWritable {
            notices.append(.mirrorUnwritable)
        } else if !isFarBehind {
            notices.append(.mirrorHealed)
        }
    }

    /// Compares gate.db with the newest state the log records. Rows of later steps are kept; rows that some entry
    /// removed are deleted, whether their deletion was interrupted or somebody put them back.
    ///
    /// - Returns: rows whose entry is missing; they are kept.
    private func reconcileGate() throws(VaultError) -> [StateLeaf] {
        guard let recorded = fold.gate else { throw .damaged(.genesis) }
        let state = gate.rows.state
        // The newest step may be that of a row that was removed since.
        defer { gate.rows.count(atLeast: recorded.counter) }
        if state.root == recorded.root { return [] }
        let late = gate.rows.allLeaves.filter { fold.isGone($0) }
        let strays = gate.rows.allLeaves.filter { $0.revision > recorded.counter && !fold.isGone($0) }
        let tombstones = try missingTombstones()
        let rest = Set(strays + late)
        guard !rest.isEmpty || !tombstones.isEmpty,
            try gate.rows.root(without: rest.contains, with: tombstones.map(\.leaf)) == recorded.root
        else { throw .damaged(state.counter < recorded.counter ? .gateBehind : .gateDatabase) }
        // Whoever may write the file may write any step: what does not open under the gate key was not left by a command.
        for row in try rows(of: strays) { try gate.rows.checkOurs(row) }
        if !late.isEmpty || !tombstones.isEmpty {
            try finishDeletion(late, laying: tombstones)
            notices.append(.gateDeletionFinished)
        }
        if !strays.isEmpty { notices.append(.gateAhead) }
        return strays
    }

    /// Tombstones that the log knows and gate.db has not: an erasure was interrupted, or an older gate.db put back.
    private func missingTombstones() throws(VaultError) -> [GateRow] {
        let kind = GateKind.tombstone.rawValue
        let present = Set(gate.rows.allLeaves.filter { $0.table == kind }.map(\.row))
        var rows: [GateRow] = []
        for (id, known) in fold.erased.tombstones where !present.contains(id.retyped()) {
            rows.append(try gate.rows.tombstone(of: id, known))
        }
        return rows
    }

    private func rows(of leaves: [StateLeaf]) throws(VaultError) -> [GateRow] {
        var rows: [GateRow] = []
        for leaf in leaves {
            let found = try stored(in: .gateDatabase) {
                try gate.rows.database.row(kind: leaf.table, id: StoredID(leaf.row))
            }
            if let found { rows.append(found) }
        }
        return rows
    }

    private func finishDeletion(_ leaves: [StateLeaf], laying tombstones: [GateRow]) throws(VaultError) {
        let rows = try rows(of: leaves)
        try gate.rows.stage(adding: tombstones, removing: rows)
        try gate.rows.commit(removing: rows, laying: tombstones)
    }

    /// Records rows that an interrupted command left in gate.db.
    private func adopt(_ strays: [StateLeaf], in transaction: borrowing StoreTransaction) throws(VaultError) {
        let changes = try GateRowChanges(gate, in: try Self.month(of: now))
        let statement = GateStatement(
            effects: StatementEffects(rows: strays.map(changes.added), gate: gate.rows.state))
        try stage(EntryDraft(.gateCheck, by: .system, object: .gate), statement, in: transaction)
    }
}
