import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Stages an entry without a statement or with one that changes no rows.
    @discardableResult
    func stage(
        _ draft: EntryDraft, _ statement: (any Statement)? = nil, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> UInt64 {
        try stage(draft, main: nil, tuple: statement?.tuple, in: transaction)
    }

    /// Stages a change: rows, the entry that tells of them, and the statement that ends with their list.
    ///
    /// - Parameter edits: the main row first.
    @discardableResult
    func stage(
        _ draft: EntryDraft, _ edits: [RowEdit], gate change: GateChange? = nil,
        in transaction: borrowing StoreTransaction,
        statement: (StatementEffects) -> any Statement
    ) throws(VaultError) -> UInt64 {
        let time = now
        let month = try Self.month(of: time)
        var changes: [RowChange] = []
        for edit in edits {
            try checkContinues(edit)
            changes.append(try self.change(edit, month))
        }
        var effects = StatementEffects(rows: changes)
        if let change {
            isStaging = true
            let named = try GateRowChanges(gate, in: month)
            effects.rows += (change.added + change.laid).map { named.added($0.leaf) }
            effects.rows += change.removed.map { named.removed($0.leaf) }
            try gate.rows.stage(change)
            effects.gate = gate.rows.state
            staged.gateAdditions += change.added
            staged.gateRemovals += change.removed
            staged.gateTombstones += change.laid
        }
        for edit in edits { try apply(edit, in: transaction) }
        return try stage(draft, main: changes.first, tuple: statement(effects).tuple, at: time, in: transaction)
    }

    /// Stages a row whose statement has no list of its own (a wrap): the line alone carries its tags.
    @discardableResult
    func stage(
        _ draft: EntryDraft, inserting row: StoredRow, of caseID: CaseID, _ statement: any Statement,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> UInt64 {
        let time = now
        let edit = RowEdit(old: nil, new: row, caseID: caseID)
        let change = try change(edit, try Self.month(of: time))
        try apply(edit, in: transaction)
        return try stage(draft, main: change, tuple: statement.tuple, at: time, in: transaction)
    }

    private func stage(
        _ draft: EntryDraft, main: RowChange?, tuple: Tuple?, at time: UInt64? = nil,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> UInt64 {
        let fields = try fields(draft, main: main, data: tuple.map { SHA256Hash.hash($0) }, at: time ?? now)
        let appended: AppendedEntry
        do {
            appended = try tail.appending(fields) { message in
                switch draft.signer {
                case .person(let session): session.identity.signing.sign(message)
                case .enrolling(let key): key.sign(message)
                case .system: gate.system.sign(message)
                }
            }
        } catch {
            throw .damaged(.log)
        }
        isStaging = true
        // An entry that would not count is a defect of ours: refuse it before anything is written.
        guard fold.apply(appended.entry, statement: tuple?.bytes) == nil else { throw .notPermitted }
        let seq = appended.entry.seq
        try stored {
            try transaction.append(seq: seq, line: appended.line)
            if let tuple {
                let row = gate.rowKey.seal(
                    tuple.bytes, as: .statement, gate.rowKey.lookup(.statement, seq), revision: tail.origin.number,
                    environment.randomness)
                try transaction.insert(row)
                staged.sealedBytes += row.sealed.count
            }
        }
        tail = appended.tail
        lastTime = fields.time.milliseconds
        if let act = SoughtActs.act(of: appended.entry) { newestSeqs[act] = seq }
        newestClock = EntryClock(fields)
        staged.lines.append(appended.line)
        isStaging = false
        return seq
    }

    private func fields(
        _ draft: EntryDraft, main: RowChange?, data: SHA256Digest?, at time: UInt64
    ) throws(VaultError) -> EntryFields {
        guard let moment = EntryTime(milliseconds: time) else { throw .inputOutput }
        var fields = EntryFields(
            time: moment, boot: boot, mono: environment.clock.sinceBoot, act: .known(draft.act),
            by: draft.signer.key(gate), role: try draft.signer.role(for: draft), peer: peer, object: draft.object,
            revision: draft.revision, count: draft.count, why: draft.why, ref: draft.ref, result: draft.result,
            flags: draft.flags, data: data)
        fields.flags.formUnion(circumstances(of: draft, fields.role, at: time))
        fields.tell(of: main)
        if let caseID = draft.caseID, let key = try gate.tagKey(caseID) {
            fields.clientCase = caseTags.tag(of: caseID, in: moment.month, key)
            if let record = draft.record {
                fields.record = key.withSecret { EntryTags.record(record, in: moment.month, key: $0) }
            }
        }
        return fields
    }

    static func month(of time: UInt64) throws(VaultError) -> EntryMonth {
        guard let moment = EntryTime(milliseconds: time) else { throw .inputOutput }
        return moment.month
    }

    private func change(_ edit: RowEdit, _ month: EntryMonth) throws(VaultError) -> RowChange {
        guard let row = edit.new ?? edit.old else { throw .damaged(.row) }
        return RowChange(
            table: row.table.rawValue, row: RowID(row.id), oldRevision: edit.old?.revision ?? 0,
            newRevision: edit.new?.revision ?? 0, oldTag: try tag(edit.old?.hash, edit.caseID, month),
            newTag: try tag(edit.new?.hash, edit.caseID, month))
    }

    func tag(_ hash: RowHash?, _ caseID: CaseID, _ month: EntryMonth) throws(VaultError) -> ContentTag {
        guard let hash else { return .zero }
        guard let key = try gate.tagKey(caseID) else { throw .damaged(.gateBehind) }
        return key.withSecret { EntryTags.content(SHA256Digest(hash), in: month, key: $0) }
    }

    private func apply(_ edit: RowEdit, in transaction: borrowing StoreTransaction) throws(VaultError) {
        staged.edits += 1
        staged.sealedBytes += edit.new?.sealed.count ?? 0
        statedRows.follow(edit)
        do {
            switch (edit.old, edit.new) {
            case (let old?, let new?) where !edit.keepsOld: try transaction.replace(new, expecting: old.revision)
            case (_, let new?): try transaction.insert(new)
            case (let old?, nil): try transaction.delete(old.table, old.id, revision: old.revision)
            case (nil, nil): break
            }
        } catch {
            guard error == .conflict, let row = edit.new else { throw VaultError(error) }
            let newest = try stored { try store.row(row.table, row.id)?.revision } ?? 0
            throw .conflict(current: newest)
        }
    }
}
