import AuditLog
import VaultCrypto
import VaultStore

extension CaseErase: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let (reference, code) = (`case`, compartment?.value)
        if step == .order, person.erased.contains(ErasedPart(reference.symbols, code)),
            try vault.opened().isGone(reference, code)
        {
            let copies = try vault.opened().fold.gateCopiesBeforeErasure
            return Response(
                case: reference.description, compartment: compartment,
                ErasureStanding(state: .erased, gateCopies: copies))
        }
        return try await vault.change(refusal: step.refusal(person, .clientCase)) {
            (core, transaction) throws(VaultError) in
            guard person.member.isOfficer, code?.isErasable != false else { throw .notPermitted }
            let scope = ErasureScope(caseID: try core.find(reference).id, compartment: code)
            let standing = try core.take(step, scope, by: person, in: transaction)
            return Response(case: reference.description, compartment: compartment, standing)
        }
    }
}

extension RecordErase: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.change(refusal: step.refusal(person, .record)) { (core, transaction) throws(VaultError) in
            guard person.member.isOfficer, !record.isProcessNote else { throw .notPermitted }
            let found = try core.find(record.case)
            let id = core.gate.rowKey.recordID(found.id, record.number, author: nil)
            let scope = ErasureScope(caseID: found.id, part: .record(id))
            let isErased = step == .order && core.fold.erased.records.contains(id)
            let standing =
                isErased
                ? core.erased : try core.take(step, scope, by: person, in: transaction)
            return Response(case: record.case.description, record: record.description, standing)
        }
    }
}

/// Where an erasure stands after a step.
private struct ErasureStanding {
    let state: CaseErase.State
    var number: UInt64?
    var until: UInt64?
    var gateCopies: Int?
}

extension CaseErase.Response {
    fileprivate init(
        case reference: String, compartment: Compartment? = nil, record: String? = nil, _ standing: ErasureStanding
    ) {
        self.init(
            case: reference, compartment: compartment, record: record, state: standing.state, number: standing.number,
            gateCopies: standing.gateCopies, until: standing.until)
    }
}

extension CaseErase.Step {
    fileprivate func refusal(_ person: PersonSession, _ object: EntryObject) -> EntryDraft {
        EntryDraft(self == .stop ? .caseEraseStop : .caseEraseOrder, by: .person(person), object: object)
    }
}

// One step, whatever it is about.
extension VaultCore {
    fileprivate var erased: ErasureStanding {
        ErasureStanding(state: .erased, gateCopies: fold.gateCopiesBeforeErasure)
    }

    /// Whether nothing is there of it; somebody may have written anew since it was erased.
    fileprivate func isGone(_ reference: CaseReference, _ code: CompartmentCode?) throws(VaultError) -> Bool {
        do throws(VaultError) {
            let found = try find(reference)
            return code.map { found.newest[.shared($0)] == nil } ?? false
        } catch {
            guard error == .notPermitted else { throw error }
            return true
        }
    }

    fileprivate func take(
        _ step: CaseErase.Step, _ scope: ErasureScope, by officer: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureStanding {
        switch step {
        case .order: try order(scope, by: officer, in: transaction)
        case .confirm: try confirm(scope, by: officer, in: transaction)
        case .stop: try stop(scope, by: officer, in: transaction)
        }
    }

    private func order(
        _ scope: ErasureScope, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureStanding {
        if let order = fold.order(of: scope) {
            guard fold.isDue(order, at: steadyNow) else {
                return ErasureStanding(state: .ordered, until: shown(order.due))
            }
            guard fold.mayCarryOut(order.scope, officer.member, at: now) else { return ErasureStanding(state: .due) }
            try erase(order, by: officer, in: transaction)
            return erased
        }
        if fold.holds[scope.caseID] != nil { throw .onHold }
        guard fold.mayOrder(scope) else { throw .notPermitted }
        if fold.mayActAlone(officer.member, .erasure, at: steadyNow) {
            let order = try orderErasure(of: scope, by: officer, in: transaction)
            return ErasureStanding(state: .ordered, until: shown(order.due))
        }
        let request = try request(
            RequestStatement(kind: .erasure, target: scope.caseID.retyped(), subject: fold.erasure(scope)),
            by: officer, in: transaction)
        return ErasureStanding(state: .asked, number: request.seq, until: request.expires)
    }

    private func confirm(
        _ scope: ErasureScope, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureStanding {
        guard let request = request(toErase: scope) else { throw .notPermitted }
        try answer(request, .approve, by: officer, in: transaction)
        return ErasureStanding(state: .ordered, until: fold.order(of: scope).map { shown($0.due) })
    }

    private func stop(
        _ scope: ErasureScope, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureStanding {
        if let request = request(toErase: scope) {
            try answer(request, .refuse, by: officer, in: transaction)
            return ErasureStanding(state: .stopped)
        }
        guard let order = fold.order(of: scope), order.scope == scope else { throw .notPermitted }
        try stage(
            EntryDraft(.caseEraseStop, by: .person(officer), object: .clientCase, caseID: scope.caseID),
            EraseStopStatement(caseID: scope.caseID, order: order.seq), in: transaction)
        return ErasureStanding(state: .stopped)
    }

    /// Stages the order.
    ///
    /// - Parameter request: the approved request that allows it; nil when a sole officer orders it alone.
    @discardableResult
    func orderErasure(
        of scope: ErasureScope, by officer: PersonSession, request: UInt64? = nil,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureOrder {
        var draft = EntryDraft(.caseEraseOrder, by: .person(officer), object: .clientCase, caseID: scope.caseID)
        draft.record = scope.record
        draft.spend(request)
        try stage(draft, EraseOrderStatement(scope: scope), in: transaction)
        guard let order = fold.order(of: scope) else { throw .notPermitted }
        return order
    }

    /// The request that waits for a second officer to order this erasure.
    private func request(toErase scope: ErasureScope) -> Request? {
        openRequests.first { $0.kind == .erasure && $0.subject == fold.erasure(scope) }
    }
}
