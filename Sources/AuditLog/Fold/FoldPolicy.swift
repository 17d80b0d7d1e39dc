package import VaultCrypto

/// The policy in force, as the log knows it.
package struct PolicyFold: Hashable, Sendable {
    /// The entry that set it, counted through all origins.
    package let seq: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let time: UInt64
}

// A new policy: what it allows no more ends with its entry. An entry is judged by the policy of its own place in the log.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: PolicyStatement) -> Bool {
        guard statement.policy.isLawful else { return false }
        if entry.seq == 2 {
            guard statement.policy.hash == genesis?.policyHash else { return false }
            policy = statement.policy
        } else {
            guard statement.policy != policy, lastHeld(under: statement.policy).isEmpty else { return false }
            // While the policy before is still the one in force.
            noteIndexing(by: statement.policy)
            noteWait(by: statement.policy, entry)
            narrowGrants(to: statement.policy)
        }
        policySet = PolicyFold(seq: entry.seq, time: entry.time)
        return true
    }

    /// Who shortens the wait shortens it for what is ordered once the wait of before has passed: else one administrator would
    /// take from everybody the days in which an erasure can be stopped. While there is no case nobody has any.
    private mutating func noteWait(by new: Policy, _ entry: AuditEntry) {
        guard new.erasureWait < policy.erasureWait, !cases.isEmpty else { return }
        noErasureBefore = max(noErasureBefore, steady(at: entry) + policy.erasureWait)
    }

    private mutating func narrowGrants(to new: Policy) {
        for (id, generation) in generations {
            for (person, grant) in generation.grants {
                let kept = kept(of: grant, by: person, in: generation, under: new)
                guard kept != grant.rights else { continue }
                narrowGrant(of: person, in: id, to: kept)
            }
        }
        policy = new
    }

    /// What a person keeps of a grant: all but what this policy gave her and the new one does not. A suspended person too;
    /// process notes stay their author's; whoever opened a case may still pass on what she opened it with.
    func kept(
        of grant: Grant, by person: PersonID, in generation: GenerationFold, under new: Policy
    ) -> Rights {
        guard generation.compartment.author == nil, let member = members[person] else { return grant.rights }
        let before = entitled(member, in: generation, by: policy)
        let after = entitled(member, in: generation, by: new)
        var lost = before.subtracting(after)
        if generation.maker == person, !before.isEmpty {
            if after.isEmpty { lost.insert(.give) } else { lost.remove(.give) }
        }
        return grant.rights.subtracting(lost)
    }

    /// The same by any policy, as if nothing stood between her and it.
    func entitled(_ member: Member, in generation: GenerationFold, by policy: Policy) -> Rights {
        let compartment = generation.compartment.compartment
        let custody = policy.custody(of: member.roles, in: compartment)
        guard cases[generation.caseID]?.members[member.person] != nil else { return custody }
        return custody.union(policy.rights(of: member.roles, in: compartment))
    }

    /// Compartments with records that somebody can open or pass on now and nobody could under another policy.
    package func lastHeld(under new: Policy) -> [CaseID: [CompartmentCode]] {
        var lost: [CaseID: Set<CompartmentCode>] = [:]
        for generation in generations.values where generation.hasRecords && generation.compartment.author == nil {
            let useful = Rights([.read, .give])
            let holders = generation.grants.filter { generation.held.contains($0.key) }
            guard holders.contains(where: { !$0.value.rights.isDisjoint(with: useful) }) else { continue }
            let isLost = holders.allSatisfy {
                kept(of: $0.value, by: $0.key, in: generation, under: new).isDisjoint(with: useful)
            }
            if isLost { lost[generation.caseID, default: []].insert(generation.compartment.compartment) }
        }
        return lost.mapValues { $0.sorted { $0.number < $1.number } }
    }

    /// How many grants each person loses in whole or in part under another policy.
    package func lapsing(under new: Policy) -> [PersonID: Int] {
        var count: [PersonID: Int] = [:]
        for generation in generations.values {
            for (person, grant) in generation.grants
            where kept(of: grant, by: person, in: generation, under: new) != grant.rights {
                count[person, default: 0] += 1
            }
        }
        return count
    }
}
