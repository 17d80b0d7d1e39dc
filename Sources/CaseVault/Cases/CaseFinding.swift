import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// The case of a reference.
    ///
    /// - Throws: `.notPermitted` when there is none: unknown and forbidden look the same.
    func find(_ reference: CaseReference) throws(VaultError) -> CaseFold {
        guard let id = try caseID(of: reference), let found = fold.cases[id] else { throw .notPermitted }
        return found
    }

    private func caseID(of reference: CaseReference) throws(VaultError) -> CaseID? {
        if let known = caseIDs[reference] { return known }
        let lookup = gate.rowKey.lookup(.reference, reference.symbols)
        guard let row = try stored({ try store.row(.lookup, StoredID(lookup)) }) else { return nil }
        guard let id = CaseID(bytes: try gate.rowKey.open(row)) else { throw .damaged(.lookup) }
        caseIDs[reference] = id
        return id
    }

    /// The case of a reference, if this person has anything to do with it.
    func find(_ reference: CaseReference, for person: PersonSession) throws(VaultError) -> CaseFold {
        let found = try find(reference)
        // One copy of its collections for both questions.
        let fold = fold
        if let order = fold.closing(found.id), fold.isAssigned(person.person, found.id) {
            throw .erasureOrdered(until: shown(order.due))
        }
        guard fold.worksOn(found.id, person.person) else { throw .notPermitted }
        return found
    }

    /// Where the newest header of a case stands.
    ///
    /// - Throws: `.damaged(.header)` when it is not the one that the log says is the newest.
    func headerPlace(_ found: CaseFold) throws(VaultError) -> RecordPlace {
        let record = gate.rowKey.recordID(found.id, 0, author: nil)
        guard record == found.header, let place = try newestPlace(record) else { throw .damaged(.header) }
        return place
    }
}
