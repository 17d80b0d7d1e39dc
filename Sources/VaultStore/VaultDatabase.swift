import GRDB

/// vault.db: sealed rows of every kind, the lines of the audit log and its checkpoints.
///
/// It knows no plaintext, no key and no policy. All calls are synchronous and meant for one caller at a time (the
/// vault's actor). Reading works inside a transaction, where it sees what is staged, and outside it.
package final class VaultDatabase: Sendable {
    let connection: Connection

    private init(_ connection: Connection) {
        self.connection = connection
    }

    /// Makes an empty vault.db, readable by its owner alone, and opens it.
    ///
    /// - Throws: `.alreadyExists`, `.cannotOpen` (the folder), `.full`, `.inputOutput`, `.syncFailed`.
    package static func create(at path: String) throws(StoreError) -> VaultDatabase {
        VaultDatabase(try Connection.create(.vault, at: path))
    }

    /// Opens an existing vault.db.
    ///
    /// With `readOnly` nothing is written, also not beside the file, and other writers are not noticed: the caller holds
    /// the vault's lock or has a copy of its own. A write-ahead log beside the file is read; a rollback journal beside it
    /// is `.readOnly`, because playing it back would write. Tables that an older version lacks are read as empty ones.
    ///
    /// - Throws: `.cannotOpen`, `.notAVault`, `.newerFormat`, `.olderFormat`, `.damaged`, `.locked`, `.settingRefused`,
    ///   `.inputOutput`.
    package convenience init(opening path: String, readOnly: Bool = false) throws(StoreError) {
        self.init(try Connection.open(.vault, at: path, readOnly: readOnly))
    }

    /// Leads a vault.db of an older version to this one and opens it; one of this version is only opened. The caller has
    /// made a backup.
    ///
    /// - Throws: as opening; `.full`, `.syncFailed`.
    package static func upgrade(at path: String) throws(StoreError) -> VaultDatabase {
        VaultDatabase(try Connection.upgrade(.vault, at: path))
    }

    /// The version of the format that is in effect. While a write-ahead log lies beside the file its header may tell an
    /// older one.
    package var formatVersion: Int {
        get throws(StoreError) {
            try connection.read { database in try FileFormat.vault.storedVersion(of: database) }
        }
    }

    /// Runs `body` in one transaction: all it wrote is durable when this returns, or nothing is there.
    ///
    /// After `.full` and `.inputOutput` from the commit itself the transaction may, rarely, still be found after a
    /// restart: retry only what bears an idempotency key.
    ///
    /// - Throws: what `body` throws, or `StoreError`: `.locked`, `.full`, `.inputOutput`, `.readOnly`; `.syncFailed`, after
    ///   which the process has to end; `.transactionOpen` inside another transaction.
    package func transaction<R>(_ body: (StoreTransaction) throws -> R) throws -> R {
        try connection.transaction { try body(StoreTransaction(connection: connection, number: $0)) }
    }

    /// Runs `body` in one access, so that each of many reads in it costs no change of queue.
    package func batch<R>(_ body: () throws -> R) throws -> R {
        try connection.access { _ in try body() }
    }

    /// Whether closing leaves the write-ahead log as it is: for whoever does not know yet that this is the newest file. A
    /// log of which a byte is damaged holds, behind that byte, what is nowhere else.
    package func keepLogOnClose(_ keeps: Bool) throws(StoreError) { try connection.keepLogOnClose(keeps) }

    /// Checkpoints, removes the write-ahead log and closes. Every later call throws `.closed`.
    package func close() throws(StoreError) {
        try connection.close()
    }
}
