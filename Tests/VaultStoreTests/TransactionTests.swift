import Testing

@testable import VaultStore

@Suite("Transactions")
struct TransactionTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    struct Stop: Error {}

    @Test("A body that throws leaves nothing, and the next transaction works")
    func rollback() throws {
        #expect(throws: Stop.self) {
            try vault.transaction { transaction in
                try transaction.insert(.sample(.person, 1))
                try transaction.append(seq: 0, line: [65])
                #expect(try vault.exists(.person, .sample(1)))
                #expect(try vault.line(0) == [65])
                throw Stop()
            }
        }
        #expect(try !vault.exists(.person, .sample(1)))
        #expect(try vault.lineCount == 0)
        try vault.insert(.sample(.person, 1))
    }

    @Test("What is staged is seen by every way of reading")
    func staged() throws {
        let row = try Row.sample(.record, 1)
        try vault.transaction { transaction in
            try transaction.insert(row)
            #expect(try vault.row(.record, row.id) == row)
            #expect(try vault.row(.record, row.id, revision: 1) == row)
            #expect(try vault.place(.record, row.id) == row.place)
            #expect(try vault.count(.record) == 1)
            var scanned = 0
            try vault.forEachRow(of: .record) { scanned += $0 == row ? 1 : 0 }
            try vault.forEachDigest { scanned += $0.hash == row.hash ? 1 : 0 }
            #expect(scanned == 2)
            #expect(try vault.batch { try vault.exists(.record, row.id) })
        }
    }

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

    @Test("A savepoint in a savepoint is undone alone")
    func savepoints() throws {
        let rows = try (1...4).map { try Row.sample(.record, $0) }
        try vault.transaction { transaction in
            try transaction.insert(rows[0])
            try transaction.savepoint {
                try transaction.insert(rows[1])
                #expect(throws: StoreError.conflict) {
                    try transaction.savepoint {
                        try transaction.insert(rows[2])
                        try transaction.insert(rows[0])
                    }
                }
            }
            try transaction.insert(rows[3])
        }
        #expect(try rows.map { try vault.exists(.record, $0.id) } == [true, true, false, true])
    }

    @Test("In a group each part commits or is undone on its own")
    func group() throws {
        let numbers = [1, 2, 1, 3, 2, 4]
        var done: [Int] = []
        try vault.transaction { transaction in
            for number in numbers {
                do {
                    try transaction.savepoint {
                        try transaction.append(seq: vault.lineCount, line: [UInt8(number)])
                        try transaction.insert(.sample(.person, number))
                    }
                    done.append(number)
                } catch StoreError.conflict {}
            }
        }
        #expect(done == [1, 2, 3, 4])
        #expect(try vault.lineCount == 4)
        #expect(try vault.count(.person) == 4)
    }

    @Test("A conflict leaves the transaction open for the caller to go on")
    func conflict() throws {
        try vault.insert(.sample(.person, 1))
        try vault.transaction { transaction in
            #expect(throws: StoreError.conflict) { try transaction.insert(.sample(.person, 1)) }
            try transaction.insert(.sample(.person, 2))
        }
        #expect(try vault.count(.person) == 2)
    }

    @Test("A transaction in a transaction is refused, and the outer one goes on")
    func nested() throws {
        try vault.transaction { transaction in
            try transaction.insert(.sample(.person, 1))
            #expect(throws: StoreError.transactionOpen) { try vault.insert(.sample(.person, 2)) }
            try transaction.insert(.sample(.person, 3))
        }
        #expect(try vault.count(.person) == 2)
    }

    @Test("A full database refuses with .full, keeps what was there, and works again when there is room")
    func full() throws {
        let row = try Row.sample(.record, 1)
        try vault.insert(row)
        try vault.connection.run("PRAGMA max_page_count = 60")
        let large = try Row.sample(.record, 2, sealed: [UInt8](repeating: 1, count: 1 << 20))
        #expect(throws: StoreError.full) { try vault.insert(large) }
        #expect(try vault.row(.record, row.id) == row)
        #expect(try vault.count(.record) == 1)
        try vault.insert(.sample(.record, 3))
        try vault.connection.run("PRAGMA max_page_count = 100000")
        try vault.insert(large)
        #expect(try vault.integrityFindings().isEmpty)
    }

    @Test("When SQLite has given up the transaction, nothing after it is written on its own")
    func over() throws {
        func abandoned() throws {
            try vault.transaction { transaction in
                try transaction.insert(.sample(.person, 1))
                // As SQLite itself does after some errors of the disk.
                try vault.connection.run("ROLLBACK")
                #expect(throws: StoreError.transactionOver) { try transaction.insert(.sample(.person, 2)) }
                #expect(throws: StoreError.transactionOver) {
                    try transaction.savepoint { try transaction.insert(.sample(.person, 3)) }
                }
            }
        }
        #expect(throws: StoreError.transactionOver) { try abandoned() }
        #expect(try vault.count(.person) == 0)
        try vault.insert(.sample(.person, 4))
        #expect(try vault.count(.person) == 1)
    }

    @Test("A transaction kept beyond its end writes nothing, not even into the next one")
    func kept() throws {
        var kept: [StoreTransaction] = []
        try vault.transaction { kept.append($0) }
        #expect(throws: StoreError.transactionOver) { try kept[0].insert(.sample(.person, 1)) }
        try vault.transaction { transaction in
            #expect(throws: StoreError.transactionOver) { try kept[0].insert(.sample(.person, 1)) }
            #expect(throws: StoreError.transactionOver) { try kept[0].savepoint {} }
            try transaction.insert(.sample(.person, 2))
        }
        #expect(try vault.count(.person) == 1)
    }

    @Test("After closing every call says so")
    func closed() throws {
        try vault.close()
        try vault.close()
        #expect(throws: StoreError.closed) { try vault.row(.person, .sample(1)) }
        #expect(throws: StoreError.closed) { try vault.insert(.sample(.person, 1)) }
        #expect(throws: StoreError.closed) { try vault.truncateWAL() }
        #expect(throws: StoreError.closed) { try vault.forEachRow(of: .person) { _ in } }
    }
}
