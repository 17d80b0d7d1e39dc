import VaultCrypto

/// The gate key as the log knows it.
package struct GateKeyFold: Hashable, Sendable {
    /// The entry since which it seals gate.db, counted through all origins: the genesis, or the newest rotation.
    package let seq: UInt64
    /// Time of that entry, milliseconds since 1970, UTC.
    package let time: UInt64
}

// The gate key and the gate's place: an officer changes them.
extension LogFold {
    /// `gate.rotate`: the state of gate.db that it names is the one sealed under the new key.
    mutating func apply(_ entry: AuditEntry, _ statement: GateRotateStatement) -> Bool {
        guard member(entry.fields.by) != nil, gateRises(statement.effects), mayChange(statement) else { return false }
        take(statement.effects, of: entry)
        gateKey = GateKeyFold(seq: entry.seq, time: entry.time)
        return true
    }

    /// `gate.move`: what was copied is what the log knows. The system key signs for a move that an opening finished.
    mutating func apply(_ entry: AuditEntry, _ statement: GateMoveStatement) -> Bool { statement.gate == gate }

    /// Every row from an older step to this one, the gate's own three among them, and no row that was removed before.
    func mayChange(_ statement: GateRotateStatement) -> Bool {
        guard let gate = statement.effects.gate else { return false }
        var seen: Set<RowName> = []
        let areRenewed = statement.effects.rows.allSatisfy { change in
            TableCode.gateTables.contains(change.table) && change.oldRevision > 0
                && change.oldRevision < change.newRevision && change.newRevision == gate.counter && change.tagsFit
                && !removedGateRows.contains(change.before) && seen.insert(change.name).inserted
        }
        let own = [TableCode.gateMaster, TableCode.gateSystemSeed, TableCode.gateLogSeed]
        return areRenewed && own.allSatisfy { seen.contains(RowName(table: $0, row: .zero)) }
    }
}
