import AuditLog
import VaultCrypto
import VaultStore

/// Stages the records of one part of an import, case by case.
struct ImportStaging {
    private let core: VaultCore
    private let person: PersonSession
    private let batch: UInt32
    private let mark: RowID
    private let total: UInt32
    /// How many records of the batch there are.
    private(set) var done: UInt32
    private var newestCase: CaseID?

    /// - Throws: `.invalid(.importBatch)` when the part does not follow what the batch has.
    init(_ part: ImportPart, by person: PersonSession, _ core: VaultCore) throws(VaultError) {
        (self.core, self.person) = (core, person)
        (mark, total, done) = (core.importMark(part.digest), part.total, part.from)
        guard let number = part.batch else {
            guard part.from == 0 else { throw .invalid(.importBatch) }
            batch = core.fold.imports.next
            return
        }
        guard let known = core.fold.imports.batches[number], known.person == person.person else { throw .notPermitted }
        guard known.mark == mark, known.total == total, known.done == done, !known.isComplete, !known.isUndone
        else { throw .invalid(.importBatch) }
        (batch, newestCase) = (number, known.newestCase)
    }

    var number: UInt32 { batch }

    /// Asked before anything is staged, of what a part may make at most.
    ///
    /// - Throws: `.keyringFull`.
    func requireRoom(for groups: [ImportGroup]) throws(VaultError) {
        var most = 0
        for group in groups {
            let compartments = Set(group.records.map(\.compartment.value))
            let newest =
                switch group.target {
                case .known(let reference): try core.find(reference, for: person).newest
                case .continued: newestCase.flatMap { core.fold.cases[$0]?.newest } ?? [:]
                case .new: [CompartmentField: GenerationID]()
                }
            most += compartments.count { newest[.shared($0)] == nil } + (group.target == .new ? 1 : 0)
        }
        try core.requireRoom(most, for: person)
    }

    /// Stages the records of one group.
    mutating func stage(
        _ group: ImportGroup, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> CaseReference {
        var place = try place(of: group.target, in: transaction)
        newestCase = place.id
        var rest = group.records[...]
        while !rest.isEmpty {
            let records = rest.prefix(LogFold.importLimit)
            rest = rest.dropFirst(records.count)
            place.opened = try stage(records, in: place, in: transaction)
            place.isNew = false
        }
        return place.reference
    }

    /// Stages the entry that says the batch is complete, when it is.
    func close(in transaction: borrowing StoreTransaction) throws(VaultError) -> Bool {
        guard done <= total else { throw .invalid(.importBatch) }
        guard done == total else { return false }
        var draft = EntryDraft(.importBatch, by: .person(person), object: .importBatch)
        draft.count = UInt64(total)
        try core.stage(draft, statement(caseID: .zero, opens: false, [], StatementEffects()), in: transaction)
        return true
    }

    private struct Place {
        let reference: CaseReference
        let id: CaseID
        var opened: OpenedHeader
        var isNew: Bool
    }

    private func place(
        of target: ImportTarget, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Place {
        switch target {
        case .new:
            let made = try NewCase(CaseNew(label: nil, lead: nil), by: person, core).stage(
                core, keyring: .atEnd, in: transaction)
            return Place(reference: made.reference, id: made.id, opened: made.header, isNew: true)
        case .known(let reference): return try place(try core.find(reference, for: person))
        case .continued:
            guard let found = newestCase.flatMap({ core.fold.cases[$0] }) else { throw .invalid(.importBatch) }
            return try place(found)
        }
    }

    private func place(_ found: CaseFold) throws(VaultError) -> Place {
        guard core.fold.worksOn(found.id, person.person) else { throw .notPermitted }
        guard !found.closed else { throw .caseClosed }
        // What this transaction wrote is newer than what the session knows.
        var opened = core.staged.headers.last { $0.caseID == found.id && $0.person === person }?.header
        if opened == nil { opened = try core.knownHeader(found, person) }
        guard let opened else { throw .conflict(current: 0) }
        return Place(reference: CaseReference(symbols: found.reference), id: found.id, opened: opened, isNew: false)
    }

    private mutating func stage(
        _ records: ArraySlice<ImportRecord>, in place: Place, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> OpenedHeader {
        guard let found = core.fold.cases[place.id] else { throw .damaged(.header) }
        var header = place.opened.header
        let time = core.now
        var writable: [CompartmentCode: Keyring.Item] = [:]
        var (drafts, keys): ([(content: [UInt8], head: RecordHead)], [Keyring.Item]) = ([], [])
        var items: [ImportStatement.Item] = []
        var words: [CompartmentCode: [IndexEntry]] = [:]
        for record in records {
            let compartment = record.compartment.value
            if writable[compartment] == nil {
                writable[compartment] = try core.writable(
                    .shared(compartment), of: found, by: person, keyring: .atEnd, in: transaction)
            }
            guard let item = writable[compartment] else { throw .notPermitted }
            let head = head(of: record, number: header.next, of: found.id, at: time)
            drafts.append((record.content.array, head))
            keys.append(item)
            items.append(.init(generation: item.name.id, record: head.record, number: header.next))
            words[compartment, default: []] += entry(of: record, head.record, in: item.name, at: time)
            try Self.count(record, in: &header, at: time)
        }
        var edits: [RowEdit] = []
        let bodies = RecordBody.signing(drafts, by: person.identity.signing, core.environment.randomness)
        for (body, item) in zip(bodies, keys) {
            edits.append(RowEdit(old: nil, new: try core.seal(body, item.name, under: item.half), caseID: found.id))
        }
        edits.insert(try core.nextHeader(header, after: place.opened, of: found, by: person), at: 0)
        for (compartment, entries) in words.sorted(by: { $0.key.number < $1.key.number }) {
            guard let item = writable[compartment] else { continue }
            edits += try core.segmentEdits(entries, in: item.name, under: item.half)
        }
        guard let written = core.staged.headers.last?.header else { throw .damaged(.header) }
        var draft = EntryDraft(.importBatch, by: .person(person), object: .importBatch, caseID: found.id)
        draft.count = UInt64(items.count)
        try core.stage(draft, edits, in: transaction) {
            statement(caseID: found.id, opens: place.isNew, items, $0)
        }
        done += UInt32(items.count)
        return written
    }

    private func head(of record: ImportRecord, number: UInt32, of caseID: CaseID, at time: UInt64) -> RecordHead {
        RecordHead(
            vault: core.id, caseID: caseID, compartment: .shared(record.compartment.value),
            record: core.gate.rowKey.recordID(caseID, number, author: nil), revision: 1, previous: .zero,
            author: person.identity.signing.id, form: record.form, created: time, language: "")
    }

    /// What the index of its compartment will hold of a record, if policy wants one.
    private func entry(
        of record: ImportRecord, _ id: RecordID, in generation: GenerationName, at time: UInt64
    ) -> [IndexEntry] {
        let indexing = core.fold.policy.indexing(of: generation.compartment)
        guard indexing != .none else { return [] }
        return [
            IndexEntry(
                record: id, revision: 1, created: time,
                terms: IndexContent.terms(indexing, form: record.form, record.content.array))
        ]
    }

    /// The first label becomes the case's, if it has none.
    private static func count(
        _ record: ImportRecord, in header: inout CaseHeader, at time: UInt64
    ) throws(VaultError) {
        guard header.next < .max - 1 else { throw .damaged(.header) }
        if record.isLabel, header.label == 0 { header.label = header.next }
        header.next += 1
        header.note(record.compartment.value, at: time, isNew: true)
    }

    private func statement(
        caseID: CaseID, opens: Bool, _ items: [ImportStatement.Item], _ effects: StatementEffects
    ) -> ImportStatement {
        ImportStatement(
            batch: batch, mark: mark, total: total, from: done, caseID: caseID, opens: opens, items: items,
            effects: effects)
    }
}

extension ImportRecord {
    var isLabel: Bool { compartment.value == .identity && form == RecordContent.labelForm }

    /// - Throws: `.invalid(.form)`, `.invalid(.content)`, `.invalid(.label)`; `.notPermitted` for the header and for
    ///   process notes, which are numbered apart and nobody's to import.
    func check() throws(VaultError) {
        guard CleanText.isForm(form), form != CaseHeader.form, form != FileBody.form else { throw .invalid(.form) }
        guard compartment.value != .header, compartment.value != .processNotes else { throw .notPermitted }
        try RecordContent.check(content.array)
        if isLabel { try RecordContent.checkLabel(content.array) }
    }
}

extension VaultCore {
    /// What stands for the records of an import; says nothing without the gate.
    func importMark(_ digest: Bytes) -> RowID { gate.rowKey.lookup(.importBatch, digest.array) }
}
