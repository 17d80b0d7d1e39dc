import GRDB
import GRDBSQLite

/// The columns of the row at which a statement stands, read where they lie in SQLite's memory.
///
/// What is in a column is checked again on reading: a damaged file can answer anything, and nothing here may trap.
/// Safe, although it holds a pointer: it cannot be copied, and ``Stepping``, which keeps the statement, only lends it.
@safe
struct Columns: ~Copyable {
    private let statement: OpaquePointer

    init(of statement: OpaquePointer) { unsafe self.statement = statement }

    /// The bytes of a column, copied once.
    func bytes(_ index: Int32) throws(StoreError) -> [UInt8] {
        unsafe [UInt8](try blob(index))
    }

    func rowID(_ index: Int32) throws(StoreError) -> RowID {
        let bytes = unsafe try blob(index)
        guard bytes.count == RowID.byteCount else { throw .damaged }
        return unsafe RowID(high: bytes.number(at: 0), low: bytes.number(at: 8))
    }

    func rowHash(_ index: Int32) throws(StoreError) -> RowHash {
        let bytes = unsafe try blob(index)
        guard bytes.count == RowHash.byteCount else { throw .damaged }
        return unsafe RowHash(bytes.number(at: 0), bytes.number(at: 8), bytes.number(at: 16), bytes.number(at: 24))
    }

    /// A number that is never negative: a revision, a seq, a size, a step.
    func number(_ index: Int32) throws(StoreError) -> UInt64 {
        guard unsafe sqlite3_column_type(statement, index) == SQLITE_INTEGER,
            let number = unsafe UInt64(exactly: sqlite3_column_int64(statement, index))
        else { throw .damaged }
        return number
    }

    /// Valid until the statement goes on.
    ///
    /// A flipped bit makes a text of a blob, with the same bytes: these are read, and `integrityFindings` tells of it.
    private func blob(_ index: Int32) throws(StoreError) -> UnsafeRawBufferPointer {
        let type = unsafe sqlite3_column_type(statement, index)
        guard type == SQLITE_BLOB || type == SQLITE_TEXT else { throw .damaged }
        let start = unsafe sqlite3_column_blob(statement, index)
        let count = unsafe Int(sqlite3_column_bytes(statement, index))
        // SQLite has no address for nothing, and for what it had no memory for.
        guard unsafe start != nil || count == 0 else { throw .outOfMemory }
        return unsafe UnsafeRawBufferPointer(start: start, count: count)
    }
}

extension UnsafeRawBufferPointer {
    /// Eight bytes as a big-endian number.
    fileprivate func number(at offset: Int) -> UInt64 {
        UInt64(bigEndian: unsafe loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
