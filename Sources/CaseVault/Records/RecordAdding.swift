import AuditLog
import VaultCrypto
import VaultStore

extension RecordAdd: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        guard CleanText.isForm(form), form != CaseHeader.form, form != FileBody.form else { throw .invalid(.form) }
        guard CleanText.isLanguage(language) else { throw .invalid(.language) }
        try RecordContent.check(content.array)
        if form == RecordContent.labelForm, compartment.value == .identity {
            try RecordContent.checkLabel(content.array)
        }
        let refusal = EntryDraft(.recordWrite, by: .person(person), object: .record)
        return try await vault.changeWithHeader(of: `case`, by: person, refusal: refusal) {
            (core, found, opened, transaction) throws(VaultError) in
            try add(core, found, opened, person, in: transaction)
        }
    }

    private func add(
        _ core: VaultCore, _ found: CaseFold, _ opened: OpenedHeader, _ person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard !found.closed else { throw .caseClosed }
        let field = CompartmentField(compartment.value, author: person.person)
        guard field != .shared(.header) else { throw .notPermitted }
        let item = try core.writable(field, of: found, by: person, in: transaction)
        let isNote = compartment.value == .processNotes
        var header = opened.header
        let number = isNote ? try core.nextNote(found.id, of: person.person) : header.next
        let record = core.gate.rowKey.recordID(found.id, number, author: field.author)
        let head = RecordHead(
            vault: core.id, caseID: found.id, compartment: field, record: record, revision: 1, previous: .zero,
            author: person.identity.signing.id, form: form, created: core.now, language: language)
        let row = try core.seal(content.array, head, item.name, under: item.half, by: person)
        var edits = [RowEdit(old: nil, new: row, caseID: found.id)]
        if !isNote {
            guard header.next < .max - 1 else { throw .damaged(.header) }
            header.next += 1
            if form == RecordContent.labelForm, compartment.value == .identity { header.label = number }
            header.note(compartment.value, at: core.now, isNew: true)
            edits.append(try core.nextHeader(header, after: opened, of: found, by: person))
        }
        if let draft { edits.append(try core.removal(ofDraft: draft, of: found.id, by: person)) }
        edits += try core.indexEdits(head, content.array, in: item.name, under: item.half)
        try core.stageWrite(head, number, item.name, edits, by: person, in: transaction)
        let reference = RecordReference(case: `case`, number: number, isProcessNote: isNote)
        return Response(record: reference.description, revision: 1)
    }
}

extension VaultCore {
    /// The number of an author's next process note: numbers are without gaps, so the first that is free is found by
    /// doubling and halving.
    func nextNote(_ caseID: CaseID, of author: PersonID) throws(VaultError) -> UInt32 {
        func exists(_ number: UInt32) -> Bool {
            fold.records[gate.rowKey.recordID(caseID, number, author: author)] != nil
        }
        var high: UInt32 = 1
        while exists(high) {
            guard high <= .max / 2 else { throw .damaged(.record) }
            high *= 2
        }
        var low = high / 2
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if exists(middle) { low = middle } else { high = middle }
        }
        return high
    }

    /// Stages the entry and statement of a written revision.
    func stageWrite(
        _ head: RecordHead, _ number: UInt32, _ generation: GenerationName, _ edits: [RowEdit],
        by person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        var draft = EntryDraft(.recordWrite, by: .person(person), object: .record, caseID: head.caseID)
        draft.record = head.record
        draft.revision = head.revision
        try stage(draft, edits, in: transaction) {
            RecordStatement(
                caseID: head.caseID, generation: generation.id, record: head.record, number: number,
                revision: head.revision, effects: $0)
        }
    }
}
