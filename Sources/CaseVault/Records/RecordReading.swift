import AuditLog
import VaultCrypto
import VaultStore

extension RecordShow: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        var draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        if showing == .piped { draft.flags.insert(.piped) }
        let entry = draft
        return try await vault.read(refusal: entry) { (core, transaction) throws(VaultError) in
            let place = try core.place(of: record, revision: revision, for: person)
            return try core.stageReads([place], of: entry, why: purpose.value, by: person, in: transaction)
        } finish: { (core, receipt) throws(VaultError) in
            try core.show(receipt, as: record, for: person)
        }
    }
}

extension RecordHistory: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        return try await vault.read(refusal: draft) { (core, transaction) throws(VaultError) in
            let newest = try core.place(of: record, revision: nil, for: person)
            // Under `own` she sees the revisions that she wrote.
            let places = try core.everyPlace(newest.record).filter { core.mayOpen($0, person) }
            guard !places.isEmpty else { throw .notPermitted }
            return try core.stageReads(places, of: draft, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openAll(receipt, for: person).map { core.line($0, named: record) }
        }
    }
}

extension RecordList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        var draft = EntryDraft(.recordRead, by: .person(person), object: .clientCase)
        let records = try await vault.readableRecords(
            of: `case`, compartment?.value, by: person, why: purpose.value, refusal: draft)
        guard !records.isEmpty else { return [] }
        draft.caseID = records.first?.place.generation.caseID
        let entry = draft
        return try await vault.read(refusal: entry) { (core, transaction) throws(VaultError) in
            try core.stageList(
                records.map(\.place), of: entry, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            zip(try core.openAll(receipt, for: person), records).map { core.line($0, named: $1.reference) }
        }
    }
}

extension CaseRead: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        var draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        let records = try await vault.readableRecords(
            of: `case`, compartment?.value, since: since, by: person, why: purpose.value, refusal: draft)
        if showing == .piped { draft.flags.insert(.piped) }
        guard !records.isEmpty else { return [] }
        let entry = draft
        return try await vault.read(refusal: entry) { (core, transaction) throws(VaultError) in
            try core.stageReads(records.map(\.place), of: entry, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try zip(try core.openAll(receipt, for: person), records).map { (opened, found) throws(VaultError) in
                RecordView(line: core.line(opened, named: found.reference), content: try core.shown(opened))
            }.sorted { $0.line.created < $1.line.created }
        }
    }
}

/// A record that a person may open, with the name by which she knows it.
struct ReadableRecord: Sendable {
    let reference: RecordReference
    let place: RecordPlace
}

extension Vault {
    /// The newest revision of every record of a case that a person may open, by number, her own process notes last.
    func readableRecords(
        of reference: CaseReference, _ compartment: CompartmentCode?, since: UInt64? = nil, by person: PersonSession,
        why purpose: PurposeCode, refusal: EntryDraft
    ) async throws(VaultError) -> [ReadableRecord] {
        let found = try await refusing(refusal) { (core) throws(VaultError) in try core.find(reference, for: person) }
        let header = try await header(found, for: person, why: purpose).header
        let core = try opened()
        let records = try stored {
            try core.store.batch { try core.readable(found, header, reference, compartment, person) }
        }
        guard let since else { return records }
        // The log knows when each was last written.
        return records.filter { core.fold.records[$0.place.record]?.written ?? header.opened >= since }
    }
}

extension VaultCore {
    func readable(
        _ found: CaseFold, _ header: CaseHeader, _ reference: CaseReference, _ wanted: CompartmentCode?,
        _ person: PersonSession
    ) throws(VaultError) -> [ReadableRecord] {
        var records: [ReadableRecord] = []
        for number in 1..<max(header.next, 1) {
            let record = RecordReference(case: reference, number: number, isProcessNote: false)
            try append(record, author: nil, found, wanted, person, to: &records)
        }
        for number in 1..<(try nextNote(found.id, of: person.person)) {
            let record = RecordReference(case: reference, number: number, isProcessNote: true)
            try append(record, author: person.person, found, wanted, person, to: &records)
        }
        return records
    }

    private func append(
        _ record: RecordReference, author: PersonID?, _ found: CaseFold, _ wanted: CompartmentCode?,
        _ person: PersonSession, to records: inout [ReadableRecord]
    ) throws(VaultError) {
        let id = gate.rowKey.recordID(found.id, record.number, author: author)
        guard let known = fold.records[id] else {
            // Its number stays taken.
            if fold.erased.records.contains(id) || fold.imports.undone.contains(id) { return }
            throw .damaged(.record)
        }
        guard wanted == nil || known.compartment.compartment == wanted, mayOpenNewest(id, known, found, person)
        else { return }
        // One that is not there, or not as new as the log says, is found when it is opened, and ends the list.
        guard let place = try knownPlace(id) else { throw .damaged(.record) }
        if mayOpen(place, person) { records.append(ReadableRecord(reference: record, place: place)) }
    }

    /// Whether a person may open the newest revision of a record, in whichever generation it lies.
    private func mayOpenNewest(_ id: RecordID, _ known: RecordFold, _ found: CaseFold, _ person: PersonSession) -> Bool
    {
        found.generations.contains {
            fold.generations[$0]?.compartment == known.compartment && person.keyring[$0] != nil
                && fold.mayOpen(id, revision: known.revision, of: $0, person.person, at: now)
        }
    }

    /// Whether a person has the half of a place and may open it.
    func mayOpen(_ place: RecordPlace, _ person: PersonSession) -> Bool {
        person.keyring[place.generation.id] != nil
            && fold.mayOpen(
                place.record, revision: place.revision, of: place.generation.id, person.person, at: now)
    }
}
