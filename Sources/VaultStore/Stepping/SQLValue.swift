import GRDB
import GRDBSQLite

/// A value for one parameter of a statement.
enum SQLValue {
    case number(UInt64)
    case id(RowID)
    case hash(RowHash)
    case bytes([UInt8])

    /// Binds it; SQLite takes a copy.
    ///
    /// - Throws: `.refusedValue` for a number above 2^63 − 1, which SQLite cannot hold.
    func bind(to statement: OpaquePointer, at index: Int32) throws(StoreError) {
        let status =
            switch self {
            case .number(let number): unsafe sqlite3_bind_int64(statement, index, try Self.signed(number))
            case .id(let id):
                unsafe Self.bind((id.high.bigEndian, id.low.bigEndian), to: statement, at: index)
            case .hash(let hash):
                unsafe Self.bind(
                    (hash.first.bigEndian, hash.second.bigEndian, hash.third.bigEndian, hash.fourth.bigEndian),
                    to: statement, at: index)
            case .bytes(let bytes): unsafe bytes.withUnsafeBytes { unsafe Self.bind($0, to: statement, at: index) }
            }
        guard status == SQLITE_OK else { throw StoreError(code: ResultCode(rawValue: status)) }
    }

    private static func signed(_ number: UInt64) throws(StoreError) -> Int64 {
        guard let number = Int64(exactly: number) else { throw .refusedValue }
        return number
    }

    private static func bind<Words: BitwiseCopyable>(
        _ words: Words, to statement: OpaquePointer, at index: Int32
    ) -> Int32 {
        unsafe withUnsafeBytes(of: words) { unsafe bind($0, to: statement, at: index) }
    }

    private static func bind(
        _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32
    ) -> Int32 {
        // No address would be NULL, and nothing is not NULL.
        guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else {
            return unsafe sqlite3_bind_zeroblob(statement, index, 0)
        }
        return unsafe sqlite3_bind_blob64(statement, index, start, UInt64(bytes.count), Self.isCopied)
    }

    /// SQLITE_TRANSIENT, which Swift does not import: the bytes are copied before the call returns.
    private static let isCopied = unsafe unsafeBitCast(-1, to: (sqlite3_destructor_type).self)
}
