/// The kinds of rows in gate.db; their numbers are codes of tables in statements and state roots.
package enum GateKind: UInt8, CaseIterable, Sendable {
    /// x: from which look-ups, the row key, record ids and workstation tags derive; its row is zero.
    case master = 65
    /// The seeds of the gate's two keys; their row is zero.
    case systemSeed = 66
    case logSeed = 67
    /// q, by generation.
    case generation = 68
    /// t, by case; of case zero for rows that belong to no case.
    case tagKey = 69
    /// u, by person; two while a passphrase changes.
    case person = 70
    /// Where q was, by generation.
    case tombstone = 71
}
