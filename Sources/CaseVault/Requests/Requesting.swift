import AuditLog
import VaultCrypto
import VaultStore

// Acts that need two officers: asking, answering, and what an answer sets in motion.
extension VaultCore {
    /// Asks for an act that needs two; who has asked for the very same already is not asked again.
    func request(
        _ statement: RequestStatement, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Request {
        if let open = openRequests.first(where: { $0.kind == statement.kind && $0.subject == statement.subject }) {
            return open
        }
        var draft = EntryDraft(statement.kind.act, by: .person(officer), object: .approval)
        draft.result = .intent
        let seq = try stage(draft, statement, in: transaction)
        guard let request = fold.requests[seq] else { throw .notPermitted }
        return request
    }

    /// Requests that nobody has answered and that can still be approved, oldest first.
    var openRequests: [Request] {
        fold.requests.values.filter { $0.approver == nil && fold.isLive($0, at: now) }.sorted { $0.seq < $1.seq }
    }

    /// How many an officer could approve, as the first thing an unlock tells.
    func requestsWaiting(for member: Member) -> [Waiting] {
        let count = openRequests.count { fold.mayApprove(member, $0) }
        return count == 0 ? [] : [.requests(count)]
    }
}

extension EntryDraft {
    /// Names the approved request that allows the act, or says that a sole officer does it alone.
    mutating func spend(_ request: UInt64?) {
        if let request { ref = request + 1 } else { flags.insert(.alone) }
    }
}

extension RequestAnswer: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        if decision == .approve, core.mayApproveRestore(person.member), let restore = core.fold.restore,
            number == core.fold.localSeq(restore.seq), core.fold.requests[number] == nil
        {
            _ = try await RestoreApprove().perform(in: vault, by: person)
            return Response(
                number: number, kind: .restore, login: nil, case: nil, record: nil, until: nil, decision: decision)
        }
        let act = decision == .approve ? Act.approve : .refuse
        let refusal = EntryDraft(act, by: .person(person), object: .approval)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.member.isOfficer, let request = core.fold.requests[number],
                core.fold.isLive(request, at: core.now), request.approver == nil,
                decision == .refuse || core.fold.mayApprove(person.member, request)
            else { throw .notPermitted }
            let (about, record) = (core.caseAbout(request), core.recordAbout(request))
            let order = try core.answer(request, decision, by: person, in: transaction)
            return Response(
                number: number, kind: Inbox.Kind(request.kind), login: core.loginAbout(request), case: about,
                record: record, until: order.map { core.shown($0.due) }, decision: decision)
        }
    }
}

extension VaultCore {
    /// Stages the answer, and what was approved.
    ///
    /// - Returns: the order that an approved erasure becomes.
    /// - Throws: `.notPermitted` unless she may answer so.
    @discardableResult
    func answer(
        _ request: Request, _ decision: RequestAnswer.Decision, by officer: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureOrder? {
        guard officer.member.isOfficer, decision == .refuse || fold.mayApprove(officer.member, request) else {
            throw .notPermitted
        }
        let act = decision == .approve ? Act.approve : .refuse
        var draft = EntryDraft(act, by: .person(officer), object: .approval)
        draft.ref = request.seq + 1
        try stage(draft, AnswerStatement(request, approves: decision == .approve), in: transaction)
        return decision == .approve ? try carryOut(request, by: officer, in: transaction) : nil
    }

    /// Does what was approved, in the same transaction, where nothing else has to come first.
    private func carryOut(
        _ request: Request, by officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ErasureOrder? {
        switch request.kind {
        case .resume:
            guard let member = fold.members[request.target.retyped()] else { throw .notPermitted }
            try resume(member, by: officer, request: request.seq, in: transaction)
        case .erasure:
            guard let scope = fold.scope(of: request) else { throw .notPermitted }
            return try orderErasure(of: scope, by: officer, request: request.seq, in: transaction)
        // A restore is approved by an entry of its own.
        case .restore: break
        }
        return nil
    }

    /// The login of the person a request is about.
    func loginAbout(_ request: Request) -> String? {
        request.kind == .resume ? login(of: request.target.retyped(as: PersonKind.self)) : nil
    }

    /// The reference of the record a request is about, if it is about one alone.
    func recordAbout(_ request: Request) -> String? { fold.scope(of: request).flatMap(reference(ofRecord:)) }

    func reference(ofRecord scope: ErasureScope) -> String? {
        guard let record = scope.record.flatMap({ fold.records[$0] }), let found = fold.cases[scope.caseID]
        else { return nil }
        let reference = RecordReference(
            case: CaseReference(symbols: found.reference), number: record.number, isProcessNote: false)
        return reference.description
    }

    /// The reference of the case a request is about.
    func caseAbout(_ request: Request) -> String? {
        guard request.kind == .erasure else { return nil }
        return fold.cases[request.target.retyped()].map { CaseReference(symbols: $0.reference).description }
    }
}
