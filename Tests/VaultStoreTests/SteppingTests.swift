import GRDB
import Testing

@testable import VaultStore

/// Values go in and come out through SQLite's own functions, past the library's checks: each has to be made here.
@Suite("Statements, stepped")
struct SteppingTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    private func first<R>(
        _ sql: String, _ values: [SQLValue] = [], _ decode: (borrowing Columns) throws -> R
    ) throws(StoreError) -> R? {
        try vault.connection.read { try $0.first(sql, values, decode) }
    }

    @Test("Each kind of value comes back as it went in, with the type that SQLite has for it")
    func roundTrip() throws {
        let id = RowID(high: 0x0102_0304_0506_0708, low: 0xf0e0_d0c0_b0a0_9080)
        let hash = RowHash(1, .max, 0x8000_0000_0000_0000, 0x7f)
        let types = "typeof(?1) || typeof(?2) || typeof(?3) || typeof(?4)"
        let values: [SQLValue] = [.number(UInt64(Int64.max)), .id(id), .hash(hash), .bytes([0, 255, 0])]
        let found = try first("SELECT ?1, ?2, ?3, ?4, CAST(\(types) AS BLOB)", values) { row in
            #expect(try row.number(0) == UInt64(Int64.max))
            #expect(try row.rowID(1) == id)
            #expect(try row.bytes(1) == id.bytes)
            #expect(try row.rowHash(2) == hash)
            #expect(try row.bytes(2) == hash.bytes)
            #expect(try row.bytes(3) == [0, 255, 0])
            return try row.bytes(4)
        }
        #expect(found == Array("integerblobblobblob".utf8))
    }

    @Test("No bytes are an empty value, not NULL")
    func nothing() throws {
        #expect(try first("SELECT typeof(?) = 'blob'", [.bytes([])]) { try $0.number(0) } == 1)
        #expect(try first("SELECT ?", [.bytes([])]) { try $0.bytes(0) } == [])
    }

    @Test("What SQLite's numbers do not hold is refused")
    func largeNumber() {
        #expect(throws: StoreError.refusedValue) {
            try first("SELECT ?", [.number(UInt64(Int64.max) + 1)]) { try $0.number(0) }
        }
    }

    @Test("A value too few or too many is refused; it would be NULL, or nothing", arguments: [[], [1], [1, 2, 3]])
    func wrongCount(numbers: [UInt64]) {
        #expect(throws: StoreError.engine(code: ResultCode.SQLITE_MISUSE.rawValue)) {
            try first("SELECT ?, ?", numbers.map { .number($0) }) { try $0.number(0) }
        }
    }

    @Test(
        "A column of another type, or a negative number, is damage",
        arguments: ["NULL", "1.0", "'1'", "X'31'", "-1"])
    func wrongType(value: String) {
        func refused<R>(_ decode: (borrowing Columns) throws(StoreError) -> R) {
            #expect(throws: StoreError.damaged) { _ = try first("SELECT \(value)") { try decode($0) } }
        }
        refused { (row) throws(StoreError) in try row.number(0) }
        refused { (row) throws(StoreError) in try row.rowID(0) }
        refused { (row) throws(StoreError) in try row.rowHash(0) }
        // Bytes of any length are bytes, and so is what a flipped bit calls a text.
        guard !["X'31'", "'1'"].contains(value) else { return }
        refused { (row) throws(StoreError) in try row.bytes(0) }
    }

    @Test("An id and a hash have their length to the byte", arguments: [0, 8, 15, 17, 31, 33])
    func wrongLength(count: Int) {
        let value = SQLValue.bytes([UInt8](repeating: 7, count: count))
        #expect(throws: StoreError.damaged) { try first("SELECT ?", [value]) { try $0.rowID(0) } }
        #expect(throws: StoreError.damaged) { try first("SELECT ?", [value]) { try $0.rowHash(0) } }
    }

    @Test("A statement that was left at a row is set back: it keeps no values, and the log can be moved into the file")
    func setBack() throws {
        struct Left: Error {}
        try vault.insert(try .sample(.record, 1), try .sample(.record, 2))
        #expect(throws: Left.self) { try vault.forEachRow(of: .record) { _ in throw Left() } }
        #expect(throws: Left.self) {
            try vault.connection.access { database in
                try database.first(RowStatements.of(.record).exists, [.id(try .sample(1))]) { _ in throw Left() }
            }
        }
        try vault.truncateWAL()
        #expect(try vault.connection.expanded(RowStatements.of(.record).exists).hasSuffix("WHERE id = NULL)"))
        #expect(try vault.exists(.record, .sample(1)))
        #expect(try !vault.exists(.record, .sample(9)))
    }

    @Test("A blob that a flipped bit makes a text of has its bytes still")
    func text() throws {
        #expect(try first("SELECT 'abcdefghijklmnop'") { try $0.rowID(0).bytes } == Array("abcdefghijklmnop".utf8))
        #expect(try first("SELECT CAST(X'00ff00' AS TEXT)") { try $0.bytes(0) } == [0, 255, 0])
    }

    @Test("A kept statement is refused to its own rows, which it would end")
    func keptInUse() throws {
        let sql = "SELECT 1 UNION ALL SELECT 2"
        #expect(throws: StoreError.engine(code: ResultCode.SQLITE_MISUSE.rawValue)) {
            try vault.connection.access { database in
                _ = try database.all(sql) { _ in try database.first(sql) { try $0.number(0) } }
            }
        }
        #expect(try vault.connection.read { try $0.all(sql) { try $0.number(0) } } == [1, 2])
    }

    @Test("A query that is run inside its own rows does not disturb them")
    func nested() throws {
        for number in 1...3 { try vault.insert(try .sample(.record, number)) }
        var seen: [Int] = []
        try vault.forEachRow(of: .record) { _ in
            var inner = 0
            try vault.forEachRow(of: .record) { _ in inner += 1 }
            seen.append(inner)
        }
        #expect(seen == [3, 3, 3])
    }
}
