import Foundation
import SeededNumbers
import Testing

@testable import VaultStore

@Suite("Scans")
struct ScanTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    private func fill() throws -> [Row] {
        let rows = try (0..<600).map { number in
            try Row.sample(
                [.record, .person, .statement][number % 3], number / 2, revision: UInt64(1 + number % 2),
                firstByte: UInt8(number % 4))
        }
        var dice = Dice(seed: 11)
        try vault.transaction { transaction in
            for row in rows.shuffled(using: &dice) { try transaction.insert(row) }
        }
        return rows.sorted { ($0.table.rawValue, $0.id, $0.revision) < ($1.table.rawValue, $1.id, $1.revision) }
    }

    @Test("Digests come ordered by table, id and revision")
    func digests() throws {
        let rows = try fill()
        let expected = rows.map { Row.Digest(table: $0.table, id: $0.id, revision: $0.revision, hash: $0.hash) }
        var found: [Row.Digest] = []
        try vault.forEachDigest { found.append($0) }
        #expect(found == expected)
    }

    @Test("Digests are read from an index alone, so their cost does not depend on the size of rows")
    func covering() throws {
        let plan = try vault.connection.plan(RowStatements.of(.record).digests)
        #expect(plan.contains("USING COVERING INDEX record_place"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test("Every statement that names a row finds it through the index", arguments: Table.allCases)
    func indexed(table: Table) throws {
        let statements = RowStatements.of(table)
        for sql in [
            statements.latest, statements.latestPlace, statements.exact, statements.exists, statements.insert,
            statements.replace, statements.delete,
        ] {
            let plan = try vault.connection.plan(sql)
            #expect(plan.contains("SEARCH"), "\(sql)")
            #expect(!plan.contains("SCAN \(table.name)"), "\(sql): \(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(sql): \(plan)")
        }
    }

    @Test("Rows come one by one; a scan in a scan and a body that throws disturb nothing")
    func rows() throws {
        let records = try fill().filter { $0.table == .record }
        var pairs = 0
        try vault.forEachRow(of: .record) { outer in
            try vault.forEachRow(of: .record) { inner in pairs += inner == outer ? 1 : 0 }
        }
        #expect(pairs == records.count)
        struct Stop: Error {}
        var seen: [Row] = []
        #expect(throws: Stop.self) {
            try vault.forEachRow(of: .record) { row in
                seen.append(row)
                if seen.count == 3 { throw Stop() }
            }
        }
        #expect(seen == Array(records.prefix(3)))
        try vault.insert(.sample(.wrap, 1))
    }

    /// In a process of its own, which does nothing else: what other tests hold would count too.
    @Test("A scan over 128 MiB of rows holds one row at a time")
    func flat() async throws {
        for part in 0..<16 {
            try vault.transaction { transaction in
                for number in 0..<128 {
                    let sealed = [UInt8](repeating: UInt8(number), count: 1 << 16)
                    try transaction.insert(.sample(.record, part * 128 + number, sealed: sealed))
                }
            }
            try vault.truncateWAL()
        }
        try vault.close()
        await #expect(processExitsWith: .success) { [path = folder.vault as String] in
            let vault = try VaultDatabase(opening: path)
            let before = try largestResidentBytes()
            var total = 0
            try vault.forEachRow(of: .record) { total += $0.sealed.count }
            #expect(total == 128 << 20)
            // The cache of SQLite alone is 8 MiB.
            let grown = try largestResidentBytes() - before
            #expect(grown < 16 << 20)
        }
    }
}

/// The most memory this process has ever had.
private func largestResidentBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(separator: " ")[1])) * 1_024
}
