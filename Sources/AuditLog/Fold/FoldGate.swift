import VaultCrypto

// The gate and the state.
extension LogFold {
    mutating func apply(_ entry: AuditEntry, _ statement: GateStatement) -> Bool {
        guard holders[entry.fields.by] == .system else { return false }
        take(statement.effects, of: entry)
        return true
    }

    mutating func apply(_ entry: AuditEntry, _ statement: StateStatement) -> Bool {
        guard holders[entry.fields.by] == .system, statement.gate == gate else { return false }
        state = (statement.vaultRoot, entry.seq)
        changedSinceState = false
        return true
    }
}
