package import VaultCrypto

// The guard of the last holder: nobody is taken out of a case, suspended or given other roles while she alone holds what
// nobody else could give again.
extension LogFold {
    /// The compartments with records that nobody else could open or pass on, if this person kept only these rights.
    ///
    /// Who holds a half counts only when she has opened it, and may read or give: a wrap that waits may not open, and
    /// `own` opens nobody else's records. Process notes are the named exception, they end with their author.
    package func lastHeld(
        by person: PersonID, in found: CaseFold, at time: UInt64, keeping kept: (GenerationFold) -> Rights
    ) -> [CompartmentCode] {
        let lost = found.generations.compactMap { generations[$0] }.filter { generation in
            guard generation.hasRecords, generation.compartment.author == nil, generation.held.contains(person),
                keeps(generation, person, at: time), kept(generation).isDisjoint(with: [.read, .give])
            else { return false }
            return !generation.held.contains { $0 != person && keeps(generation, $0, at: time) }
        }
        return Set(lost.map(\.compartment.compartment)).sorted { $0.number < $1.number }
    }

    /// The same when she leaves the case: what stays hers as a custodian is not lost.
    package func lastHeld(by person: Member, in found: CaseFold, at time: UInt64) -> [CompartmentCode] {
        lastHeld(by: person.person, in: found, at: time) {
            policy.custody(of: person.roles, in: $0.compartment.compartment)
        }
    }

    /// The same when she gets other roles.
    package func lastHeld(
        by person: Member, in found: CaseFold, at time: UInt64, becoming roles: [RoleCode]
    ) -> [CompartmentCode] {
        var changed = person
        changed.roles = roles
        return lastHeld(by: person.person, in: found, at: time) { generation in
            guard let rights = generation.grants[person.person]?.rights else { return [] }
            return kept(by: changed, of: rights, in: generation)
        }
    }

    private func keeps(_ generation: GenerationFold, _ person: PersonID, at time: UInt64) -> Bool {
        // An order to erase can be stopped: what it closes is not lost yet.
        isGranted(.read, person, in: generation, at: time) || isGranted(.give, person, in: generation, at: time)
    }

    /// Notes that a person has opened the half of a grant, unless that was ended or replaced meanwhile.
    mutating func hold(_ generation: GenerationID, _ person: PersonID, by grant: UInt64) {
        guard generations[generation]?.grants[person]?.seq == grant else { return }
        generations[generation]?.held.insert(person)
    }

    /// Header and label of a case are written before the keys they lie under are made.
    func beginsWithRecord(_ statement: GenerationStatement, _ found: CaseFold) -> Bool {
        switch statement.compartment {
        case .shared(.header): statement.number == 1
        case .shared(.identity): statement.number == 1 && found.hasLabel
        default: false
        }
    }
}
