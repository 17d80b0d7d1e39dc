import VaultCrypto

// The gate and the state.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: GateStatement) -> Bool {
        guard holders[entry.fields.by] == .system, gateRises(statement.effects), mayChange(statement)
        else { return false }
        take(statement.effects, of: entry)
        adopt(statement.effects)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: StateStatement) -> Bool {
        guard holders[entry.fields.by] == .system, statement.gate == gate else { return false }
        state = (statement.vaultRoot, entry.seq, entry.time)
        changedSinceState = false
        return true
    }

    /// Whether the gate's counter rises with this entry, if it names one: an older gate, or two changes that each took
    /// themselves for the next, do not count.
    func gateRises(_ effects: StatementEffects) -> Bool {
        guard let counter = effects.gate?.counter else { return true }
        return counter > gate?.counter ?? 0 && gateIsInReach(effects)
    }

    /// Whether its counter leaves room for changes to come; an older copy of the gate, from which a vault was restored, has
    /// a lower one.
    func gateIsInReach(_ effects: StatementEffects) -> Bool {
        let last = gate?.counter ?? 0
        guard let counter = effects.gate?.counter, counter > last else { return true }
        return counter - last <= Self.greatestRise
    }

    /// A change counts one, and what an interruption left a few. A counter near its end would be the last change ever.
    private static let greatestRise: UInt64 = 1 << 32

    /// Whether some entry removed this row of gate.db, at this step or for good.
    package func isGone(_ leaf: StateLeaf) -> Bool {
        removedGateRows.contains(leaf.place) || goneGateRows.contains(leaf.place.name)
    }

    mutating func takeRemovals(_ changes: [RowChange]) {
        for change in changes where change.table >= TableCode.firstOfGate {
            if change.oldRevision > 0 {
                removedGateRows.insert(change.before)
                if change.newRevision == 0 { goneGateRows.insert(change.name) }
            }
            if change.table == TableCode.gateTombstone, change.newRevision > 0 {
                erased.tombstones[change.row.retyped()]?.step = change.newRevision
            }
            if change.newRevision > 0 {
                removedGateRows.remove(change.place)
            }
        }
    }
}
