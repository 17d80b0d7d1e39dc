import AuditLog
import VaultCrypto
import VaultStore

extension Rotate: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.keyRotate, by: .person(person), object: .generation)
        let seen = try? vault.opened().find(`case`).newest
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            let found = try core.find(`case`)
            if let seen { try core.checkKeys(of: found, are: seen) }
            return try rotate(core, found, person, in: transaction)
        }
    }

    private func rotate(
        _ core: VaultCore, _ found: CaseFold, _ signer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        let excluded = try against.map { (login) throws(VaultError) in
            guard let member = core.member(login: login) else { throw .notPermitted }
            return member.person
        }
        guard core.fold.mayRotate(signer.member, found, against: excluded) else { throw .notPermitted }
        let all = excluded.map { core.fold.compartments(of: found, everHeldBy: $0) } ?? Array(found.newest.keys)
        let fields = all.filter { ($0.author ?? signer.person) == signer.person }.sorted { $0.text < $1.text }
        var rotated: [CompartmentField] = []
        if !fields.isEmpty {
            try core.stage(
                EntryDraft(.keyRotate, by: .person(signer), object: .generation, caseID: found.id),
                RotateStatement(caseID: found.id, against: excluded, compartments: fields), in: transaction)
            let keyring = fields.count > 1 ? KeyringWriting.atEnd : .atOnce
            for field in fields
            where try core.replaceKeys(field, of: found.id, by: signer, keyring: keyring, in: transaction) {
                rotated.append(field)
            }
        }
        return Response(
            case: `case`.description, rotated: rotated.map { Compartment($0.compartment) },
            due: fields.filter { !rotated.contains($0) }.map { Compartment($0.compartment) })
    }
}

extension RotationCases: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        guard let member = core.member(login: against) else {
            await vault.refuse(
                EntryDraft(.keyRotate, by: .person(person), object: .generation), .notPermitted)
            throw .notPermitted
        }
        return core.fold.cases.values.filter {
            core.fold.mayRotate(person.member, $0, against: member.person)
                && !core.fold.compartments(of: $0, everHeldBy: member.person).isEmpty
        }.map { CaseReference(symbols: $0.reference) }.sorted { $0.description < $1.description }
    }
}

extension Vault {
    /// Carries out after an unlock what colleagues ordered. On a disk that is nearly full it waits on: a change of the
    /// gate that does not fit ends all work, and she must be able to read.
    func completeRotations(_ person: PersonSession) async throws(VaultError) -> [Waiting] {
        let core = try opened()
        guard core.canCompleteRotations(person), core.hasRoomToBegin
        else { return [] }
        let count = try await change { (core, transaction) throws(VaultError) in
            try core.completeRotations(person, in: transaction)
        }
        return count > 0 ? [.rotationsCompleted(count)] : []
    }
}

extension VaultCore {
    /// - Throws: `.conflict` when somebody replaced keys of the case since the caller looked.
    fileprivate func checkKeys(
        of found: CaseFold, are seen: [CompartmentField: GenerationID]
    ) throws(VaultError) {
        for (field, id) in found.newest where seen[field] != nil && seen[field] != id {
            throw .conflict(current: UInt64(fold.generations[id]?.number ?? 0))
        }
    }

    /// Makes the next generation of a compartment, with wraps for everyone entitled, if this person holds the one of now
    /// with `write` and has room for one more.
    ///
    /// - Returns: whether she does; what is ordered waits for somebody else otherwise.
    func replaceKeys(
        _ field: CompartmentField, of caseID: CaseID, by person: PersonSession, keyring: KeyringWriting = .atOnce,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Bool {
        guard let found = fold.cases[caseID], let newest = found.newest[field].flatMap({ fold.generations[$0] }),
            person.keyring[newest.id] != nil, fold.mayReplace(field, of: found, person.person, at: now)
        else { return false }
        let rights = fold.makerRights(person.member, found, field)
        guard rights.contains(.write), newest.number < .max, hasRoom(for: 1, person) else { return false }
        try stage(
            NewGeneration(caseID, field, number: newest.number + 1, rights: rights, self), by: person, keyring: keyring,
            in: transaction)
        return true
    }

    /// Whether colleagues ordered what she can do.
    fileprivate func canCompleteRotations(_ person: PersonSession) -> Bool {
        fold.rotations.contains { caseID, rotation in
            rotation.excluded[person.person] == nil
                && rotation.due.keys.contains { field in
                    fold.cases[caseID]?.newest[field].map { person.keyring[$0] != nil } ?? false
                }
        }
    }

    /// Carries out what colleagues ordered and she can do; not what was ordered against her.
    ///
    /// - Returns: how many compartments have new keys.
    fileprivate func completeRotations(
        _ person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        var count = 0
        for (caseID, rotation) in fold.rotations.sorted(by: { $0.key < $1.key })
        where rotation.excluded[person.person] == nil {
            guard try gate.tagKey(caseID) != nil else { continue }
            for field in rotation.due.keys.sorted(by: { $0.text < $1.text })
            where try replaceKeys(field, of: caseID, by: person, keyring: .atEnd, in: transaction) { count += 1 }
        }
        return count
    }
}
