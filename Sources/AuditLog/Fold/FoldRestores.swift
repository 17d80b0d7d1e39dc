package import VaultCrypto

/// The newest restore.
package struct RestoreFold: Hashable, Sendable {
    /// The entry, counted through all origins of the vault.
    package let seq: UInt64
    package let time: UInt64
    /// The officer who restored.
    package let by: PersonID
    /// Entries of the ended log in the backup, and known elsewhere.
    package let restored: UInt64
    package let known: UInt64
    /// Whether an erasure list could be read; if not, erased cases may have returned.
    package let erasuresKnown: Bool
    /// Whether there was no second officer to ask.
    package let alone: Bool
    package var approvedBy: PersonID?
    /// Who has confirmed, at an unlock since, that she knows of it.
    package var confirmed: Set<PersonID>

    /// A second officer has still to approve it.
    package var needsApproval: Bool { approvedBy == nil && !alone }

    /// Until when: as long as a request lives, seven days.
    package var approvalDue: UInt64 { time + Request.life }
}

// Restores, and the origins of the log that they begin.
extension LogFold {
    /// Ends the log that was folded and begins the next one, whose entry 0 must be the restore that names this head.
    ///
    /// The fold counts the entries of all origins through, so that nothing it keeps by a seq can be mistaken.
    package mutating func begin(after head: Checkpoint) {
        ended = head
        base += head.size
        // What was asked for in the log that ended is asked for again, if anybody still wants it.
        requests = [:]
    }

    /// The seq within its own log of an entry of the current origin.
    package func localSeq(_ seq: UInt64) -> UInt64 { seq >= base ? seq - base : seq }

    /// The number of the origin that is being folded.
    package var originNumber: UInt64 { (ended?.origin.number ?? 0) + 1 }

    /// H(T("…/restore/members", system key, log key, list of persons)), each person her id, her key id and her roles.
    package var membersHash: Blake2bDigest {
        let people = members.values.sorted { $0.person < $1.person }.map { member in
            Tuple(.restoreMembers, member.person, member.key, member.roles.field).bytes
        }
        let keys = [systemKey, logKey].map { $0?.bytes ?? [] }
        return Blake2b.hash(Tuple(.restoreMembers, keys[0], keys[1], FieldList(people)))
    }

    /// Whether an entry may stand here: a new origin begins with its restore, and nothing counts before that.
    func isInPlace(_ entry: AuditEntry) -> Bool {
        guard ended != nil else { return true }
        // One that was refused, or is only asked for, restores nothing.
        let restores = entry.fields.act.act == .backupRestore && entry.fields.result == .ok
        return (entry.seq == base) == restores && (restore?.seq == base || entry.seq == base)
    }

    mutating func apply(_ entry: AuditEntry, _ statement: RestoreStatement) -> Bool {
        guard entry.seq == base, let ended, let officer = member(entry.fields.by), statement.vault == vault,
            statement.restored == ended, statement.known.size >= ended.size, statement.members == membersHash,
            gateIsInReach(statement.effects), mayChange(statement)
        else { return false }
        restore = RestoreFold(
            seq: entry.seq, time: entry.time, by: officer.person, restored: ended.size, known: statement.known.size,
            erasuresKnown: statement.erasures != .zero, alone: officers.count < 2, approvedBy: nil,
            confirmed: [officer.person])
        backups = [:]
        forget(erasedAgain: statement.effects.rows.filter { $0.newRevision == 0 })
        take(statement.effects, of: entry)
        adopt(statement.effects)
        return true
    }

    /// What was erased after the backup was made goes again; a case of which nothing is left goes whole.
    private mutating func forget(erasedAgain rows: [RowChange]) {
        let ids = Set(rows.filter { $0.table == TableCode.generation }.map { $0.row.retyped(as: GenerationKind.self) })
        let revisions = rows.filter { $0.table == TableCode.record }
        let known = revisions.compactMap { records[$0.row.retyped(as: RecordKind.self)] }
        let touched = Set(ids.compactMap { generations[$0]?.caseID } + known.map(\.caseID))
        for change in revisions {
            let record = change.row.retyped(as: RecordKind.self)
            if let generation = records[record]?[change.oldRevision]?.generation { leave(generation) }
        }
        for change in revisions {
            let record = change.row.retyped(as: RecordKind.self)
            if records[record]?.revision == change.oldRevision { forget(records: [record]) }
            records.change(record) { $0.forget(change.oldRevision) }
        }
        forget(ids)
        for caseID in touched {
            forgetDrafts(of: caseID)
            if let found = cases[caseID], found.generations.isEmpty { forget(found) }
            // The index of what stays held words of what went.
            noteUnindexed(Set(known.filter { $0.caseID == caseID }.map(\.compartment)), of: caseID)
        }
    }

    /// `approve` of a restore: by an officer who did not do it; `ref` names entry 0.
    mutating func approveRestore(_ entry: AuditEntry) -> Bool {
        guard let restore, entry.fields.object == .backup, entry.fields.ref == 1, restore.needsApproval,
            let officer = member(entry.fields.by), officer.person != restore.by
        else { return false }
        self.restore?.approvedBy = officer.person
        return true
    }

    /// `backup.confirm`: each person once.
    mutating func confirmRestore(_ entry: AuditEntry) -> Bool {
        guard let restore, entry.fields.ref == 1, let person = member(entry.fields.by)?.person,
            !restore.confirmed.contains(person)
        else { return false }
        self.restore?.confirmed.insert(person)
        return true
    }

    /// Whether a person was a member before the restore and has not confirmed it.
    package func hasToConfirmRestore(_ member: Member) -> Bool {
        guard let restore else { return false }
        return member.joined < restore.seq && !restore.confirmed.contains(member.person)
    }
}

extension AuditEntry {
    /// The same entry, counted from the beginning of the vault's first log.
    func counted(from base: UInt64) -> AuditEntry {
        base == 0 ? self : AuditEntry(seq: seq + base, prev: prev, fields: fields, signature: signature)
    }
}
