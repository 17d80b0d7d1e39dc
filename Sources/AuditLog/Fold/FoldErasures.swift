package import VaultCrypto

/// An erasure that was ordered and is not done yet.
package struct ErasureOrder: Hashable, Sendable {
    package let scope: ErasureScope
    /// The entry that orders it.
    package let seq: UInt64
    package let by: PersonID
    /// The ``SteadyTime`` at which the wait is over.
    package let due: UInt64
}

/// What the log keeps of what was erased.
package struct ErasureFold: Hashable, Sendable {
    /// The tombstone of each generation whose q is destroyed.
    package internal(set) var tombstones: [GenerationID: TombstoneFold] = [:]
    /// Attachments whose chunks are to be unlinked.
    package internal(set) var files: Set<FileID> = []
    /// Numbers of these are not given again.
    package internal(set) var records: Set<RecordID> = []
    /// Those of them that went alone, with the entry of each.
    package internal(set) var single: [RecordID: UInt64] = [:]
    /// The newest entry that erased, and its time.
    package internal(set) var newest: (seq: UInt64, time: UInt64)?

    package static func == (left: ErasureFold, right: ErasureFold) -> Bool {
        left.tombstones == right.tombstones && left.files == right.files && left.records == right.records
            && left.single == right.single
            && left.newest?.seq == right.newest?.seq
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(tombstones) }
}

/// A row with all its revisions.
struct ErasableRow: Hashable, Sendable {
    let table: UInt8
    let row: RowID
}

/// A row of gate.db that stands where q was: the entry of the erasure, and the step at which the row was written.
package struct TombstoneFold: Hashable, Sendable {
    package let seq: UInt64
    package internal(set) var step: UInt64
    /// The compartment whose other records were sealed again under newer keys when one was erased: a copy of both files
    /// from before still has them under this generation. Nil when everything that ever lay there is erased.
    package internal(set) var outlivedBy: ErasedPlace?

    package init(seq: UInt64, step: UInt64, outlivedBy: ErasedPlace? = nil) {
        (self.seq, self.step, self.outlivedBy) = (seq, step, outlivedBy)
    }
}

/// A compartment of a case of which one record was erased.
package struct ErasedPlace: Hashable, Sendable {
    let caseID: CaseID
    let compartment: CompartmentField
}

// Erasure: two officers order it, nobody opens it while it waits, any officer stops it, and an officer's unlock after
// the wait carries it out. Of a record: ``mayCarryOut(_:_:at:)``.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: EraseOrderStatement) -> Bool {
        guard let officer = member(entry.fields.by), officer.isOfficer,
            !hasConflict(officer.person, statement.scope.caseID), mayOrder(statement.scope),
            spend(.erasure, erasure(statement.scope), for: entry)
        else { return false }
        let scope = statement.scope
        let due = max(steady(at: entry) + policy.erasureWait, noErasureBefore)
        orders[scope.caseID, default: []].append(
            ErasureOrder(scope: scope, seq: entry.seq, by: officer.person, due: due))
        dropSettledRequests(of: scope.caseID)
        return true
    }

    /// Whether there is something to erase that no hold keeps and that is not ordered already.
    package func mayOrder(_ scope: ErasureScope) -> Bool {
        guard let found = cases[scope.caseID], holds[scope.caseID] == nil, order(of: scope) == nil else { return false }
        return switch scope.part {
        case .whole: true
        case .compartment(let code): code.isErasable && found.newest[.shared(code)] != nil
        case .record(let record): isErasable(record, of: found.id)
        }
    }

    /// The order that stands for this very scope, or for one that takes it in.
    package func order(of scope: ErasureScope) -> ErasureOrder? {
        orders[scope.caseID]?.first { $0.scope == scope || takesIn($0.scope, scope) }
    }

    private func takesIn(_ scope: ErasureScope, _ other: ErasureScope) -> Bool {
        if scope.isWhole { return true }
        guard let record = other.record, let known = records[record] else { return false }
        return scope.takes(known.compartment)
    }

    /// What can be ordered in a case.
    package func erasureScopes(of caseID: CaseID) -> [ErasureScope] {
        let compartments = CompartmentCode.allCases.filter {
            cases[caseID]?.newest[.shared($0)] != nil && $0.isErasable
        }
        let records = records.filter { $0.value.caseID == caseID && isErasable($0.key, of: caseID) }.keys
        return ([nil] + compartments).map { ErasureScope(caseID: caseID, compartment: $0) }
            + records.map { ErasureScope(caseID: caseID, part: .record($0)) }
    }

    /// What a request to erase this is about.
    package func erasure(_ scope: ErasureScope) -> Blake2bDigest {
        RequestKind.erasure.subject(in: vault, EraseOrderStatement(scope: scope).tuple)
    }

    /// The scope that a request is about; nil when there is no such part of the case any more.
    package func scope(of request: Request) -> ErasureScope? {
        guard request.kind == .erasure else { return nil }
        return erasureScopes(of: request.target.retyped()).first { erasure($0) == request.subject }
    }

    mutating func apply(_ entry: AuditEntry, _ statement: EraseStopStatement) -> Bool {
        guard let officer = member(entry.fields.by), officer.isOfficer,
            orders[statement.caseID]?.contains(where: { $0.seq == statement.order }) == true
        else { return false }
        orders[statement.caseID]?.removeAll { $0.seq == statement.order }
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: EraseStatement) -> Bool {
        let scope = statement.scope
        guard let signer = member(entry.fields.by), let found = cases[scope.caseID],
            scope.act == entry.fields.act.act,
            let order = orders[scope.caseID]?.first(where: { $0.seq == statement.order && $0.scope == scope }),
            isDue(order, at: steady(at: entry)), mayCarryOut(scope, signer, at: entry.time),
            gateRises(statement.effects),
            mayChange(statement, of: found)
        else { return false }
        let generations = Set(self.generations(of: scope))
        bury(generations, of: scope, statement.effects, entry)
        take(statement.effects, of: entry)
        forget(records: records(of: scope))
        forget(generations)
        forgetDrafts(of: found.id)
        orders[found.id]?.removeAll { $0.seq == order.seq }
        if scope.isWhole { forget(found) }
        return true
    }

    /// Whether the wait is over at a steady time: no clock that was set makes it shorter or longer.
    package func isDue(_ order: ErasureOrder, at time: UInt64) -> Bool { time >= order.due }

    /// Orders whose wait is over at a steady time, oldest first.
    package func dueErasures(at time: UInt64) -> [ErasureOrder] {
        orders.values.joined().filter { isDue($0, at: time) }.sorted { $0.seq < $1.seq }
    }

    /// How many copies of gate.db are older than the newest erasure, and hold keys that it destroyed here.
    package var gateCopiesBeforeErasure: Int {
        guard let erasure = erased.newest?.seq else { return 0 }
        return gateCopies.count { $0.seq < erasure }
    }

    /// The generations that an erasure takes.
    package func generations(of scope: ErasureScope) -> [GenerationID] {
        if let record = scope.record { return olderKeys(of: record) }
        return cases[scope.caseID]?.generations.filter { generations[$0].map { scope.takes($0.compartment) } ?? false }
            ?? []
    }

    /// Whether nobody opens this part of a case because its erasure is ordered.
    package func isClosed(_ caseID: CaseID, _ field: CompartmentField) -> Bool {
        orders[caseID]?.contains { $0.scope.takes(field) } ?? false
    }

    /// The order that closes a whole case.
    package func closing(_ caseID: CaseID) -> ErasureOrder? {
        orders[caseID]?.first { $0.scope.isWhole }
    }
}

// What an erasure may change, and what it leaves of the fold.
extension LogFold {
    /// Rows of the scope go, q with them, and a tombstone comes for each generation.
    ///
    /// A row that is not there any more stops no erasure: only rows that are known may be named, not all must be.
    private func mayChange(_ statement: EraseStatement, of found: CaseFold) -> Bool {
        let generations = generations(of: statement.scope)
        let known = rows(of: statement.scope, found)
        var tombstones = Set(generations.map { $0.retyped(as: RowKind.self) })
        var seen: Set<RowChange> = []
        let isLawful = statement.effects.rows.allSatisfy { change in
            guard change.tagsFit, seen.insert(change).inserted else { return false }
            if change.table == TableCode.gateTombstone {
                return change.oldRevision == 0 && change.newRevision == statement.effects.gate?.counter
                    && tombstones.remove(change.row) != nil
            }
            guard change.oldRevision > 0, change.newRevision == 0 else { return false }
            return known.contains(ErasableRow(table: change.table, row: change.row))
        }
        return isLawful && tombstones.isEmpty
    }

    private func rows(of scope: ErasureScope, _ found: CaseFold) -> Set<ErasableRow> {
        let generations = Set(generations(of: scope))
        var names: Set<ErasableRow> = []
        func add<Kind>(_ table: UInt8, _ ids: some Sequence<Identifier<Kind>>) {
            for id in ids { names.insert(ErasableRow(table: table, row: id.retyped())) }
        }
        add(TableCode.generation, generations)
        add(TableCode.gateGeneration, generations)
        // The row of an index is its generation.
        add(TableCode.searchIndex, generations)
        let records = records(of: scope)
        add(TableCode.record, records)
        add(TableCode.file, records.compactMap { attachments.files[$0] })
        add(TableCode.file, attachments.uploads.filter { generations.contains($0.value.generation) }.keys)
        add(TableCode.draft, drafts.values.filter { $0.caseID == found.id }.map(\.row))
        for waiting in wraps.values {
            add(TableCode.wrap, waiting.values.filter { generations.contains($0.info.generation) }.map(\.row))
        }
        if scope.isWhole { names.formUnion(caseRows[found.id] ?? []) }
        return names
    }

    private mutating func bury(
        _ ids: Set<GenerationID>, of scope: ErasureScope, _ effects: StatementEffects, _ entry: AuditEntry
    ) {
        for (id, tombstone) in erased.tombstones {
            guard let place = tombstone.outlivedBy, place.caseID == scope.caseID, scope.takes(place.compartment)
            else { continue }
            erased.tombstones[id]?.outlivedBy = nil
        }
        for id in ids {
            let place = generations[id].map { ErasedPlace(caseID: $0.caseID, compartment: $0.compartment) }
            erased.tombstones[id] = TombstoneFold(
                seq: entry.seq, step: effects.gate?.counter ?? 0, outlivedBy: scope.record == nil ? nil : place)
        }
        if let record = scope.record { erased.single[record] = entry.seq }
        erased.newest = (entry.seq, entry.time)
    }

    /// Drops generations and what lay under them and was no record yet.
    mutating func forget(_ ids: Set<GenerationID>) {
        for id in ids {
            guard let generation = generations.removeValue(forKey: id), var found = cases[generation.caseID] else {
                continue
            }
            found.generations.removeAll { $0 == id }
            if found.newest[generation.compartment] == id {
                found.newest[generation.compartment] = nil
                // Nobody can replace what is gone; the next keys of the compartment are new anyway.
                rotations[found.id]?.due[generation.compartment] = nil
            }
            cases[found.id] = found
            search.indexes[id] = nil
        }
        for (person, waiting) in wraps {
            wraps[person] = waiting.filter { !ids.contains($0.value.info.generation) }
        }
        for (file, upload) in attachments.uploads where ids.contains(upload.generation) {
            attachments.uploads[file] = nil
            erased.files.insert(file)
        }
    }

    mutating func forget(records ids: Set<RecordID>) {
        for id in ids {
            guard let known = records.removeValue(forKey: id) else { continue }
            search.unindexed[known.caseID]?.remove(id)
            orders[known.caseID]?.removeAll { $0.scope.record == id }
            if !known.isHeader, known.compartment.author == nil {
                cases[known.caseID]?.gone[known.compartment.compartment, default: 0] += 1
            }
            erased.records.insert(id)
            if let file = attachments.files.removeValue(forKey: id) { erased.files.insert(file) }
        }
    }

    /// A draft tells nobody but its writer of which compartment it is: with a part of a case all its drafts go.
    mutating func forgetDrafts(of caseID: CaseID) {
        drafts = drafts.filter { $0.value.caseID != caseID }
    }

    /// The reference stays known, so that it is given to no other case.
    mutating func forget(_ found: CaseFold) {
        forgetDrafts(of: found.id)
        dropErasureRequests(of: found.id)
        (cases[found.id], conflicts[found.id], orders[found.id]) = (nil, nil, nil)
        (holds[found.id], caseRows[found.id], search.unindexed[found.id]) = (nil, nil, nil)
        rotations[found.id] = nil
    }
}
