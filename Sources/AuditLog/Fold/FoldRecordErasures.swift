package import VaultCrypto

// Erasing one record. Its words stay under keys that open its neighbours too, so it goes in steps: somebody who writes in
// the compartment makes its next generation (`generation.make`), whoever can open the neighbours seals them again under it
// (`generation.rekey`), and when nothing but the record lies under the older keys, `record.erase` destroys these.
//
// Where everybody opens only what she wrote herself, a neighbour whose author has left is opened by none who writes there,
// only by who reads. So while such an erasure is due a reader seals again too. It takes nothing from anybody: two officers
// have ordered it, its author's signature goes along with the content, and the entry names who did it.
extension LogFold {
    /// Whether a record can be erased alone: the header is the case, and process notes are their author's.
    package func isErasable(_ record: RecordID, of caseID: CaseID) -> Bool {
        guard let known = records[record] else { return false }
        return known.caseID == caseID && !known.isHeader && known.compartment.author == nil
    }

    /// The order to erase this very record.
    package func erasure(ofRecord record: RecordID) -> ErasureOrder? {
        records[record].flatMap { orders[$0.caseID] }?.first { $0.scope.record == record }
    }

    /// Whether an erasure whose wait is over can be carried out by this person now.
    ///
    /// A case and a compartment ask for no key, so it is an officer. A record asks that its neighbours were sealed again,
    /// which somebody does who works there: she finishes it too, since two officers have ordered it and nothing is left to
    /// decide. So it does not wait for an officer who works there as well.
    package func mayCarryOut(_ scope: ErasureScope, _ signer: Member, at time: UInt64) -> Bool {
        guard let record = scope.record else { return signer.isOfficer }
        guard let known = records[record], isAlone(record) else { return false }
        return signer.isOfficer || clears(known.compartment, of: scope.caseID, signer.person, at: time)
    }

    /// Whether a person may seal again what lies beside a record whose erasure is due: she writes or reads under the
    /// compartment's newest keys.
    package func clears(
        _ field: CompartmentField, of caseID: CaseID, _ person: PersonID, at time: UInt64
    ) -> Bool {
        guard let newest = cases[caseID]?.newest[field], let generation = generations[newest] else { return false }
        return holds(.write, person, in: generation, at: time) || holds(.read, person, in: generation, at: time)
    }

    /// Whether the wait is over for a record of a compartment.
    func isRecordErasureDue(in field: CompartmentField, of caseID: CaseID, at steady: UInt64) -> Bool {
        orders[caseID]?.contains { order in
            isDue(order, at: steady) && order.scope.record.flatMap { records[$0]?.compartment } == field
        } ?? false
    }

    /// Whom the erasure of a record lacks, as the case is staffed now; nil when somebody can do each next step, or when
    /// no record is to be erased. Who is entitled to a key and waits for it counts as having it.
    package func lacks(_ order: ErasureOrder, at time: UInt64) -> ErasureLack? {
        guard let record = order.scope.record, let known = records[record], let found = cases[known.caseID],
            let newest = found.newest[known.compartment], !isAlone(record)
        else { return nil }
        let people = found.members.keys.compactMap { members[$0] }.filter {
            $0.isActive && worksOn(found.id, $0.person)
        }
        func rights(_ person: Member, _ generation: GenerationID) -> Rights {
            guard let found = generations[generation] else { return [] }
            let held = found.grants[person.person].map { $0.allows([], at: max(time, latest)) ? $0.rights : [] } ?? []
            return held.union(entitlement(person, in: found))
        }
        if needsNewKeys(record) {
            let makers = people.filter { makerRights($0, found, known.compartment).contains(.write) }
            guard makers.contains(where: { rights($0, newest).contains(.write) }) else { return .writer }
        }
        let old = Set(olderKeys(of: record)).union(needsNewKeys(record) ? [newest] : [])
        let sealing = people.filter { !rights($0, newest).isDisjoint(with: [.read, .write]) }
        for (id, other) in records.of(found.id) where id != record && other.compartment == known.compartment {
            for revision in 1...other.revision {
                guard let generation = other[revision]?.generation, old.contains(generation) else { continue }
                let author = other[revision]?.author
                let opens = sealing.contains { person in
                    let rights = rights(person, generation)
                    return rights.contains(.read) || rights.contains(.own) && author == person.person
                }
                if !opens { return .reader }
            }
        }
        return nil
    }

    /// Whether a person may make the next keys of a compartment that has some.
    package func makesNext(_ field: CompartmentField, of found: CaseFold, _ person: Member, at time: UInt64) -> Bool {
        mayReplace(field, of: found, person.person, at: time)
            && makerRights(person, found, field).contains(.write)
    }

    /// Whether new keys have to come before a record can go: it lies under the newest ones, and something else is there.
    package func needsNewKeys(_ record: RecordID) -> Bool {
        guard let known = records[record], let newest = cases[known.caseID]?.newest[known.compartment]
        else { return false }
        return lies(record, under: newest) && !isAlone(record)
    }

    /// The keys that go with a record: all of its compartment but the newest, under which it never lay. If it does lie
    /// there too, and nothing else in the compartment, the newest go with it.
    ///
    /// Retired ones are among them, and have a tombstone again: an older copy of gate.db has their q.
    func olderKeys(of record: RecordID) -> [GenerationID] {
        guard let known = records[record], let found = cases[known.caseID] else { return [] }
        let ids = found.generations.filter { generations[$0]?.compartment == known.compartment }
        guard let newest = found.newest[known.compartment], !lies(record, under: newest) else { return ids }
        return ids.filter { $0 != newest }
    }

    /// Whether no revision of another record lies under the keys that would go with this one.
    package func isAlone(_ record: RecordID) -> Bool {
        let keys = olderKeys(of: record)
        return !keys.isEmpty && keys.allSatisfy { generations[$0]?.live == revisions(of: record, under: $0) }
    }

    /// The records that go with an erasure.
    func records(of scope: ErasureScope) -> Set<RecordID> {
        if let record = scope.record { return [record] }
        return Set(records.of(scope.caseID).filter { scope.takes($0.fold.compartment) }.map(\.id))
    }

    private func lies(_ record: RecordID, under generation: GenerationID) -> Bool {
        revisions(of: record, under: generation) > 0
    }

    private func revisions(of record: RecordID, under generation: GenerationID) -> Int {
        guard let known = records[record] else { return 0 }
        return (1...known.revision).count { known[$0]?.generation == generation }
    }

    /// Ends requests about what is ordered by now, or is no more.
    mutating func dropSettledRequests(of caseID: CaseID) {
        requests = requests.filter { _, request in
            guard request.kind == .erasure, request.target == caseID.retyped() else { return true }
            return scope(of: request).map(mayOrder) ?? false
        }
    }
}

/// Whom an erasure that is due waits for, when nobody on the case can go on with it.
package enum ErasureLack: Hashable, Sendable {
    /// Somebody who writes in the compartment, to make its next keys.
    case writer
    /// Somebody who reads in the compartment, to open what others wrote there and seal it again.
    case reader
}
