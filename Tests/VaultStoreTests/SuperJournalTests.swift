import Foundation
import Testing

@testable import VaultStore

/// A rollback journal may name a super-journal at its end, which SQLite deletes after it has played the journal back
/// (sqlite.org/fileformat2.html, "The Rollback Journal"): whoever may write beside a database could name any file.
@Suite("A journal laid beside a database")
struct SuperJournalTests {
    private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    private static let pageSize: UInt32 = 8192
    private static let sectorSize: UInt32 = 512

    /// A journal without pages for a file of so many, which names a super-journal.
    private func journal(pages: UInt32, naming path: String) -> [UInt8] {
        func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let name = Array(path.utf8)
        var header = Self.magic + bytes(0) + bytes(7) + bytes(pages) + bytes(Self.sectorSize) + bytes(Self.pageSize)
        header += [UInt8](repeating: 0, count: Int(Self.sectorSize) - header.count)
        let lockPage = UInt32(0x4000_0000) / Self.pageSize + 1
        let checksum = name.reduce(UInt32(0)) { $0 &+ UInt32(bitPattern: Int32(Int8(bitPattern: $1))) }
        return header + bytes(lockPage) + name + bytes(UInt32(name.count)) + bytes(checksum) + Self.magic
    }

    @Test("The file that it names stays, and the database opens again", arguments: ["gate.db", "vault.db"])
    func naming(database: String) throws {
        let folder = try Folder()
        let victim = folder.path + "/victim"
        func open() throws {
            if database == "gate.db" {
                try GateDatabase(opening: folder.gate).close()
            } else {
                try VaultDatabase(opening: folder.vault).close()
            }
        }
        if database == "gate.db" {
            try GateDatabase.create(at: folder.gate).close()
        } else {
            try VaultDatabase.create(at: folder.vault).close()
        }
        let pages = UInt32(try folder.bytes(database).count) / Self.pageSize
        try folder.write(Array("dear".utf8), to: "victim")
        try folder.write(journal(pages: pages, naming: victim), to: database + "-journal")
        #expect(throws: StoreError.self) { try open() }
        #expect(try folder.bytes("victim") == Array("dear".utf8))
        try open()
        #expect(try folder.bytes("victim") == Array("dear".utf8))
    }
}
