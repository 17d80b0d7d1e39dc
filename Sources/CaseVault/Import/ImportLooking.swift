import AuditLog
import VaultCrypto
import VaultStore

extension ImportLook: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        let mark = core.importMark(digest)
        let own = core.fold.imports.batches.values.filter { $0.mark == mark && !$0.isUndone }
        let unfinished = own.first { !$0.isComplete && $0.person == person.person }
        var duplicates: [Place] = []
        let refused = groups.indices.filter { !core.mayImport(groups[$0], person) }
        for (index, group) in groups.enumerated() where !refused.contains(index) {
            guard case .known(let reference) = group.target else { continue }
            let known = try await vault.contents(of: reference, like: group, for: person)
            for (place, record) in group.records.enumerated() where known.contains(record) {
                duplicates.append(Place(group: index, record: place))
            }
        }
        return Response(
            unfinished: unfinished?.number, done: unfinished?.done ?? 0,
            complete: own.filter(\.isComplete).map(\.number).max(), refused: refused, duplicates: duplicates)
    }
}

extension VaultCore {
    /// Whether a person may write these records where they shall go.
    fileprivate func mayImport(_ group: ImportGroup, _ person: PersonSession) -> Bool {
        let compartments = Set(group.records.map(\.compartment.value))
        guard compartments.isDisjoint(with: [.header, .processNotes]) else { return false }
        guard case .known(let reference) = group.target else {
            return person.role(for: .caseCreate) != nil
                && compartments.allSatisfy {
                    fold.policy.rights(of: person.member.roles, in: $0).contains(.write)
                }
        }
        guard let found = try? find(reference, for: person), !found.closed else { return false }
        return compartments.allSatisfy { compartment in
            guard let id = found.newest[.shared(compartment)] else {
                return fold.makerRights(person.member, found, .shared(compartment)).contains(.write)
            }
            return person.keyring[id] != nil && fold.holds(.write, person.person, in: id, at: now)
        }
    }
}

extension Vault {
    /// The records of a case that a person may read, of the compartments and forms that a group has.
    fileprivate func contents(
        of reference: CaseReference, like group: ImportGroup, for person: PersonSession
    ) async throws(VaultError) -> Set<ImportRecord> {
        let forms = Set(group.records.map(\.form))
        let compartments = Set(group.records.map(\.compartment.value))
        var entry = EntryDraft(.recordRead, by: .person(person), object: .clientCase)
        let readable = try await readableRecords(
            of: reference, nil, by: person, why: .maintenance, refusal: entry
        ).map(\.place).filter { compartments.contains($0.generation.compartment.compartment) }
        guard !readable.isEmpty else { return [] }
        entry.caseID = readable.first?.generation.caseID
        let draft = entry
        return try await read(refusal: draft) { (core, transaction) throws(VaultError) in
            try core.stageList(readable, of: draft, why: .maintenance, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            var known: Set<ImportRecord> = []
            try core.open(receipt, for: person) { opened in
                guard forms.contains(opened.body.head.form) else { return }
                known.insert(
                    ImportRecord(
                        compartment: Compartment(opened.place.generation.compartment.compartment),
                        form: opened.body.head.form,
                        content: Bytes(opened.body.content)))
            }
            return known
        }
    }
}
