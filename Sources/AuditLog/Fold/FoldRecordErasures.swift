package import VaultCrypto

// Erasing one record. Its words stay under keys that open its neighbours too, so it goes in steps: somebody who writes in
// the compartment makes its next generation (`generation.make`), whoever can open the neighbours seals them again under it
// (`generation.rekey`), and when nothing but the record lies under the older keys, `record.erase` destroys these.
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
    /// which only somebody with `write` in the compartment can do: she finishes it too, since two officers have ordered it
    /// and nothing is left to decide. So it does not wait for an officer who works there as well.
    package func mayCarryOut(_ scope: ErasureScope, _ signer: Member, at time: UInt64) -> Bool {
        guard let record = scope.record else { return signer.isOfficer }
        guard let known = records[record], isAlone(record) else { return false }
        return signer.isOfficer
            || holds(.write, signer.person, in: cases[scope.caseID]?.newest[known.compartment], at: time)
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
        return Set(records.filter { $0.value.caseID == scope.caseID && scope.takes($0.value.compartment) }.keys)
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
