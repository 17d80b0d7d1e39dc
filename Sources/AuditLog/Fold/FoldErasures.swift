package import VaultCrypto

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
        let records = records.of(caseID).map(\.id).filter { isErasable($0, of: caseID) }
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
