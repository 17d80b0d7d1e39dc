import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// A whole vault that another program wrote from the documentation of the format: it opens, checks and reads here.
@Suite struct FrozenVaultTests {
    /// A copy of Tests/Frozen/first-day with its gate key in place.
    fileprivate static func firstDay() throws -> TestVault {
        struct Rows: Decodable { let gateKeySymbols: String }
        let house = try TestVault()
        let frozen = PublishedVectors.repository.appending(path: "Tests/Frozen/first-day")
        let files = FileManager.default
        for folder in [house.directory, house.gate] {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        for (name, folder) in [
            ("vault.db", house.directory), ("audit.jsonl", house.directory), ("gate.db", house.gate),
        ] {
            try Data(contentsOf: frozen.appending(path: name)).write(to: URL(filePath: folder + "/" + name))
        }
        let symbols = try PublishedVectors.read("rows", as: Rows.self).gateKeySymbols
        try Data((GateKey.prefix + symbols + "\n").utf8).write(to: URL(filePath: house.gate + "/gate.key"))
        return house
    }

    fileprivate static let firstRecord = "\(CaseReference(symbols: "7F3Q2M"))/1"

    private static func show(_ revision: UInt64?) throws -> RecordShow {
        RecordShow(
            record: try RecordReference(firstRecord), revision: revision, purpose: try #require(Purpose("court")),
            showing: .piped)
    }

    @Test func checkFindsNothingInIt() async throws {
        let house = try Self.firstDay()
        let report = try await house.check()
        #expect(report.findings == [])
        #expect(report.ok && report.withGate)
        #expect(report.entries == 20)
    }

    @Test func aLawyerReadsBothRevisions() async throws {
        let vault = try await Self.firstDay().open()
        let mira = try await vault.unlock(
            login: "mira", passphrase: try Passphrase.typed("paragraf po paragraf do same presude")
        ).session
        let first = try await vault.perform(Self.show(1), in: mira)
        #expect(String(decoding: first.content.array, as: UTF8.self) == "Prvi savet: tražiti hitnu meru.")
        let newest = try await vault.perform(Self.show(nil), in: mira)
        #expect(newest.line.revision == 2 && newest.line.author == "mira" && newest.line.form == "advice")
        #expect(String(decoding: newest.content.array, as: UTF8.self) == "Prvi savet: hitna mera je određena.")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    @Test func aCoordinatorReceivesHerKeyAndReadsNoLegalRecord() async throws {
        let house = try Self.firstDay()
        let vault = try await house.open()
        let ana = try await vault.unlock(
            login: "ana", passphrase: try Passphrase.typed("tri reči nisu dovoljne, pet jesu"))
        #expect(ana.waiting.contains(.grantsReceived(1)))
        #expect(ana.wrongSince == 1)
        await #expect(throws: VaultError.notPermitted) { try await vault.perform(Self.show(nil), in: ana.session) }
        await vault.close()
        #expect(try await house.check().ok)
        // Format 1 was led to format 2; what was there lies beside it, whole.
        let old = try Data(contentsOf: PublishedVectors.repository.appending(path: "Tests/Frozen/first-day/vault.db"))
        #expect(try Data(contentsOf: URL(filePath: house.database + ".v1")) == old)
    }
}

/// A vault of format 1 has no indexes: the first search makes them.
extension FrozenVaultTests {
    @Test func theFirstSearchBuildsTheIndexes() async throws {
        let house = try Self.firstDay()
        let vault = try await house.open()
        let mira = try await vault.unlock(
            login: "mira", passphrase: try Passphrase.typed("paragraf po paragraf do same presude")
        ).session
        let search = Search(term: "hitna određena", purpose: try #require(Purpose("court")))
        for _ in 0..<2 {
            let found = try await vault.perform(search, in: mira)
            #expect(found.lines.map(\.record) == [Self.firstRecord])
        }
        #expect(try await vault.count("index.rebuild") == 1)
        let old = Search(term: "tražiti", purpose: try #require(Purpose("court")))
        #expect(try await vault.perform(old, in: mira).lines.isEmpty)
        await vault.close()
        #expect(try await house.check().findings == [])
    }
}
