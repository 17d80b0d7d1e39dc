package import VaultCrypto

/// A hold on a case.
package struct HoldFold: Hashable, Sendable {
    /// The entry that set it.
    package let seq: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let time: UInt64
    package let by: PersonID
}

// Holds: a proceeding, a complaint, an audit. What a hold stands on is not erased.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: HoldStatement) -> Bool {
        guard let signer = member(entry.fields.by), let found = cases[statement.caseID],
            (statement.lifted == nil) == (entry.fields.act.act == .holdSet)
        else { return false }
        guard let lifted = statement.lifted else {
            guard maySetHold(signer, found), holds[found.id] == nil else { return false }
            holds[found.id] = HoldFold(seq: entry.seq, time: entry.time, by: signer.person)
            // Whoever needs the case kept needs to read it: what was ordered is ordered anew after the hold.
            orders[found.id] = nil
            dropErasureRequests(of: found.id)
            return true
        }
        guard signer.isOfficer, !hasConflict(signer.person, found.id), holds[found.id]?.seq == lifted
        else { return false }
        holds[found.id] = nil
        return true
    }

    /// An officer, or the lead; a hold takes nothing from anybody, so one is enough.
    package func maySetHold(_ signer: Member, _ found: CaseFold) -> Bool {
        signer.isOfficer || found.lead == signer.person && found.members[signer.person] != nil
    }

    mutating func dropErasureRequests(of caseID: CaseID) {
        requests = requests.filter { $0.value.kind != .erasure || $0.value.target != caseID.retyped() }
    }
}
