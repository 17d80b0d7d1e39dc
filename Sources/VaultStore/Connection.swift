import CSQLite
import GRDB
import Synchronization

/// Tells the transactions of a connection apart, so that none is written to after its end.
typealias TransactionNumber = UInt64

/// One SQLite connection with its settings asserted, used synchronously from one place at a time.
///
/// Every access runs on GRDB's own serial queue without `await`; an access inside an access is direct. After an fsync
/// error it refuses to write: the pages are marked clean, so a second attempt would acknowledge what is not there.
final class Connection: Sendable {
    private let queue: DatabaseQueue
    private let state = Mutex(State())

    private struct State {
        var closed = false
        var syncFailed = false
        /// The number of the last transaction begun.
        var transaction: TransactionNumber = 0
        /// The error after which SQLite rolled back the running transaction by itself.
        var aborted: StoreError?
    }

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    /// Runs `body` on the connection, inside the running transaction when there is one.
    func access<R>(_ body: (Database) throws -> R) throws -> R {
        try queue.unsafeReentrantRead { database in
            try state.withLock { if $0.closed { throw StoreError.closed } }
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
        } catch let error where error is DatabaseError {
            throw noted(error)
        }
    }

    /// Runs `body` between BEGIN IMMEDIATE and COMMIT.
    ///
    /// - Throws: what `body` throws, or `StoreError` when BEGIN or COMMIT fails; the transaction is rolled back.
    func transaction<R>(_ body: (TransactionNumber) throws -> R) throws -> R {
        try access { database in
            guard !database.isInsideTransaction else { throw StoreError.transactionOpen }
            let number = try nextTransaction()
            try run("BEGIN IMMEDIATE", on: database)
            do {
                let result = try body(number)
                try require(number, on: database)
                try run("COMMIT", on: database)
                return result
            } catch {
                try rollBack(database)
                throw error
            }
        }
    }

    /// Runs `body` so that its writes are undone, and only they, when it throws.
    func savepoint<R>(of number: TransactionNumber, _ body: () throws -> R) throws -> R {
        try access { database in
            try require(number, on: database)
            try run("SAVEPOINT part", on: database)
            do {
                let result = try body()
                try require(number, on: database)
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
    }

    /// Runs a writing statement of the open transaction and returns the number of rows it changed.
    func write(
        _ sql: String, _ values: [SQLValue], in number: TransactionNumber
    ) throws(StoreError) -> Int {
        try read { database in
            try require(number, on: database)
            do {
                return try database.change(sql, values)
            } catch {
                if !database.isInsideTransaction { state.withLock { $0.aborted = StoreError(error) } }
                throw error
            }
        }
    }

    /// Closes the connection: SQLite checkpoints the write-ahead log and removes it. Closing twice is no error.
    func close() throws(StoreError) {
        do {
            try queue.close()
            state.withLock { $0.closed = true }
        } catch {
            throw noted(error)
        }
    }

    /// Copies the database page by page into a new file: what is committed, also what is still in the write-ahead log.
    ///
    /// Pages go over as they are, free ones included, which secure_delete has filled with zeros. They go into the copy's own
    /// write-ahead log first, so while it is made it takes its size twice; closing would move them into the file too, but
    /// tells nobody when it cannot.
    func copy(
        to path: String, _ format: FileFormat, _ progress: @escaping (_ done: UInt64, _ total: UInt64) -> Void
    ) throws(StoreError) {
        let other = try Connection.create(format, at: path)
        do {
            try queue.backup(to: other.queue, pagesPerStep: Self.pagesPerStep) { step in
                progress(UInt64(step.completedPageCount), UInt64(step.totalPageCount))
            }
            if format.journalMode == "wal" { try other.moveWriteAheadLog() }
        } catch {
            // What was written of the copy is its caller's to remove.
            try? other.close()
            throw other.noted(error)
        }
        try other.close()
    }

    /// 8 MiB: often enough for a line that tells how far it is.
    private static let pagesPerStep: Int32 = 1_024

    // MARK: - Inside an access

    private func run(_ sql: String, on database: Database) throws(StoreError) {
        do {
            try database.cachedStatement(sql: sql).execute()
        } catch {
            throw noted(error)
        }
    }

    private func rollBack(_ database: Database) throws(StoreError) {
        state.withLock { $0.aborted = nil }
        if database.isInsideTransaction { try run("ROLLBACK", on: database) }
    }

    private func require(_ number: TransactionNumber, on database: Database) throws(StoreError) {
        let (current, aborted) = state.withLock { ($0.transaction, $0.aborted) }
        guard number != current || !database.isInsideTransaction else { return }
        throw number == current ? aborted ?? .transactionOver : .transactionOver
    }

    private func nextTransaction() throws(StoreError) -> TransactionNumber {
        let number: TransactionNumber? = state.withLock { state in
            guard !state.syncFailed else { return nil }
            state.transaction += 1
            return state.transaction
        }
        guard let number else { throw .syncFailed }
        return number
    }

    private func noted(_ error: any Error) -> StoreError {
        let error = StoreError(error)
        if error == .syncFailed { state.withLock { $0.syncFailed = true } }
        return error
    }
}
