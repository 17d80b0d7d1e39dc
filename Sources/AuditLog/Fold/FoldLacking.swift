package import VaultCrypto

// Who is entitled to more of a generation than she holds. Every unlock asks it of every key, and the answer is nearly
// always "nobody": so it is kept, and asked again only for cases about which an entry said something.
extension LogFold {
    /// Everybody with the role of a coordinator.
    package var coordinators: [Member] { members.values.filter { $0.roles.contains(.coordinator) } }

    /// Members who are entitled to more of a generation than they hold.
    ///
    /// - Parameters:
    ///   - coordinators: ``coordinators``, from whoever asks about many generations.
    ///   - new: another policy, to say what would follow before it is set.
    package func lacking(
        _ generation: GenerationFold, of coordinators: [Member]? = nil, under new: Policy? = nil
    ) -> [Member] {
        guard !generation.isRetired else { return [] }
        let assigned = cases[generation.caseID]?.members ?? [:]
        // Most people have nothing to do with most cases: nothing is asked about them.
        var found = assigned.keys.compactMap { members[$0] }.filter { lacks($0, generation, new) }
        if (new ?? policy).rules[generation.compartment.compartment]?.custodians == .coordinators {
            found += (coordinators ?? self.coordinators).filter {
                assigned[$0.person] == nil && lacks($0, generation, new)
            }
        }
        return found.sorted { $0.since < $1.since }
    }

    private func lacks(_ member: Member, _ generation: GenerationFold, _ new: Policy?) -> Bool {
        let entitled = entitlement(member, in: generation, by: new)
        let grant = generation.grants[member.person]
        let held =
            grant.map { (grant) in
                new.map { kept(of: grant, by: member.person, in: generation, under: $0) } ?? grant.rights
            } ?? []
        return !entitled.isEmpty && !entitled.isSubset(of: held)
    }

    /// Those of the generations a person holds that somebody lacks.
    ///
    /// - Parameter held: which she holds. When they are few and nothing is known yet, only these are asked about.
    package mutating func lackedKeys(among held: some Collection<GenerationID>) -> [GenerationID] {
        let coordinators = self.coordinators
        if !lackingKeys.isKnown, held.count < generations.count / 4 {
            return held.filter { generations[$0].map { !lacking($0, of: coordinators).isEmpty } ?? false }
        }
        var kept = LackingKeys()
        swap(&kept, &lackingKeys)
        if kept.isKnown {
            for id in kept.stale { kept.lacked[id] = lacked(of: id, coordinators) }
        } else {
            for id in cases.keys { kept.lacked[id] = lacked(of: id, coordinators) }
        }
        (kept.isKnown, kept.stale) = (true, [])
        lackingKeys = kept
        let found = Set(kept.lacked.values.joined())
        return found.isEmpty ? [] : held.filter(found.contains)
    }

    /// Nil when nobody lacks anything.
    private func lacked(of caseID: CaseID, _ coordinators: [Member]) -> [GenerationID]? {
        let found = (cases[caseID]?.generations ?? []).filter {
            generations[$0].map { !lacking($0, of: coordinators).isEmpty } ?? false
        }
        return found.isEmpty ? nil : found
    }
}

/// The generations that somebody lacks, as far as they are known.
struct LackingKeys: Sendable {
    fileprivate(set) var isKnown = false
    /// By case; only cases in which somebody lacks something.
    fileprivate var lacked: [CaseID: [GenerationID]] = [:]
    /// Cases whose people or keys have changed since.
    fileprivate var stale: Set<CaseID> = []

    /// People or keys of a case have changed.
    mutating func change(_ caseID: CaseID) {
        if isKnown { stale.insert(caseID) }
    }

    /// What an entry that counts means for it. What concerns one case was said with ``change(_:)``; whatever is not known
    /// to concern nobody's keys makes everything unknown.
    mutating func follow(_ entry: AuditEntry) {
        guard isKnown, !entry.tellsOfReading else { return }
        switch entry.fields.act.act {
        case .caseCreate, .caseAssign, .caseUnassign, .generationMake, .generationRekey, .grantGive, .keyRotate: break
        case .recordWrite, .recordExport, .recordPrint, .fileWrite, .draftSave, .indexRebuild, .grantAccept, .grantDrop,
            .caseClose, .caseReopen, .sessionUnlock, .sessionDenied, .sessionEnd, .vaultOpen, .vaultLock,
            .logCheckpoint, .logExport, .backupMake, .backupGate, .gateCheck:
            break
        default: self = LackingKeys()
        }
    }
}
