import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// A vault with two cases that lena leads; the first, with an attachment and a draft, is to be erased.
struct ErasureHouse {
    static let day: UInt64 = 24 * 60 * 60 * 1000
    let files: TestVault
    let reference: CaseReference
    let other: CaseReference
    let record: String
    let otherRecord: String
    /// The chunk file of the other case.
    let kept: String

    init() async throws {
        files = try TestVault()
        let vault = try await files.staffed(["mira": "coordinator", "lena": "case-lead", "vera": "attorney"]).vault
        let lena = try await vault.unlocked("lena")
        var references: [CaseReference] = []
        var records: [String] = []
        var uploads: [[String]] = []
        for text in ["Došla u ponedeljak", "Ostaje"] {
            let new = try await vault.newCase("Ljubica", in: lena)
            references.append(new)
            records.append(try await vault.write(text, to: "core", of: new, in: lena).record)
            _ = try await vault.edit(records[records.count - 1], replacing: 1, text, in: lena)
            try await vault.write("Rizik", to: "risk", of: new, in: lena)
            let begin = FileBegin(
                case: new, compartment: try Compartment.named("core"), name: "nalaz.pdf", type: "application/pdf",
                size: 1000)
            _ = try await vault.add(sample(1000), begin, in: lena)
            uploads.append(try FileManager.default.contentsOfDirectory(atPath: files.directory + "/files"))
        }
        let target = DraftTarget(
            case: references[0], compartment: try Compartment.named("core"), form: "note")
        _ = try await vault.perform(
            DraftSave(number: nil, target: target, content: Bytes(Array("Nedovršeno".utf8))), in: lena)
        // A wrap that waits: vera does not unlock.
        _ = try await vault.perform(CaseAssign(case: references[0], login: "vera"), in: lena)
        await vault.close()
        (reference, other, record, otherRecord) = (references[0], references[1], records[0], records[1])
        kept = try #require(Set(uploads[1]).subtracting(uploads[0]).first)
    }

    func with<R>(_ login: String, _ body: (Vault, Session) async throws -> R) async throws -> R {
        try await files.with(login, body)
    }

    /// Expects this act at her first unlock after seven days have passed, and no earlier, with the clock set and set back.
    func expectSevenDays(until act: String, whenUnlocks login: String, clockSetBy step: Int64) async throws {
        func erased() async throws -> Int {
            try await with(login) { vault, _ in try await vault.lines(act).count }
        }
        files.clock.set(by: step)
        #expect(try await erased() == 0)
        files.clock.advance(by: 6 * Self.day)
        #expect(try await erased() == 0)
        files.clock.set(by: -step)
        #expect(try await erased() == 0)
        files.clock.advance(by: Self.day)
        files.clock.set(by: step)
        #expect(try await erased() == 1)
        #expect(try await files.check().findings.allSatisfy { $0.kind == .clockStep })
    }

    /// Two officers order it.
    func order(_ compartment: String? = nil) async throws {
        let compartment = try compartment.map(Compartment.named)
        try await with("ana") { vault, ana in
            let asked = try await vault.perform(
                CaseErase(case: reference, compartment: compartment, step: .order), in: ana)
            #expect(asked.state == .asked)
        }
        try await with("mira") { vault, mira in
            let ordered = try await vault.perform(
                CaseErase(case: reference, compartment: compartment, step: .confirm), in: mira)
            #expect(ordered.state == .ordered)
        }
    }

    var chunkFiles: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: files.directory + "/files")) ?? []
    }

    /// The lines of the erasure list.
    var list: [String] {
        get throws {
            try String(contentsOfFile: files.directory + "/erased", encoding: .utf8).split(separator: "\n").map(
                String.init)
        }
    }

    /// The sealed bytes of everything that belongs to the case: rows of vault.db, and its keys in gate.db.
    func secrets() throws -> [Data] {
        let thief = try GateThief(files)
        let forger = try Forger(files)
        let found = try #require(forger.fold.cases[try thief.caseID(reference)])
        let generations = Set(found.generations.map(\.bytes))
        var secrets: [Data] = []
        for table in ["record", "generation", "file"] {
            for row in try RawDatabase(files.database).rows("SELECT gen, sealed FROM \(table)") {
                if let gen = row[0].bytes, generations.contains(gen), let sealed = row[1].bytes {
                    secrets.append(Data(sealed))
                }
            }
        }
        for row in try RawDatabase(files.database).rows("SELECT sealed FROM draft")
            + RawDatabase(files.database).rows("SELECT sealed FROM wrap")
        {
            if let sealed = row[0].bytes { secrets.append(Data(sealed)) }
        }
        for row in try RawDatabase(files.gateDatabase).rows("SELECT kind, id, sealed FROM gate") {
            if row[0].number == 68, let id = row[1].bytes, generations.contains(id), let sealed = row[2].bytes {
                secrets.append(Data(sealed))
            }
        }
        #expect(secrets.count > 10)
        return secrets
    }

    /// Where any of these bytes still stand, in any file of vault and gate.
    func contains(_ secrets: [Data]) -> [String] {
        let manager = FileManager.default
        var places: [String] = []
        for folder in [files.directory, files.gate] {
            for name in (manager.enumerator(atPath: folder)?.allObjects as? [String]) ?? [] {
                guard let bytes = manager.contents(atPath: "\(folder)/\(name)") else { continue }
                for secret in secrets where bytes.range(of: secret.prefix(64)) != nil { places.append(name) }
            }
        }
        return places
    }
}
