import AuditLog

/// When a checkpoint states the rows of vault.db before it: reading them for the root holds everybody up, so in a large
/// vault the work of stating has to grow with the log, and not with the vault for each checkpoint.
///
/// What lies, changed by somebody else, between two states is found all the same by `check`, from the statements of the
/// entries; an auditor without keys needs the state, and whatever goes to her (export, backup) states first, as do the
/// erasure and the end of the last session.
struct StatingRule {
    /// How many rows are to be read.
    let rows: UInt64
    /// Entries since they were last stated.
    let entries: UInt64
    /// Milliseconds since then; nil when the clock was set back behind it.
    let age: UInt64?

    /// Reading a row for the root takes about a hundredth of what an entry with its rows takes to write: with eight rows
    /// for an entry stating stays below a tenth of the work.
    private static let rowsPerEntry: UInt64 = 8
    /// About a tenth of a second: nobody minds that once an hour.
    private static let rowsPerHour: UInt64 = 100_000

    var isDue: Bool {
        guard let age, age < Milliseconds.day else { return true }
        let (limit, isLarge) = entries.multipliedReportingOverflow(by: Self.rowsPerEntry)
        return isLarge || rows <= limit || (age >= Milliseconds.hour && rows <= Self.rowsPerHour)
    }
}
