import AuditLog
import VaultCrypto
import VaultStore

extension DraftSave: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        guard (1...Self.byteLimit).contains(content.array.count) else { throw .invalid(.content) }
        // One that was decoded may name a new record and a revision at once: such a draft would never open.
        guard target.isOfOneKind else { throw .invalid(.recordReference) }
        if target.record == nil { guard CleanText.isForm(target.form) else { throw .invalid(.form) } }
        let refusal = EntryDraft(.draftSave, by: .person(person), object: .draft)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try save(core, person, refusal, in: transaction)
        }
    }

    private func save(
        _ core: VaultCore, _ person: PersonSession, _ entry: EntryDraft, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        let found = try core.find(target.case, for: person)
        let old = try number.map { (number) throws(VaultError) in try core.storedDraft(number, of: person).row }
        let row = old.map { RowID($0.id) } ?? RowID.random(core.environment.randomness)
        let new = DraftBody(found.id, target, content.array).sealed(
            as: row, revision: (old?.revision ?? 0) + 1, of: person, in: core.id, core.environment.randomness)
        try core.stageDraft(
            RowEdit(old: old, new: new, caseID: found.id), of: found.id, by: person, entry, in: transaction)
        guard let saved = core.fold.drafts[row] else { throw .damaged(.row) }
        return Response(number: saved.number)
    }
}

extension DraftTarget {
    /// Whether it is a new record, or a revision, and of its own case.
    fileprivate var isOfOneKind: Bool {
        guard let record else { return compartment != nil && replacing == 0 }
        return compartment == nil && form.isEmpty && record.case == self.case
    }
}

extension DraftList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        return core.fold.drafts(of: person.person).compactMap { draft in
            guard let found = core.fold.cases[draft.caseID], core.fold.worksOn(found.id, person.person) else {
                return nil
            }
            return Line(
                number: draft.number, case: CaseReference(symbols: found.reference).description,
                saved: draft.mark.time.milliseconds)
        }
    }
}

extension DraftOpen: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        var entry = EntryDraft(.recordRead, by: .person(person), object: .draft)
        entry.why = purpose.value
        entry.result = .intent
        let staged = entry
        let draft: DraftFold
        do throws(VaultError) {
            draft = try await vault.begin { (core, transaction) throws(VaultError) in
                try stageOpening(staged, core, person, in: transaction)
            }
        } catch {
            await vault.refuse(EntryDraft(.recordRead, by: .person(person), object: .draft), error)
            throw error
        }
        return try vault.opened().open(draft, for: person)
    }

    private func stageOpening(
        _ staged: EntryDraft, _ core: VaultCore, _ person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> DraftFold {
        let draft = try core.draft(number, of: person)
        guard let found = core.fold.cases[draft.caseID], core.fold.worksOn(found.id, person.person)
        else { throw .notPermitted }
        var entry = staged
        entry.caseID = draft.caseID
        if found.closed { entry.flags.insert(.closed) }
        try core.stage(entry, in: transaction)
        return draft
    }
}

extension DraftDiscard: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.draftSave, by: .person(person), object: .draft)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let draft = try core.draft(number, of: person)
            let edit = try core.removal(ofDraft: number, of: draft.caseID, by: person)
            try core.stageDraft(edit, of: draft.caseID, by: person, refusal, in: transaction)
            return Response(number: number)
        }
    }
}

extension VaultCore {
    /// A person's draft by its number.
    ///
    /// - Throws: `.notPermitted` when she has none of this number.
    func draft(_ number: UInt32, of person: PersonSession) throws(VaultError) -> DraftFold {
        guard let draft = fold.drafts(of: person.person).first(where: { $0.number == number })
        else { throw .notPermitted }
        return draft
    }

    /// The draft and its row, after the row was found to be the newest the log knows.
    ///
    /// - Throws: `.notPermitted`; `.damaged(.row)` when it is another, or gone.
    func storedDraft(
        _ number: UInt32, of person: PersonSession
    ) throws(VaultError) -> (draft: DraftFold, row: StoredRow) {
        let draft = try draft(number, of: person)
        guard let row = try stored({ try store.row(.draft, StoredID(draft.row)) }),
            row.revision == draft.mark.revision, SHA256Hash.hash(row.sealed).stored == row.hash,
            try tag(row.hash, draft.caseID, draft.mark.time.month) == draft.mark.tag
        else { throw .damaged(.row) }
        return (draft, row)
    }

    /// The deletion of a draft, to be staged with what takes its place.
    ///
    /// - Throws: `.notPermitted` unless it is hers and of this case.
    func removal(
        ofDraft number: UInt32, of caseID: CaseID, by person: PersonSession
    ) throws(VaultError) -> RowEdit {
        let (draft, row) = try storedDraft(number, of: person)
        guard draft.caseID == caseID else { throw .notPermitted }
        return RowEdit(old: row, new: nil, caseID: caseID)
    }

    /// Stages the entry of a draft.
    fileprivate func stageDraft(
        _ edit: RowEdit, of caseID: CaseID, by person: PersonSession, _ draft: EntryDraft,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        var entry = draft
        entry.caseID = caseID
        try stage(entry, [edit], in: transaction) {
            DraftStatement(person: person.person, caseID: caseID, effects: $0)
        }
    }

    /// Opens a draft whose reading is durable in the log.
    fileprivate func open(_ draft: DraftFold, for person: PersonSession) throws(VaultError) -> DraftOpen.Response {
        let logged = draft.row
        let (draft, row) = try storedDraft(draft.number, of: person)
        guard draft.row == logged else { throw .notPermitted }
        guard let found = fold.cases[draft.caseID] else { throw .damaged(.row) }
        let body = try DraftBody(opening: row, of: person, in: id, found)
        return DraftOpen.Response(
            number: draft.number, target: body.target, saved: draft.mark.time.milliseconds,
            content: Bytes(body.content))
    }
}
