import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Signs content as its author and seals it as the next revision, through the gate's door for sealing.
    func seal(
        _ content: [UInt8], _ head: RecordHead, _ generation: GenerationName, under half: HeldSecret,
        by author: PersonSession
    ) throws(VaultError) -> StoredRow {
        let body = RecordBody(signing: content, head, by: author.identity.signing, environment.randomness)
        return try seal(body, generation, under: half)
    }

    func seal(
        _ body: RecordBody, _ generation: GenerationName, under half: HeldSecret
    ) throws(VaultError) -> StoredRow {
        let place = RecordPlace(generation: generation, record: body.head.record, revision: body.head.revision)
        return try gate.sealing(place, store: store) { (gateHalf, nonce) throws(VaultError) in
            try body.sealed(at: place, under: half, gateHalf: gateHalf, nonce: nonce)
        }
    }

    /// The generation in which a person writes to a compartment; made if there is none yet.
    ///
    /// - Throws: `.notPermitted` unless she may write there.
    func writable(
        _ compartment: CompartmentField, of found: CaseFold, by person: PersonSession,
        keyring: KeyringWriting = .atOnce, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Keyring.Item {
        if let id = fold.cases[found.id]?.newest[compartment] {
            guard let item = person.keyring[id], fold.holds(.write, person.person, in: id, at: now)
            else { throw .notPermitted }
            return item
        }
        let rights = fold.makerRights(person.member, found, compartment)
        guard rights.contains(.write) else { throw .notPermitted }
        let new = NewGeneration(found.id, compartment, number: 1, rights: rights, self)
        try stage(new, by: person, keyring: keyring, in: transaction)
        guard let item = person.keyring[new.name.id] else { throw .damaged(.keyring) }
        return item
    }

    /// Seals a changed header as its next revision; the row before is replaced. Once it is durable the session knows it,
    /// and need not open what it wrote itself.
    ///
    /// - Parameter opened: the header that was changed.
    /// - Throws: `.conflict` when it is no longer the newest; `.notPermitted`.
    func nextHeader(
        _ header: CaseHeader, after opened: OpenedHeader, of found: CaseFold, by person: PersonSession
    ) throws(VaultError) -> RowEdit {
        let place = try headerPlace(found)
        guard place.revision == opened.revision else { throw .conflict(current: place.revision) }
        // After a rotation the next revision lies under the new keys.
        guard let newest = fold.cases[found.id]?.newest[.shared(.header)], let item = person.keyring[newest],
            fold.holds(.write, person.person, in: newest, at: now),
            let old = try stored({ try store.row(.record, StoredID(place.record), revision: place.revision) })
        else { throw .notPermitted }
        let head = RecordHead(
            vault: id, caseID: found.id, compartment: place.generation.compartment, record: place.record,
            revision: place.revision + 1, previous: opened.contentHash,
            author: person.identity.signing.id, form: CaseHeader.form, created: now, language: "")
        let body = RecordBody(signing: header.bytes, head, by: person.identity.signing, environment.randomness)
        let new = try seal(body, item.name, under: item.half)
        staged.headers.append(
            WrittenHeader(
                person: person, caseID: found.id,
                header: OpenedHeader(revision: head.revision, header: header, contentHash: body.contentHash)))
        return RowEdit(old: old, new: new, caseID: found.id)
    }
}
