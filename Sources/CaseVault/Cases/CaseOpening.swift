import AuditLog
import VaultCrypto
import VaultStore

extension CaseNew: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        if let label { guard CleanText.isName(label) else { throw .invalid(.label) } }
        let refusal = EntryDraft(.caseCreate, by: .person(person), object: .clientCase)
        let reference = try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try NewCase(self, by: person, core).stage(core, in: transaction).reference
        }
        return Response(case: reference.description)
    }
}

/// A case about to be opened.
struct NewCase {
    private let maker: PersonSession
    private let lead: Member
    private let id: CaseID
    private let reference: CaseReference
    private let label: String?
    private let members: [PersonID]

    init(_ request: CaseNew, by maker: PersonSession, _ core: VaultCore) throws(VaultError) {
        guard maker.role(for: .caseCreate) != nil else { throw .notPermitted }
        try core.requireRoom(request.label == nil ? 1 : 2, for: maker)
        self.maker = maker
        lead = try Self.lead(request, maker, core)
        let passesOnOnly = maker.member.roles == [.administrator]
        members = passesOnOnly || maker.person == lead.person ? [lead.person] : [lead.person, maker.person]
        id = .random(core.environment.randomness)
        reference = try Self.freeReference(core)
        label = request.label
    }

    private static func lead(
        _ request: CaseNew, _ maker: PersonSession, _ core: VaultCore
    ) throws(VaultError) -> Member {
        guard let login = request.lead else {
            guard maker.member.roles != [.administrator] else { throw .invalid(.lead) }
            return maker.member
        }
        guard let lead = core.member(login: login), lead.isActive,
            ActRule.role(for: .caseCreate, among: lead.roles) != nil,
            !core.fold.policy.rights(of: lead.roles, in: .header).isEmpty
        else { throw .invalid(.lead) }
        return lead
    }

    private static func freeReference(_ core: VaultCore) throws(VaultError) -> CaseReference {
        while true {
            let reference = CaseReference.drawn(core.environment.randomness)
            let lookup = StoredID(core.gate.rowKey.lookup(.reference, reference.symbols))
            if try !stored({ try core.store.exists(.lookup, lookup) }) { return reference }
        }
    }

    /// Stages the case with its header and label, then the keys of both compartments.
    ///
    /// - Parameter keyring: when the maker's keyring is written, at once with the last of the keys.
    /// - Returns: the reference, the id, and the header as its maker knows it.
    func stage(
        _ core: VaultCore, keyring: KeyringWriting = .atOnce, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> (reference: CaseReference, id: CaseID, header: OpenedHeader) {
        let tagKey = try core.gate.rows.drawn(
            .tagKey, core.gate.tagKeyRow(id), step: core.gate.rows.nextStep, core.environment.randomness)
        core.gate.remember(tagKey: tagKey.secret, of: id)
        let generations = try makeGenerations(core)
        var header = CaseHeader(reference: reference.symbols, opened: core.now, lead: lead.person)
        var rows: [StoredRow] = []
        var index: [RowEdit] = []
        if let label, let identity = generations.identity {
            header.next = 2
            header.label = 1
            header.note(.identity, at: header.opened, isNew: true)
            let content = Array(label.utf8)
            let head = head(RecordContent.labelForm, number: 1, identity, core)
            rows.append(try core.seal(content, head, identity.name, under: identity.half, by: maker))
            index = try core.indexEdits(head, content, in: identity.name, under: identity.half)
        }
        let head = head(CaseHeader.form, number: 0, generations.header, core)
        let body = RecordBody(signing: header.bytes, head, by: maker.identity.signing, core.environment.randomness)
        rows.insert(try core.seal(body, generations.header.name, under: generations.header.half), at: 0)
        try stageCase(rows, index, GateChange(added: [tagKey.row]), core, in: transaction)
        let isLast = generations.identity == nil
        try core.stage(generations.header, by: maker, keyring: isLast ? keyring : .atEnd, in: transaction)
        if let identity = generations.identity {
            try core.stage(identity, by: maker, keyring: keyring, in: transaction)
        }
        return (reference, id, OpenedHeader(revision: 1, header: header, contentHash: body.contentHash))
    }

    private func makeGenerations(
        _ core: VaultCore
    ) throws(VaultError) -> (header: NewGeneration, identity: NewGeneration?) {
        func make(_ compartment: CompartmentCode) -> NewGeneration {
            let isMember = members.contains(maker.person)
            let rights = isMember ? core.fold.policy.rights(of: maker.member.roles, in: compartment) : []
            return NewGeneration(id, .shared(compartment), number: 1, rights: rights.union(.give), core)
        }
        return (make(.header), label == nil ? nil : make(.identity))
    }

    private func head(_ form: String, number: UInt32, _ generation: NewGeneration, _ core: VaultCore) -> RecordHead {
        RecordHead(
            vault: core.id, caseID: id, compartment: generation.name.compartment,
            record: core.gate.rowKey.recordID(id, number, author: nil), revision: 1, previous: .zero,
            author: maker.identity.signing.id, form: form, created: core.now, language: "")
    }

    private func stageCase(
        _ rows: [StoredRow], _ index: [RowEdit], _ gate: GateChange, _ core: VaultCore,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let lookup = core.gate.rowKey.seal(
            id.bytes, as: .lookup, core.gate.rowKey.lookup(.reference, reference.symbols), revision: 1,
            core.environment.randomness)
        let edits = rows.map { RowEdit(old: nil, new: $0, caseID: id) } + [RowEdit(old: nil, new: lookup)] + index
        var draft = EntryDraft(.caseCreate, by: .person(maker), object: .clientCase, caseID: id)
        draft.record = core.gate.rowKey.recordID(id, 0, author: nil)
        draft.revision = 1
        try core.stage(draft, edits, gate: gate, in: transaction) {
            CaseStatement(
                caseID: id, reference: reference.symbols, lead: lead.person, members: members, effects: $0)
        }
    }
}
