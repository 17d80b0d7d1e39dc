import Foundation
import Testing

@testable import VaultStore

@Suite("Opening")
struct OpeningTests {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private func makeClosedVault(rows: Int = 3) throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.transaction { transaction in
            for number in 0..<rows { try transaction.insert(.sample(.record, number)) }
        }
        try vault.close()
    }

    @Test("The open connection has every setting the design rests on")
    func settings() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        let expected: [Setting: String] = [
            .applicationID: "1129727042", .cacheSize: "-8192", .cellSizeCheck: "1", .encoding: "utf-8",
            .foreignKeys: "1", .journalMode: "wal", .lockingMode: "exclusive", .mmapSize: "0", .pageSize: "8192",
            .secureDelete: "1", .synchronous: "2", .tempStore: "2", .trustedSchema: "0", .userVersion: "2",
            .walAutocheckpoint: "0",
        ]
        #expect(try vault.connection.settings == expected)
        try vault.close()
        #expect(try VaultDatabase(opening: folder.vault).connection.settings == expected)
        #expect(Set(expected.keys).union([.defensive]) == Set(Setting.allCases))

        let gate = try GateDatabase.create(at: folder.gate)
        var ofGate = expected
        ofGate[.applicationID] = "1129727828"
        ofGate[.journalMode] = "delete"
        ofGate[.synchronous] = "3"
        ofGate[.userVersion] = "1"
        ofGate[.lockingMode] = "normal"
        #expect(try gate.connection.settings == ofGate)
        try gate.close()
        #expect(try GateDatabase(opening: folder.gate).connection.settings == ofGate)
    }

    @Test("The connection is defensive: neither schema nor journal can be tampered with through it")
    func defensive() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        #expect(throws: (any Error).self) {
            try vault.connection.run("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'x'")
        }
        try vault.connection.run("PRAGMA journal_mode = OFF")
        #expect(try vault.connection.settings[.journalMode] == "wal")
    }

    @Test("New files are readable by their owner alone, also the log beside them")
    func modes() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.insert(.sample())
        _ = try GateDatabase.create(at: folder.gate)
        #expect(try folder.names == ["gate.db", "vault.db", "vault.db-wal"])
        for name in try folder.names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("Closing leaves one file, and an index of the log is never one")
    func closing() throws {
        try makeClosedVault()
        #expect(try folder.names == ["vault.db"])
        let vault = try VaultDatabase(opening: folder.vault)
        try vault.insert(.sample(.person, 9))
        #expect(try folder.names == ["vault.db", "vault.db-wal"])
    }

    @Test("Creating takes no place that is taken")
    func creating() throws {
        try makeClosedVault()
        let bytes = try folder.bytes("vault.db")
        #expect(throws: StoreError.alreadyExists) { try VaultDatabase.create(at: folder.vault) }
        #expect(try folder.bytes("vault.db") == bytes)
        #expect(throws: StoreError.cannotOpen) { try VaultDatabase.create(at: folder.path + "/none/vault.db") }
        try FileManager.default.createSymbolicLink(
            atPath: folder.gate, withDestinationPath: folder.path + "/elsewhere")
        #expect(throws: StoreError.alreadyExists) { try GateDatabase.create(at: folder.gate) }
        #expect(try folder.names == ["gate.db", "vault.db"])
    }

    @Test("A second opener is refused while the first is open")
    func twoOpeners() throws {
        let first = try VaultDatabase.create(at: folder.vault)
        try first.insert(.sample(.person, 1))
        #expect(throws: StoreError.locked) { try VaultDatabase(opening: folder.vault) }
        try first.insert(.sample(.person, 2))
        try first.close()
        #expect(try VaultDatabase(opening: folder.vault).count(.person) == 2)
    }

    @Test("What is no file of ours is refused and left as it was", arguments: [false, true])
    func notOurs(readOnly: Bool) throws {
        try makeClosedVault()
        let good = try folder.bytes("vault.db")
        try GateDatabase.create(at: folder.gate).close()
        var header = good
        func edited(_ edit: (inout [UInt8]) -> Void) -> [UInt8] {
            header = good
            edit(&header)
            return header
        }
        let cases: [(String, [UInt8], StoreError)] = [
            ("empty", [], .notAVault),
            ("text", Array("a letter, nothing more".utf8), .notAVault),
            ("another letter in the magic", edited { $0[3] ^= 1 }, .notAVault),
            ("a gate", try folder.bytes("gate.db"), .notAVault),
            ("no application", edited { for place in 68..<72 { $0[place] = 0 } }, .notAVault),
            ("the magic alone", Array(good.prefix(16)), .damaged),
            ("half a header", Array(good.prefix(99)), .damaged),
            ("a newer version", edited { $0[63] = 3 }, .newerFormat(found: 3, supported: 2)),
            ("a much newer version", edited { $0[60] = 0x7f }, .newerFormat(found: 0x7f00_0002, supported: 2)),
            ("no version", edited { $0[63] = 0 }, .damaged),
            ("a negative version", edited { $0[60] = 0x80 }, .damaged),
            ("another page size", edited { $0[16] = 0x10 }, .damaged),
            ("another file format", edited { $0[18...19] = [9, 9] }, .damaged),
            ("the header alone", Array(good.prefix(100)), .damaged),
            ("the first page alone", Array(good.prefix(8_192)), .damaged),
        ]
        for (what, bytes, error) in cases {
            try folder.write(bytes, to: "case.db")
            #expect(throws: error, "\(what)") {
                let vault = try VaultDatabase(opening: folder.path + "/case.db", readOnly: readOnly)
                // Pages that are not there are noticed where they are read.
                guard try vault.integrityFindings().isEmpty, try vault.row(.record, .sample(1)) != nil else {
                    throw StoreError.damaged
                }
            }
            #expect(try folder.bytes("case.db") == bytes, "\(what)")
            #expect(try folder.names == ["case.db", "gate.db", "vault.db"], "\(what)")
        }
    }

    @Test("A place without a regular file cannot be opened", arguments: [false, true])
    func noFile(readOnly: Bool) throws {
        try makeClosedVault()
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: folder.vault)
        for path in [folder.path, folder.path + "/none", folder.path + "/link", "/dev/null", ""] {
            #expect(throws: StoreError.cannotOpen, "\(path)") { try VaultDatabase(opening: path, readOnly: readOnly) }
        }
        #expect(try folder.names == ["link", "vault.db"])
    }

    @Test("A version that stands only in the log is noticed, and nothing is moved from it")
    func newerInTheLog() throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.connection.run("PRAGMA user_version = 7")
        let (file, log) = (try folder.bytes("vault.db"), try folder.bytes("vault.db-wal"))
        try FileManager.default.createDirectory(atPath: folder.path + "/copy", withIntermediateDirectories: false)
        try folder.write(file, to: "copy/vault.db")
        try folder.write(log, to: "copy/vault.db-wal")
        for readOnly in [true, false] {
            #expect(throws: StoreError.newerFormat(found: 7, supported: 2)) {
                try VaultDatabase(opening: folder.path + "/copy/vault.db", readOnly: readOnly)
            }
            #expect(try folder.bytes("copy/vault.db") == file)
            #expect(try folder.bytes("copy/vault.db-wal") == log)
        }
    }

    @Test(
        "A schema that is not ours to the letter is refused",
        arguments: [
            "CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM record; END",
            "CREATE VIEW v AS SELECT * FROM record", "CREATE TABLE extra (a)", "DROP TABLE record",
            "CREATE INDEX extra ON record (revision)", "ALTER TABLE record ADD COLUMN a BLOB",
        ])
    func foreignSchema(sql: String) throws {
        let vault = try VaultDatabase.create(at: folder.vault)
        try vault.connection.run(sql)
        try vault.close()
        #expect(throws: StoreError.damaged) { try VaultDatabase(opening: folder.vault) }
    }

    @Test("An older version is refused until it is upgraded, step by step")
    func upgrade() throws {
        try makeClosedVault()
        let steps = ["CREATE TABLE second (a INTEGER) STRICT", "CREATE TABLE third (a INTEGER) STRICT"]
        let newer = FileFormat.vault.at(
            version: 4, schema: FileFormat.vault.schema + steps, migrations: [2: [steps[0]], 3: [steps[1]]])
        #expect(throws: StoreError.olderFormat(found: 2, supported: 4)) {
            try Connection.open(newer, at: folder.vault, readOnly: false)
        }
        let gap = FileFormat.vault.at(version: 4, schema: newer.schema, migrations: [2: [steps[0]]])
        let broken = FileFormat.vault.at(version: 3, schema: newer.schema, migrations: [2: ["CREATE TABLE person (a)"]])
        #expect(throws: StoreError.damaged) { try Connection.upgrade(broken, at: folder.vault) }
        #expect(try VaultDatabase(opening: folder.vault).count(.record) == 3)
        #expect(throws: StoreError.damaged) { try Connection.upgrade(gap, at: folder.vault) }
        let upgraded = try Connection.upgrade(newer, at: folder.vault)
        #expect(try upgraded.settings[.userVersion] == "4")
        #expect(try folder.bytes("vault.db")[63] == 4)
        try upgraded.close()
        #expect(throws: StoreError.newerFormat(found: 4, supported: 2)) { try VaultDatabase(opening: folder.vault) }
        let file = try folder.bytes("vault.db")
        try Connection.upgrade(newer, at: folder.vault).close()
        #expect(try folder.bytes("vault.db") == file)
    }
}

extension FileFormat {
    fileprivate func at(version: Int, schema: [String], migrations: [Int: [String]]) -> FileFormat {
        FileFormat(
            applicationID: applicationID, version: version, journalMode: journalMode, synchronous: synchronous,
            lockingMode: lockingMode, schema: schema, migrations: migrations)
    }
}
