/// Why the store could not do what was asked. No case carries a path, a bound value or text.
package enum StoreError: Error, Hashable, Sendable {
    /// There is no such file, it is no regular file, or it may not be read (or written, unless opened read-only).
    case cannotOpen
    /// `create` found something at the path already.
    case alreadyExists
    /// A file that is no SQLite database, or a database of another program.
    case notAVault
    /// Made by a newer version of this program. Nothing was touched.
    case newerFormat(found: Int, supported: Int)
    /// Made by an older version: it has to be upgraded first. Nothing was touched.
    case olderFormat(found: Int, supported: Int)
    /// The file is ours and cannot be what was written: truncated, overwritten, another schema.
    case damaged
    /// SQLite did not take a setting the vault depends on.
    case settingRefused(Setting)
    /// Another connection has the database.
    case locked
    /// The disk or the quota is full. The transaction is rolled back; reading goes on.
    case full
    /// The system refused to read or write. The transaction is rolled back.
    case inputOutput
    /// The system could not make data durable. What is on the disk is unknown, and what was being committed may be seen
    /// or not: the process has to end and the vault be opened and checked anew. This connection writes no more.
    case syncFailed
    /// Opened read-only.
    case readOnly
    /// The row exists already, or has another revision than expected.
    case conflict
    /// No such row to replace or delete.
    case missingRow
    /// More sealed than a row has (64 MiB).
    case tooLarge
    /// A value the schema does not take: nothing sealed, revision 0, `gen` missing or out of place, a number
    /// above 2^63 − 1.
    case refusedValue
    /// A transaction was begun inside a transaction.
    case transactionOpen
    /// The transaction has been rolled back already, after an error that the body did not pass on.
    case transactionOver
    /// The connection is closed.
    case closed
    /// There was not enough memory.
    case outOfMemory
    /// Any other answer of SQLite, by its extended result code: a defect of this program.
    case engine(code: Int32)
}
