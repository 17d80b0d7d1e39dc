import GRDB

extension StoreError {
    /// The store's error for whatever GRDB threw.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(code: error.extendedResultCode)
        case is RowDecodingError: self = .damaged
        default: self = .engine(code: ResultCode.SQLITE_INTERNAL.rawValue)
        }
    }

    /// Source: sqlite.org/rescode.html. SQLite reports ENOSPC of a write as SQLITE_FULL.
    init(code: ResultCode) {
        switch code {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: self = .syncFailed
        case .SQLITE_IOERR_NOMEM: self = .outOfMemory
        case .SQLITE_IOERR_SHORT_READ: self = .damaged
        // NOTNULL is how the statements on rows refuse a revision that is taken; no other value can be NULL.
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_NOTNULL: self = .conflict
        default: self.init(primary: code.primaryResultCode)
        }
    }

    private init(primary code: ResultCode) {
        switch code {
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR: self = .inputOutput
        // SQLITE_ERROR is a table or column that is not there: the statements are fixed and tested.
        // Too big is what a damaged page says of itself: what is written was measured before.
        case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_TOOBIG: self = .damaged
        case .SQLITE_NOTADB: self = .notAVault
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CANTOPEN, .SQLITE_PERM: self = .cannotOpen
        case .SQLITE_NOMEM: self = .outOfMemory
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .refusedValue
        default: self = .engine(code: code.rawValue)
        }
    }
}
