import AuditLog
import VaultCrypto
import VaultStore

extension CaseErase: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let act = step == .stop ? Act.caseEraseStop : .caseEraseOrder
        let refusal = EntryDraft(act, by: .person(person), object: .clientCase)
        if step == .order, person.erased.contains(ErasedPart(`case`.symbols, compartment?.value)) {
            return response(.erased)
        }
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.member.isOfficer, !isUnknown(compartment?.value) else { throw .notPermitted }
            let found = try core.find(`case`)
            let scope = ErasureScope(caseID: found.id, compartment: compartment?.value)
            switch step {
            case .order: return try order(scope, core, person, in: transaction)
            case .confirm: return try confirm(scope, core, person, in: transaction)
            case .stop: return try stop(scope, core, person, in: transaction)
            }
        }
    }

    private func isUnknown(_ compartment: CompartmentCode?) -> Bool { compartment?.isErasable == false }

    private func response(_ state: State, number: UInt64? = nil, until: UInt64? = nil) -> Response {
        Response(case: `case`.description, compartment: compartment, state: state, number: number, until: until)
    }

    private func order(
        _ scope: ErasureScope, _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        if let order = core.fold.order(of: scope) {
            guard core.fold.isDue(order, at: core.now) else { return response(.ordered, until: order.due) }
            try core.erase(order, by: officer, in: transaction)
            return response(.erased)
        }
        if core.fold.holds[scope.caseID] != nil { throw .onHold }
        guard core.fold.mayOrder(scope) else { throw .notPermitted }
        if core.fold.mayActAlone(officer.member, .erasure, at: core.now) {
            return response(.ordered, until: try core.orderErasure(of: scope, by: officer, in: transaction).due)
        }
        let request = try core.request(
            RequestStatement(
                kind: .erasure, target: scope.caseID.retyped(), subject: core.fold.erasure(scope)),
            by: officer, in: transaction)
        return response(.asked, number: request.seq, until: request.expires)
    }

    private func confirm(
        _ scope: ErasureScope, _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard let request = core.request(toErase: scope) else { throw .notPermitted }
        try core.answer(request, .approve, by: officer, in: transaction)
        return response(.ordered, until: core.fold.order(of: scope)?.due)
    }

    private func stop(
        _ scope: ErasureScope, _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        if let request = core.request(toErase: scope) {
            try core.answer(request, .refuse, by: officer, in: transaction)
            return response(.stopped)
        }
        guard let order = core.fold.order(of: scope), order.scope == scope else { throw .notPermitted }
        try core.stage(
            EntryDraft(.caseEraseStop, by: .person(officer), object: .clientCase, caseID: scope.caseID),
            EraseStopStatement(caseID: scope.caseID, order: order.seq), in: transaction)
        return response(.stopped)
    }
}

extension VaultCore {
    /// Stages the order.
    ///
    /// - Parameter request: the approved request that allows it; nil when a sole officer orders it alone.
    @discardableResult
    func orderErasure(
        of scope: ErasureScope, by officer: PersonSession, request: UInt64? = nil,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureOrder {
        var draft = EntryDraft(.caseEraseOrder, by: .person(officer), object: .clientCase, caseID: scope.caseID)
        draft.spend(request)
        try stage(draft, EraseOrderStatement(scope: scope), in: transaction)
        guard let order = fold.order(of: scope) else { throw .notPermitted }
        return order
    }

    /// The request that waits for a second officer to order this erasure.
    fileprivate func request(toErase scope: ErasureScope) -> Request? {
        openRequests.first { $0.kind == .erasure && $0.subject == fold.erasure(scope) }
    }
}
