import AuditLog
import VaultCrypto

extension Inbox: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        return core.restoreItems(for: person) + core.requestItems(for: person) + core.erasureItems(for: person)
            + core.wordItems(for: person)
            + core.keyItems(for: person)
            + core.assignmentItems(for: person)
    }
}

extension VaultCore {
    /// A restore that waits for a second officer; its number is that of its entry, the first of this log.
    fileprivate func restoreItems(for person: PersonSession) -> [Inbox.Item] {
        guard let restore = fold.restore, restore.needsApproval else { return [] }
        let isOwn = restore.by == person.person
        guard isOwn || mayApproveRestore(person.member) else { return [] }
        return [
            Inbox.Item(
                isOwn ? .asked : .restore, number: fold.localSeq(restore.seq), from: login(of: restore.by),
                expires: restore.approvalDue)
        ]
    }

    fileprivate func requestItems(for person: PersonSession) -> [Inbox.Item] {
        guard person.member.isOfficer else { return [] }
        return openRequests.compactMap { request in
            let isOwn = request.asker.person == person.person
            guard isOwn || fold.mayApprove(person.member, request) else { return nil }
            return Inbox.Item(
                isOwn ? .asked : Inbox.Kind(request.kind), number: request.seq, login: loginAbout(request),
                case: caseAbout(request),
                compartment: fold.scope(of: request)?.compartment.map(Compartment.init), record: recordAbout(request),
                from: login(of: request.asker.person), expires: request.expires)
        }
    }

    /// Erasures that are ordered, which any officer can stop.
    fileprivate func erasureItems(for person: PersonSession) -> [Inbox.Item] {
        guard person.member.isOfficer else { return [] }
        return fold.orders.values.joined().sorted { $0.due < $1.due }.map { order in
            let record = order.scope.record.flatMap { fold.records[$0] }
            let compartment = order.scope.compartment ?? record?.compartment.compartment
            return Inbox.Item(
                Inbox.Kind(erasing: lack(of: order)), case: reference(of: order.scope.caseID),
                compartment: compartment.map(Compartment.init), record: reference(ofRecord: order.scope),
                from: login(of: order.by),
                expires: shown(order.due))
        }
    }

    fileprivate func wordItems(for person: PersonSession) -> [Inbox.Item] {
        wordsToCompare(by: person.member).map { Inbox.Item(.words, login: login(of: $0.person)) }
    }

    /// Keys that came with this unlock, and those that did not open. What came since, or has no room, is neither.
    fileprivate func keyItems(for person: PersonSession) -> [Inbox.Item] {
        let waiting = fold.wraps[person.person] ?? [:]
        let unopened = person.unopened.sorted().compactMap { waiting[$0]?.info }
        return unopened.map { item(.unopened, $0) } + person.received.map { item(.received, $0) }
    }

    private func item(_ kind: Inbox.Kind, _ grant: GrantInfo) -> Inbox.Item {
        Inbox.Item(
            kind, case: reference(of: grant.caseID), compartment: Compartment(grant.compartment.compartment),
            from: login(of: grant.granter))
    }

    private func reference(of id: CaseID) -> String? {
        fold.cases[id].map { CaseReference(symbols: $0.reference).description }
    }

    /// Colleagues who wait for keys that she holds; an unlock passes on what can be passed on.
    fileprivate func assignmentItems(for person: PersonSession) -> [Inbox.Item] {
        let coordinators = fold.coordinators
        return person.keyring.generations.compactMap { fold.generations[$0] }.filter {
            fold.holds(.give, person.person, in: $0.id, at: now)
        }.flatMap { generation in
            fold.lacking(generation, of: coordinators).filter { $0.person != person.person }.map { member in
                Inbox.Item(
                    .assignment, login: login(of: member.person), case: reference(of: generation.caseID),
                    compartment: Compartment(generation.compartment.compartment))
            }
        }
    }
}

extension Inbox.Item {
    fileprivate init(
        _ kind: Inbox.Kind, number: UInt64? = nil, login: String? = nil, case reference: String? = nil,
        compartment: Compartment? = nil, record: String? = nil, from: String? = nil, expires: UInt64? = nil
    ) {
        (self.kind, self.number, self.login, self.case) = (kind, number, login, reference)
        (self.compartment, self.record, self.from, self.expires) = (compartment, record, from, expires)
    }
}

extension VaultCore {
    /// Whom an erasure waits for that could be done now, if nobody on the case can go on with it.
    func lack(of order: ErasureOrder) -> ErasureLack? {
        fold.isDue(order, at: steadyNow) ? fold.lacks(order, at: now) : nil
    }
}

extension Inbox.Kind {
    fileprivate init(erasing lack: ErasureLack?) {
        self =
            switch lack {
            case nil: .erasing
            case .writer: .erasingNeedsWriter
            case .reader: .erasingNeedsReader
            }
    }

    init(_ kind: RequestKind) {
        self =
            switch kind {
            case .resume: .resume
            case .erasure: .erasure
            case .restore: .restore
            }
    }
}
