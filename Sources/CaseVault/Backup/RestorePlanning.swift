import AuditLog
import VaultCrypto
import VaultStore

extension RestoreReading {
    /// How the gate's copy stands to the vault's, after what was erased is taken from it.
    func difference() throws(VaultError) -> GateDifference {
        try GateDifference(
            gate, look.expected, removed: look.log.fold.removedGateRows, erasing: aftermath.erased,
            look.log.fold.casesGone(with: aftermath.erased))
    }

    /// What a restore of these two copies gives, for the person to read before she relies on it.
    func report() throws(VaultError) -> RestoreReport {
        let (fold, difference) = (look.log.fold, try difference())
        return RestoreReport(
            vault: gate.vault.hex, until: try lastTime(), entries: look.log.head.size,
            entriesKnown: aftermath.known.size, after: aftermath.acts, origin: fold.originNumber + 1,
            gate: difference.age, keysMissing: difference.casesWithoutKey(fold), keysKept: difference.kept.count,
            lockedOut: try lockedOut(difference), erasedAgain: try erasedAgain(),
            erasuresKnown: aftermath.erasuresKnown,
            needsApproval: fold.officers.count > 1)
    }

    private func lastTime() throws(VaultError) -> UInt64 {
        let size = look.log.head.size
        let line = try stored(in: .log) { try store.line(size - 1) } ?? []
        do { return try AuditEntry(parsing: line).time } catch { throw .badBackup(.damaged) }
    }

    /// Generations and single records of the restored log that were erased after it.
    private func erasedAgain() throws(VaultError) -> Int {
        look.log.fold.generations.keys.count { aftermath.erased.contains($0) }
            + look.log.fold.records.all.count { isErasedAlone($0.id, $0.fold) }
    }

    /// Whether a record goes again and not with its keys.
    private func isErasedAlone(_ id: RecordID, _ record: RecordFold) -> Bool {
        guard aftermath.erasedRecords.contains(id) else { return false }
        return record.newest.generation.map { !aftermath.erased.contains($0) } ?? true
    }

    /// Logins of members for whom the gate holds no u that the restored log knows: her passphrase was changed between
    /// the two copies, and neither opens her identity.
    private func lockedOut(_ difference: GateDifference) throws(VaultError) -> [String] {
        // A secret that goes is none either.
        let kept = Set((difference.kept + difference.erased).map(\.place))
        var logins: [String] = []
        for member in look.log.fold.members.values {
            let rows = try gate.rows.personSecrets(member.person)
            guard !rows.contains(where: { !kept.contains($0.row.place) }) else { continue }
            guard let row = try stored({ try store.row(.person, StoredID(member.person)) }) else {
                throw .badBackup(.damaged)
            }
            logins.append(try PersonRow(decoding: gate.rowKey.open(row)).login)
        }
        return logins.sorted()
    }
}
