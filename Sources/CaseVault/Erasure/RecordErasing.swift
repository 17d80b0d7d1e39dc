import AuditLog
import VaultCrypto
import VaultStore

// A record lies under keys that open its neighbours too. Who can open these carries its erasure out at her first unlock
// after the wait: new keys for the compartment, the neighbours sealed again under them, then the end of the older keys.
// An officer alone could not: by that office she holds no key, and one that she were given for it would open the
// compartment to her. Where two people can each open a part of the neighbours only, each does her part at her unlock.
// Each step is a transaction; what an interruption leaves is gone on with at the next unlock.
extension Vault {
    /// Does her part of what is due, and erases each record beside which nothing is left.
    ///
    /// - Returns: how many records are erased.
    func eraseDueRecords(_ person: PersonSession) async throws(VaultError) -> Int {
        let core = try opened()
        let due = core.fold.dueErasures(at: core.steadyNow).compactMap(\.scope.record)
        guard !due.isEmpty, core.hasRoomToBegin else { return 0 }
        var count = 0
        for record in due where try opened().canClear(record, person) {
            do throws(VaultError) {
                if try await erase(record, by: person) { count += 1 }
            } catch {
                // A neighbour that is damaged, or that a colleague wrote anew meanwhile, costs nobody her unlocking: the
                // erasure stays due, and `check` names what is damaged. A full keyring costs none either.
                switch error {
                case .damaged, .conflict, .notPermitted, .keyringFull: continue
                default: throw error
                }
            }
        }
        return count
    }

    private func erase(_ record: RecordID, by person: PersonSession) async throws(VaultError) -> Bool {
        try await change { (core, transaction) throws(VaultError) in
            guard let known = core.fold.records[record], core.fold.needsNewKeys(record) else { return }
            try core.requireRoom(1, for: person)
            _ = try core.replaceKeys(known.compartment, of: known.caseID, by: person, in: transaction)
        }
        let refusal = EntryDraft(.generationRekey, by: .person(person), object: .generation)
        while true {
            let batch = try opened().neighbours(of: record, person).prefix(RekeyWork.batchLimit)
            guard !batch.isEmpty else { break }
            _ = try await reseal(Array(batch), by: person, refusal)
        }
        return try await change { (core, transaction) throws(VaultError) in
            guard let order = core.fold.erasure(ofRecord: record), core.fold.isDue(order, at: core.steadyNow),
                core.fold.mayCarryOut(order.scope, person.member, at: core.now)
            else { return false }
            try core.erase(order, by: person, in: transaction)
            return true
        }
    }
}

extension VaultCore {
    /// Whether a person has something to do for the erasure of a record: she makes the new keys that have to come, or she
    /// holds the newest and opens a neighbour that lies under older ones.
    fileprivate func canClear(_ record: RecordID, _ person: PersonSession) -> Bool {
        guard let known = fold.records[record], let found = fold.cases[known.caseID],
            let newest = found.newest[known.compartment], person.keyring[newest] != nil,
            fold.worksOn(found.id, person.person),
            fold.clears(known.compartment, of: found.id, person.person, at: now)
        else { return false }
        if fold.isAlone(record) { return true }
        return fold.needsNewKeys(record)
            ? fold.makesNext(known.compartment, of: found, person.member, at: now)
            : !neighbours(of: record, person).isEmpty
    }

    /// Revisions of other records of the compartment that lie under older keys and that she may open, by number.
    fileprivate func neighbours(of record: RecordID, _ person: PersonSession) -> [RecordPlace] {
        guard let known = fold.records[record], let found = fold.cases[known.caseID],
            let newest = found.newest[known.compartment]
        else { return [] }
        var places: [RecordPlace] = []
        for number in 1..<found.nextNumber {
            let id = gate.rowKey.recordID(found.id, number, author: nil)
            guard id != record, let other = fold.records[id], other.compartment == known.compartment else { continue }
            for revision in 1...other.revision {
                guard let generation = other[revision]?.generation, generation != newest,
                    let old = fold.generations[generation], person.keyring[generation] != nil
                else { continue }
                let place = RecordPlace(generation: GenerationName(old), record: id, revision: revision)
                if fold.allows(.resealing, place, person.person, at: now) { places.append(place) }
            }
        }
        return places
    }
}

extension [Waiting] {
    /// The same with so many more erasures.
    func adding(erased count: Int) -> [Waiting] {
        guard count > 0 else { return self }
        var before = 0
        for case .erased(let known) in self { before += known }
        return [.erased(before + count)] + filter { if case .erased = $0 { false } else { true } }
    }
}
