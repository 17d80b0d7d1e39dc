import Testing

@testable import VaultStore

@Suite("Rows of vault.db")
struct RowTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    @Test("A row comes back as it was, from every table, after closing too", arguments: Table.allCases)
    func roundTrip(table: Table) throws {
        let row = try Row.sample(table, 7, sealed: [0, 255, 0, 1])
        try vault.insert(row)
        #expect(try vault.row(table, row.id) == row)
        try vault.close()
        let again = try VaultDatabase(opening: folder.vault)
        #expect(try again.row(table, row.id) == row)
        #expect(try again.row(table, row.id, revision: 1) == row)
        #expect(try again.row(table, row.id, revision: 2) == nil)
    }

    struct Stop: Error {}

    @Test("A savepoint whose body throws loses its own writes and nothing else")
    func savepoint() throws {
        let rows = try (1...3).map { try Row.sample(.record, $0) }
        try vault.transaction { transaction in
            try transaction.insert(rows[0])
            #expect(throws: Stop.self) {
                try transaction.savepoint {
                    try transaction.insert(rows[1])
                    #expect(try vault.exists(.record, rows[1].id))
                    throw Stop()
                }
            }
            try transaction.insert(rows[2])
        }
        #expect(try rows.map { try vault.exists(.record, $0.id) } == [true, false, true])
    }
}
