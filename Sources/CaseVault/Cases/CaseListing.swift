import AuditLog
import VaultCrypto
import VaultStore

extension CaseList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        if names { guard purpose != nil else { throw .invalid(.purpose) } }
        let draft = EntryDraft(.caseList, by: .person(person), object: .vault)
        guard try !vault.opened().cases(of: person).isEmpty else { return [] }
        while try await !openHeaders(vault, person, draft) {}
        let labels = names ? try await labels(vault, person) : [:]
        let core = try vault.opened()
        return core.cases(of: person).compactMap { found in
            person.headers[found.id].map { core.line(found, $0.header, labels[found.id]) }
        }.sorted { $0.opened < $1.opened }
    }

    /// Opens the headers of all her cases under one entry.
    ///
    /// - Returns: false when one was replaced in the same commit, so that there is a newer one to open.
    private func openHeaders(
        _ vault: isolated Vault, _ person: PersonSession, _ draft: EntryDraft
    ) async throws(VaultError) -> Bool {
        do throws(VaultError) {
            try await vault.read(refusal: draft) { (core, transaction) throws(VaultError) in
                let places = try core.cases(of: person).map { (found) throws(VaultError) in
                    try core.headerPlace(found)
                }
                return try core.stageList(
                    places, of: draft, why: purpose?.value ?? .maintenance, by: person, in: transaction)
            } open: { (core, receipt) throws(VaultError) in
                try core.openHeaders(receipt, for: person)
            }
            return true
        } catch {
            guard case .conflict = error else { throw error }
            return false
        }
    }

    /// The labels she may read, each an entry of its own.
    private func labels(
        _ vault: isolated Vault, _ person: PersonSession
    ) async throws(VaultError) -> [CaseID: String] {
        let places = try vault.opened().labelPlaces(for: person)
        guard !places.isEmpty, let purpose else { return [:] }
        let draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        return try await vault.read(refusal: draft) { (core, transaction) throws(VaultError) in
            try core.stageReads(places, of: draft, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openAll(receipt, for: person).reduce(into: [:]) { labels, opened in
                labels[opened.place.generation.caseID] = String(decoding: opened.body.content, as: UTF8.self)
            }
        }
    }
}

extension VaultCore {
    /// The cases a person may see: the header items of her keyring that still live.
    func cases(of person: PersonSession) -> [CaseFold] {
        // After a rotation she has several of one case.
        let ids = person.keyring.items.compactMap { item -> CaseID? in
            guard item.name.compartment == .shared(.header),
                fold.holds(.read, person.person, in: item.name.id, at: now)
            else { return nil }
            return item.name.caseID
        }
        return Set(ids).compactMap { fold.cases[$0] }.sorted { $0.id < $1.id }
    }

    /// Where the labels stand that a person may read.
    func labelPlaces(for person: PersonSession) throws(VaultError) -> [RecordPlace] {
        var places: [RecordPlace] = []
        for found in cases(of: person) {
            guard let number = person.headers[found.id]?.header.label, number > 0,
                let place = try newestPlace(gate.rowKey.recordID(found.id, number, author: nil)),
                person.keyring[place.generation.id] != nil,
                fold.mayOpen(
                    place.record, revision: place.revision, of: place.generation.id, person.person, at: now)
            else { continue }
            places.append(place)
        }
        return places
    }

    func line(_ found: CaseFold, _ header: CaseHeader, _ label: String?) -> CaseList.Line {
        CaseList.Line(
            case: CaseReference(symbols: header.reference).description, state: header.closed ? .closed : .open,
            lead: login(of: header.lead), opened: header.opened, label: label)
    }
}
