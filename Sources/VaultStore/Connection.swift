import CSQLite
import GRDB
import Synchronization

/// One SQLite connection with its settings asserted, used synchronously from one place at a time.
///
/// Every access runs on GRDB's own serial queue without `await`; an access inside an access is direct. After an fsync
/// error it refuses to write: the pages are marked clean, so a second attempt would acknowledge what is not there.
final class Connection: Sendable {
    private let queue: DatabaseQueue
    private let refusal = Mutex(Refusal())

    private struct Refusal {
        var closed = false
        var syncFailed = false
        /// The error after which SQLite rolled back the running transaction by itself.
        var aborted: StoreError?
    }

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    /// Runs `body` on the connection, inside the running transaction when there is one.
    func access<R>(_ body: (Database) throws -> R) throws -> R {
        try queue.unsafeReentrantRead { database in
            try refusal.withLock { if $0.closed { throw StoreError.closed } }
            return try body(database)
        }
    }

    /// As `access`, for a body that throws nothing but the store's and SQLite's errors.
    func read<R>(_ body: (Database) throws -> R) throws(StoreError) -> R {
        do {
            return try access(body)
        } catch {
            throw noted(error)
        }
    }

    /// As `access`, for a body that hands rows to a caller's closure: the caller's errors pass, SQLite's are translated.
    func stream(_ body: (Database) throws -> Void) throws {
        do {
            try access(body)
        } catch let error where error is DatabaseError || error is RowDecodingError {
            throw noted(error)
        }
    }

    /// Runs `body` between BEGIN IMMEDIATE and COMMIT.
    ///
    /// - Throws: what `body` throws, or `StoreError` when BEGIN or COMMIT fails; the transaction is rolled back.
    func transaction<R>(_ body: (Database) throws -> R) throws -> R {
        try access { database in
            try refuseWritingIfNeeded()
            guard !database.isInsideTransaction else { throw StoreError.transactionOpen }
            try run("BEGIN IMMEDIATE", on: database)
            do {
                let result = try body(database)
                try requireTransaction(database)
                try run("COMMIT", on: database)
                return result
            } catch {
                try rollBack(database)
                throw error
            }
        }
    }

    /// Runs `body` so that its writes are undone, and only they, when it throws.
    func savepoint<R>(on database: Database, _ body: () throws -> R) throws -> R {
        try requireTransaction(database)
        try run("SAVEPOINT part", on: database)
        do {
            let result = try body()
            try requireTransaction(database)
            try run("RELEASE part", on: database)
            return result
        } catch {
            if database.isInsideTransaction {
                try run("ROLLBACK TO part", on: database)
                try run("RELEASE part", on: database)
            }
            throw error
        }
    }

    /// Runs a writing statement of the open transaction and returns the number of rows it changed.
    func write(_ sql: String, _ arguments: StatementArguments, on database: Database) throws(StoreError) -> Int {
        try requireTransaction(database)
        do {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
            return database.changesCount
        } catch {
            let error = noted(error)
            if !database.isInsideTransaction { refusal.withLock { $0.aborted = error } }
            throw error
        }
    }

    /// Closes the connection: SQLite checkpoints the write-ahead log and removes it. Closing twice is no error.
    func close() throws(StoreError) {
        do {
            try queue.close()
            refusal.withLock { $0.closed = true }
        } catch {
            throw noted(error)
        }
    }

    /// Copies the database page by page into an empty one.
    func copy(to other: Connection) throws(StoreError) {
        do {
            try queue.backup(to: other.queue)
        } catch {
            throw other.noted(error)
        }
    }

    // MARK: - Inside an access

    private func run(_ sql: String, on database: Database) throws(StoreError) {
        do {
            try database.cachedStatement(sql: sql).execute()
        } catch {
            throw noted(error)
        }
    }

    private func rollBack(_ database: Database) throws(StoreError) {
        refusal.withLock { $0.aborted = nil }
        if database.isInsideTransaction { try run("ROLLBACK", on: database) }
    }

    private func requireTransaction(_ database: Database) throws(StoreError) {
        guard !database.isInsideTransaction else { return }
        throw refusal.withLock { $0.aborted } ?? .transactionOver
    }

    private func refuseWritingIfNeeded() throws(StoreError) {
        if refusal.withLock({ $0.syncFailed }) { throw .syncFailed }
    }

    private func noted(_ error: any Error) -> StoreError {
        let error = StoreError(error)
        if error == .syncFailed { refusal.withLock { $0.syncFailed = true } }
        return error
    }
}
