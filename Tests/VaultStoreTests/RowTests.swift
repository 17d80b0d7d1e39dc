import SeededNumbers
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

    @Test("A row comes back as it was, from every table, also after closing", arguments: Table.allCases)
    func roundTrip(table: Table) throws {
        let row = try Row.sample(table, 7, sealed: [0, 255, 0, 1, 0])
        try vault.insert(row)
        #expect(try vault.row(table, row.id) == row)
        try vault.close()
        let again = try VaultDatabase(opening: folder.vault)
        #expect(try again.row(table, row.id) == row)
        #expect(try again.row(table, row.id, revision: 1) == row)
        #expect(try again.row(table, row.id, revision: 2) == nil)
        #expect(try Table.allCases.map { try again.count($0) } == Table.allCases.map { $0 == table ? 1 : 0 })
    }

    @Test("The codes and names of the tables are part of the format")
    func codes() {
        #expect(Table.allCases.map(\.rawValue) == Array(1...15))
        #expect(
            Table.allCases.map(\.name) == [
                "person", "invitation", "assignment", "policy", "parameters", "identity", "keyring", "lookup",
                "generation", "wrap", "record", "statement", "file", "draft", "searchIndex",
            ])
    }

    @Test(
        "Sealed bytes of any length and value come back",
        arguments: [1, 255, 256, 4_096, 8_191, 8_192, 65_537, 1 << 20, (1 << 20) + 300])
    func sizes(count: Int) throws {
        let patterns = [[UInt8](repeating: 0, count: count), (0..<count).map { UInt8(truncatingIfNeeded: $0) }]
        for (number, sealed) in patterns.enumerated() {
            let row = try Row.sample(.record, number, sealed: sealed)
            try vault.insert(row)
            #expect(try vault.row(.record, row.id) == row)
        }
    }

    @Test("The newest revision is the row, and an older one is had by its number")
    func revisions() throws {
        let rows = try (1...300).map { number in
            try Row.sample(.record, 5, revision: UInt64(number), sealed: [UInt8(number & 255), 1])
        }
        var dice = Dice(seed: 12)
        for row in rows.shuffled(using: &dice) { try vault.insert(row) }
        #expect(try vault.row(.record, rows[0].id) == rows.last)
        #expect(try vault.row(.record, rows[0].id, revision: 17) == rows[16])
        #expect(try vault.revisions(.record, rows[0].id) == rows)
        #expect(try vault.count(.record) == 300)
        #expect(try vault.revisions(.record, .sample(6)).isEmpty)
    }

    @Test("A revision exists once, whatever its hash", arguments: [Table.person, .record])
    func unique(table: Table) throws {
        let row = try Row.sample(table, 1)
        try vault.insert(row)
        let other = Row(
            table: table, id: row.id, revision: 1, generation: row.generation, sealed: [9], hash: try .sample(200))
        #expect(throws: StoreError.conflict) { try vault.insert(other) }
        #expect(throws: StoreError.conflict) { try vault.insert(row) }
        #expect(try vault.revisions(table, row.id) == [row])
    }

    @Test("Of two rows at one place, which only a foreign hand makes, none is replaced")
    func replaceOfTwo() throws {
        try vault.insert(.sample(.keyring, 1))
        try vault.connection.run(
            "INSERT INTO keyring (id, revision, hash, sealed) SELECT id, revision, zeroblob(32), sealed FROM keyring")
        let rows = try vault.rows(.keyring, .sample(1))
        #expect(rows.count == 2)
        #expect(throws: StoreError.conflict) {
            try vault.transaction { try $0.replace(.sample(.keyring, 1, revision: 2), expecting: 1) }
        }
        #expect(try vault.rows(.keyring, .sample(1)) == rows)
    }

    @Test("Replacing takes the place of the expected revision only", arguments: [Table.keyring, .generation])
    func replace(table: Table) throws {
        let (first, second) = (try Row.sample(table, 1), try Row.sample(table, 1, revision: 2, sealed: [4]))
        let third = try Row.sample(table, 1, revision: 3)
        try vault.insert(first)
        func replace(_ row: Row, _ old: UInt64) throws {
            try vault.transaction { transaction in try transaction.replace(row, expecting: old) }
        }
        try replace(second, 1)
        #expect(try vault.revisions(table, first.id) == [second])
        #expect(throws: StoreError.conflict) { try replace(third, 1) }
        #expect(throws: StoreError.missingRow) { try replace(.sample(table, 2), 1) }
        try vault.insert(third)
        #expect(throws: StoreError.conflict) { try replace(third, 2) }
        let sameRevision = try Row.sample(table, 1, revision: 2, sealed: [5, 5])
        try replace(sameRevision, 2)
        #expect(try vault.revisions(table, first.id) == [sameRevision, third])
    }

    @Test("Deleting removes the revision that is named")
    func delete() throws {
        for revision in 1...3 { try vault.insert(.sample(.record, 1, revision: UInt64(revision))) }
        let id = try RowID.sample(1)
        try vault.transaction { transaction in
            try transaction.delete(.record, id, revision: 2)
            #expect(throws: StoreError.conflict) { try transaction.delete(.record, id, revision: 2) }
            #expect(try vault.revisions(.record, id).map(\.revision) == [1, 3])
            for revision in [1, 3] as [UInt64] { try transaction.delete(.record, id, revision: revision) }
            #expect(throws: StoreError.missingRow) { try transaction.delete(.record, id, revision: 1) }
        }
        #expect(try !vault.exists(.record, id))
    }

    @Test("What the table does not take is refused and leaves nothing")
    func refused() throws {
        let (id, hash) = (try RowID.sample(1), try RowHash.sample(1))
        let rows = [
            Row(table: .person, id: id, revision: 1, sealed: [], hash: hash),
            Row(table: .person, id: id, revision: 0, sealed: [1], hash: hash),
            Row(table: .person, id: id, revision: UInt64(Int64.max) + 1, sealed: [1], hash: hash),
            Row(table: .person, id: id, revision: 1, generation: id, sealed: [1], hash: hash),
            Row(table: .record, id: id, revision: 1, sealed: [1], hash: hash),
            Row(table: .generation, id: id, revision: 1, sealed: [1], hash: hash),
        ]
        for row in rows {
            #expect(throws: StoreError.refusedValue) { try vault.insert(row) }
            #expect(throws: StoreError.refusedValue) {
                try vault.transaction { transaction in try transaction.replace(row, expecting: 1) }
            }
        }
        let tooLarge = [UInt8](repeating: 1, count: Row.maximumSealedByteCount + 1)
        #expect(throws: StoreError.tooLarge) { try vault.insert(.sample(sealed: tooLarge)) }
        try vault.insert(Row(table: .person, id: id, revision: UInt64(Int64.max), sealed: [1], hash: hash))
        #expect(try vault.row(.person, id)?.revision == UInt64(Int64.max))
    }

    @Test("The schema itself refuses what the code above would refuse")
    func schemaRefuses() throws {
        let good = ["zeroblob(16)", "1", "zeroblob(32)", "x'01'"]
        for (place, bad) in [
            (0, "zeroblob(15)"), (0, "'sixteen letters.'"), (1, "0"), (1, "'x'"), (1, "1.5"), (2, "zeroblob(31)"),
            (3, "x''"), (3, "'text'"), (0, "NULL"), (3, "NULL"),
        ] {
            var values = good
            values[place] = bad
            let sql = "INSERT INTO person (id, revision, hash, sealed) VALUES (\(values.joined(separator: ", ")))"
            #expect(throws: (any Error).self) { try vault.connection.run(sql) }
        }
        try vault.connection.run(
            "INSERT INTO person (id, revision, hash, sealed) VALUES (\(good.joined(separator: ", ")))")
    }

    @Test("Identifiers have one length and the order of their bytes")
    func identifiers() throws {
        #expect(RowID(bytes: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(RowID(bytes: [UInt8](repeating: 1, count: 17)) == nil)
        #expect(RowHash(bytes: [UInt8](repeating: 1, count: 31)) == nil)
        #expect(RowHash(bytes: [UInt8](repeating: 1, count: 33)) == nil)
        var dice = Dice.rolled
        let bytes = (0..<200).map { _ in dice.bytes(32) }
        let sorted = bytes.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(bytes.compactMap(RowHash.init(bytes:)).sorted().map(\.bytes) == sorted, "seed \(dice.seed)")
        let short = bytes.map { Array($0.prefix(16)) }
        #expect(
            short.compactMap(RowID.init(bytes:)).sorted().map(\.bytes)
                == short.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(dice.seed)")
    }
}
