import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Opens the header of a case, logged once a session and revision; kept in the session while it is the newest.
    func header(
        _ found: CaseFold, for person: PersonSession, why purpose: PurposeCode = .maintenance
    ) async throws(VaultError) -> OpenedHeader {
        while true {
            if let known = try opened().knownHeader(found, person) { return known }
            do throws(VaultError) { return try await openHeader(found, for: person, why: purpose) } catch {
                // A colleague replaced it in the same commit: there is a newer one to open.
                guard case .conflict = error else { throw error }
            }
        }
    }

    private func openHeader(
        _ found: CaseFold, for person: PersonSession, why purpose: PurposeCode
    ) async throws(VaultError) -> OpenedHeader {
        let refusal = EntryDraft(.recordRead, by: .person(person), object: .clientCase, caseID: found.id)
        return try await read(refusal: refusal) { (core, transaction) throws(VaultError) in
            let place = try core.headerPlace(found)
            return try core.stageReads([place], of: refusal, why: purpose, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openHeaders(receipt, for: person)
            guard let header = try core.knownHeader(found, person) else { throw .damaged(.header) }
            return header
        }
    }

    /// Opens the newest header of each of these cases that the session does not know, under one entry.
    func openHeaders(of cases: [CaseFold], for person: PersonSession) async throws(VaultError) {
        let draft = EntryDraft(.caseList, by: .person(person), object: .vault)
        let core = try opened()
        var unknown: [CaseFold] = []
        for found in cases where try core.knownHeader(found, person) == nil { unknown.append(found) }
        guard !unknown.isEmpty else { return }
        let missing = unknown
        try await read(refusal: draft) { (core, transaction) throws(VaultError) in
            let places = try missing.map { (found) throws(VaultError) in try core.headerPlace(found) }
            return try core.stageList(places, of: draft, why: .maintenance, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openHeaders(receipt, for: person)
        }
    }
}

extension VaultCore {
    /// The header that this session has opened, if it is the newest, without what was erased since it was written.
    func knownHeader(_ found: CaseFold, _ person: PersonSession) throws(VaultError) -> OpenedHeader? {
        guard let known = person.headers[found.id], try headerPlace(found).revision == known.revision
        else { return nil }
        var header = known.header
        header.drop(erasedFrom: fold.cases[found.id] ?? found)
        if fold.erased.records.contains(gate.rowKey.recordID(found.id, header.label, author: nil)) { header.label = 0 }
        return OpenedHeader(revision: known.revision, header: header, contentHash: known.contentHash)
    }

    /// Opens the headers of a receipt into the session, each compared with what the log says of the case.
    func openHeaders(_ receipt: consuming AccessReceipt, for person: PersonSession) throws(VaultError) {
        try open(receipt, for: person) { (opened) throws(VaultError) in
            let header = try CaseHeader(decoding: opened.body.content)
            guard let found = fold.cases[opened.place.generation.caseID], header.agrees(with: found)
            else { throw .damaged(.header) }
            person.headers[found.id] = OpenedHeader(
                revision: opened.place.revision, header: header, contentHash: opened.body.contentHash)
        }
    }
}
