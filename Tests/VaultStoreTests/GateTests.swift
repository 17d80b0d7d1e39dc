import Testing

@testable import VaultStore

@Suite("Rows of gate.db")
struct GateTests {
    let folder: Folder
    let gate: GateDatabase

    init() throws {
        folder = try Folder()
        gate = try GateDatabase.create(at: folder.gate)
    }

    private func sample(_ kind: UInt8, _ number: Int, step: UInt64 = 1, sealed: [UInt8] = [0, 1]) throws -> GateRow {
        GateRow(kind: kind, id: try .sample(number), step: step, sealed: sealed, hash: try .sample(UInt8(number)))
    }

    private func insert(_ rows: GateRow...) throws {
        try gate.transaction { transaction in
            for row in rows { try transaction.insert(row) }
        }
    }

    @Test("Rows come back, of one kind or all, in order, also after closing")
    func roundTrip() throws {
        let rows = [try sample(0, 3), try sample(1, 1), try sample(1, 2), try sample(255, 1)]
        try insert(rows[2], rows[0], rows[3], rows[1])
        try gate.close()
        let again = try GateDatabase(opening: folder.gate)
        #expect(try again.rows() == rows)
        #expect(try again.rows(kind: 1) == [rows[1], rows[2]])
        #expect(try again.rows(kind: 2).isEmpty)
        #expect(try again.row(kind: 1, id: .sample(2)) == rows[2])
        #expect(try again.row(kind: 2, id: .sample(2)) == nil)
        #expect(try again.integrityFindings().isEmpty)
    }

    @Test("A kind has an id once; replacing and deleting need the row that is expected")
    func conflicts() throws {
        try insert(sample(1, 1))
        #expect(throws: StoreError.conflict) { try insert(sample(1, 1, step: 2)) }
        try insert(sample(2, 1))
        try gate.transaction { transaction in
            #expect(throws: StoreError.conflict) { try transaction.replace(sample(1, 1, step: 5), expecting: 4) }
            #expect(throws: StoreError.missingRow) { try transaction.replace(sample(1, 2), expecting: 1) }
            try transaction.replace(sample(1, 1, step: 5), expecting: 1)
            #expect(throws: StoreError.missingRow) { try transaction.delete(kind: 3, id: .sample(1)) }
            try transaction.delete(kind: 2, id: .sample(1))
        }
        #expect(try gate.rows() == [sample(1, 1, step: 5)])
    }

    @Test("What the table does not take is refused")
    func refused() throws {
        #expect(throws: StoreError.refusedValue) { try insert(sample(1, 1, sealed: [])) }
        #expect(throws: StoreError.refusedValue) { try insert(sample(1, 1, step: UInt64.max)) }
        #expect(try gate.rows().isEmpty)
    }

    @Test("A body that throws leaves nothing")
    func rollback() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try gate.transaction { transaction in
                try transaction.insert(sample(1, 1))
                throw Stop()
            }
        }
        #expect(try gate.rows().isEmpty)
    }

    @Test("A gate and a vault are not taken for each other")
    func kinds() throws {
        try gate.close()
        try VaultDatabase.create(at: folder.vault).close()
        #expect(throws: StoreError.notAVault) { try VaultDatabase(opening: folder.gate) }
        #expect(throws: StoreError.notAVault) { try GateDatabase(opening: folder.vault) }
    }
}
