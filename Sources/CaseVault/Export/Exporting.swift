import AuditLog
import VaultCrypto
import VaultStore

extension CaseExport: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let reading = try await vault.reading(self, by: person)
        for item in reading.items { if case .file(let file) = item.content { file.close() } }
        return reading.items.map(\.line)
    }
}

extension Vault {
    /// Carries out a ``CaseExport`` and gives what the items hold beside its answer.
    ///
    /// - Throws: as ``CaseExport``.
    public func open(_ export: CaseExport, in session: Session) async throws(VaultError) -> ExportReading {
        let person = try person(session)
        let reading = try await reading(export, by: person)
        for item in reading.items { if case .file(let file) = item.content { person.transfers.add(file) } }
        return reading
    }

    /// Logs an intent for each item in one commit, then opens them.
    fileprivate func reading(_ export: CaseExport, by person: PersonSession) async throws(VaultError) -> ExportReading {
        guard CleanText.isName(export.recipient) else { throw .invalid(.recipient) }
        let draft = EntryDraft(.recordExport, by: .person(person), object: .export)
        let known: [ReadableRecord]? =
            switch export.items {
            case .these: nil
            case .all(let compartment):
                try await readableRecords(
                    of: export.case, compartment.value, by: person, why: export.purpose.value, refusal: draft)
            }
        return try await read(refusal: draft) { (core, transaction) throws(VaultError) in
            let items = try core.exported(export, known, person)
            return try core.stageExport(items.map(\.place), export, of: draft, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            let (time, entry) = (receipt.time, receipt.seq)
            let opened = try core.openAll(receipt, for: person)
            var items: [(ExportLine, ExportReading.Content)] = []
            for record in opened { items.append(try core.exported(record, of: export.case)) }
            return ExportReading(
                items: items, organisation: core.parameters.organisation, time: time, entry: entry)
        }
    }
}

extension VaultCore {
    /// The places of an export, by number, her own process notes last, each once.
    ///
    /// - Throws: `.notPermitted` when there is none, or she may not let one of those named out.
    fileprivate func exported(
        _ export: CaseExport, _ known: [ReadableRecord]?, _ person: PersonSession
    ) throws(VaultError) -> [ReadableRecord] {
        var items: [ReadableRecord] = []
        switch export.items {
        case .these(let references):
            guard references.allSatisfy({ $0.case == export.case }) else { throw .invalid(.recordReference) }
            for reference in Set(references).sorted(by: isBefore) {
                let place = try place(of: reference, revision: nil, for: person)
                guard mayExport(place, person) else { throw .notPermitted }
                items.append(ReadableRecord(reference: reference, place: place))
            }
        case .all:
            items = (known ?? []).filter { mayExport($0.place, person) }
        }
        guard !items.isEmpty else { throw .notPermitted }
        guard items.count <= CaseExport.itemLimit else { throw .invalid(.tooManyItems) }
        return items
    }

    private func isBefore(_ one: RecordReference, _ other: RecordReference) -> Bool {
        (one.isProcessNote ? 1 : 0, one.number) < (other.isProcessNote ? 1 : 0, other.number)
    }

    private func mayExport(_ place: RecordPlace, _ person: PersonSession) -> Bool {
        person.keyring[place.generation.id] != nil
            && fold.mayExport(
                place.record, revision: place.revision, of: place.generation.id, person.person, at: now)
    }

    /// Stages the entries; those after the first name it.
    fileprivate func stageExport(
        _ places: [RecordPlace], _ export: CaseExport, of draft: EntryDraft, by person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> ReadIntents {
        let time = now
        var entry = draft
        guard let caseID = places.first?.generation.caseID, let key = try gate.tagKey(caseID),
            let count = UInt32(exactly: places.count)
        else { throw .notPermitted }
        (entry.caseID, entry.why, entry.result, entry.count) = (caseID, export.purpose.value, .intent, UInt64(count))
        if fold.cases[caseID]?.closed == true { entry.flags.insert(.closed) }
        let recipient = key.withSecret { EntryTags.recipient(export.recipient, key: $0) }
        let first = tail.size
        for (index, place) in places.enumerated() {
            (entry.record, entry.revision) = (place.record, place.revision)
            let statement = ExportStatement(
                generation: place.generation.id, record: place.record, revision: place.revision, recipient: recipient,
                item: UInt32(index + 1), items: count)
            try stage(entry, statement, in: transaction)
            entry.ref = first + 1
        }
        return ReadIntents(of: person.person, places, at: time, staged: first)
    }

    /// An item as it leaves: the text, or a reading of the attachment.
    fileprivate func exported(
        _ opened: OpenedRecord, of reference: CaseReference
    ) throws(VaultError) -> (ExportLine, ExportReading.Content) {
        guard let known = fold.records[opened.place.record] else { throw .damaged(.record) }
        let record = RecordReference(
            case: reference, number: known.number, isProcessNote: known.compartment.author != nil)
        let line = line(opened, named: record)
        guard line.kind == .file else {
            let content = opened.body.content
            let name = ExportName.of(record, ending: ExportName.ending(ofText: content))
            return (
                ExportLine(line: line, name: nil, file: name, bytes: UInt64(content.count)), .text(Bytes(content))
            )
        }
        let reading = try wholeReading(opened, named: record)
        let name = ExportName.of(record, ending: ExportName.ending(ofFile: reading.line.name))
        return (
            ExportLine(line: line, name: reading.line.name, file: name, bytes: reading.line.bytes), .file(reading)
        )
    }
}
