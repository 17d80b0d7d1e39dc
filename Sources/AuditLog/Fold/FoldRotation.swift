package import VaultCrypto

/// What the log says of a case's keys that shall be replaced.
package struct RotationFold: Hashable, Sendable {
    /// Compartments whose next generation is ordered and not made, with the entry of the newest order.
    package internal(set) var due: [CompartmentField: UInt64] = [:]
    /// Against whom keys were rotated, and by which entry: no generation made after it is hers, until she is assigned
    /// or resumed anew.
    package internal(set) var excluded: [PersonID: UInt64] = [:]
}

// Rotation: an order, and for each compartment a `generation.make` by somebody who holds its keys with `write`.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: RotateStatement) -> Bool {
        guard let signer = member(entry.fields.by) else { return false }
        guard statement.caseID != .zero else { return orderRekey(entry, signer) }
        guard let found = cases[statement.caseID], mayRotate(signer, found, against: statement.against),
            statement.compartments.allSatisfy({ mayOrder($0, of: found, by: signer) })
        else { return false }
        lackingKeys.change(found.id)
        for field in statement.compartments { rotations[found.id, default: .init()].due[field] = entry.seq }
        if let person = statement.against { rotations[found.id]?.excluded[person] = entry.seq }
        return true
    }

    /// Every case's keys of now are to be replaced and what lies under them sealed again: an officer orders it.
    private mutating func orderRekey(_ entry: AuditEntry, _ signer: Member) -> Bool {
        guard signer.isOfficer else { return false }
        rekeyOrder = entry.seq
        return true
    }

    /// Who works on the case, or an officer. Against somebody who is entitled to its keys: only who could end that, since it
    /// takes from her what comes.
    package func mayRotate(_ signer: Member, _ found: CaseFold, against person: PersonID?) -> Bool {
        guard signer.isOfficer || worksOn(found.id, signer.person), !hasConflict(signer.person, found.id)
        else { return false }
        guard let person else { return true }
        guard person != signer.person, let member = members[person] else { return false }
        return !isEntitled(member, found) || mayAssign(signer, found, to: nil)
    }

    /// Whether the keys of now are a person's, by her roles or as a custodian.
    private func isEntitled(_ person: Member, _ found: CaseFold) -> Bool {
        found.newest.values.contains { generations[$0].map { !entitlement(person, in: $0).isEmpty } ?? false }
    }

    /// Whether there are keys to replace; those of process notes only their author replaces.
    private func mayOrder(_ field: CompartmentField, of found: CaseFold, by signer: Member) -> Bool {
        found.newest[field] != nil && (field.author ?? signer.person) == signer.person
    }

    /// Whether a generation was made after an order against this person that nothing has lifted since.
    package func isExcluded(_ person: PersonID, from generation: GenerationFold) -> Bool {
        isExcluded(person, from: generation.caseID, at: generation.seq)
    }

    /// The same of a generation that was or would be made by this entry.
    func isExcluded(_ person: PersonID, from caseID: CaseID, at seq: UInt64) -> Bool {
        guard let order = rotations[caseID]?.excluded[person], seq > order else { return false }
        return cases[caseID]?.members[person] ?? 0 <= order
    }

    /// A person who is resumed, or has new keys, is given what there is again.
    mutating func liftExclusions(of person: PersonID) {
        for id in rotations.keys { rotations[id]?.excluded[person] = nil }
    }

    /// Whether a person may make the next generation of a compartment: the first whoever may write there, every other
    /// one only who holds the keys of now with `write`.
    package func mayReplace(_ field: CompartmentField, of found: CaseFold, _ person: PersonID, at time: UInt64) -> Bool
    {
        guard let newest = found.newest[field] else { return true }
        return holds(.write, person, in: newest, at: time)
    }

    /// Compartments of a case that a person held or holds under the keys of now.
    package func compartments(of found: CaseFold, everHeldBy person: PersonID) -> [CompartmentField] {
        found.newest.filter { generations[$0.value]?.everHeld.contains(person) ?? false }.map(\.key)
            .sorted { $0.text < $1.text }
    }

    mutating func carryOut(_ statement: GenerationStatement) {
        rotations[statement.caseID]?.due[statement.compartment] = nil
    }
}
