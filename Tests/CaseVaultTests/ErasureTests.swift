import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards erasure: after the wait an officer's unlock destroys keys and rows, nothing of them is left in any file, and
/// neither an older vault.db nor an older gate.db brings them back.
@Suite struct ErasureTests {
    @Test func afterTheWaitNothingIsLeft() async throws {
        let house = try await ErasureHouse()
        let before = try house.secrets()
        try await house.order()
        house.files.clock.advance(by: 6 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.status().erasures.ordered } == 1)
        house.files.clock.advance(by: ErasureHouse.day)
        // Not by a colleague who is no officer.
        #expect(try await house.with("lena") { vault, _ in try await vault.status().erasures.due } == 1)
        try await house.with("ana") { vault, ana in
            #expect(try await vault.lines("case.erase").count == 1)
            #expect(try await vault.status().erasures.due == 0)
            let again = try await vault.perform(
                CaseErase(case: house.reference, compartment: nil, step: .order), in: ana)
            #expect(again.state == .erased)
            #expect(try await vault.verifyLog().verdict == .ok)
        }
        #expect(try await house.files.check().findings == [])
        #expect(house.contains(before) == [])
        #expect(house.chunkFiles == [house.kept])
        try await house.with("lena") { vault, lena in
            await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(house.record, in: lena) }
            let cases = try await vault.perform(CaseList(names: false, purpose: nil), in: lena).map(\.case)
            #expect(cases == [house.other.description])
            let text = try await vault.show(house.otherRecord, in: lena).text
            #expect(text == "Ostaje")
        }
        #expect(try await house.files.check().findings == [])
        #expect(try house.list.count == Set(house.list).count)
    }

    @Test func oneCompartmentGoesAloneAndItsNumbersStayTaken() async throws {
        let house = try await ErasureHouse()
        try await house.order("core")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.lines("generation.erase").count } == 1)
        #expect(try await house.files.check().findings == [])
        try await house.with("lena") { vault, lena in
            await #expect(throws: VaultError.erased) { _ = try await vault.show(house.record, in: lena) }
            let shown = try await vault.perform(CaseShow(case: house.reference, purpose: nil), in: lena)
            #expect(!shown.compartments.contains { $0.compartment.description == "core" })
            let all = try await vault.perform(
                CaseRead(
                    case: house.reference, compartment: nil, since: nil, purpose: try Purpose.named("follow-up"),
                    showing: .piped), in: lena)
            #expect(all.map(\.text).contains("Rizik"))
            let new = try await vault.write("Novo", to: "core", of: house.reference, in: lena)
            #expect(new.record != house.record)
            #expect(try await vault.show(new.record, in: lena).text == "Novo")
        }
        #expect(try await house.files.check().findings == [])
    }

    @Test func aHoldDuringTheWaitKeepsTheCase() async throws {
        let house = try await ErasureHouse()
        try await house.order()
        try await house.with("lena") { vault, lena in
            _ = try await vault.perform(HoldSet(case: house.reference, stands: true), in: lena)
        }
        house.files.clock.advance(by: 30 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.lines("case.erase").count } == 0)
        let text = try await house.with("lena") { vault, lena in try await vault.show(house.record, in: lena).text }
        #expect(text == "Došla u ponedeljak")
    }

    /// The wait is as long as it is, whatever the clock is set to, before the days have passed and after.
    @Test(arguments: [-TestClock.tenYears, -1, 0, 1, 8 * Int64(ErasureHouse.day), TestClock.tenYears])
    func aClockThatIsSetChangesNoWait(step: Int64) async throws {
        let house = try await ErasureHouse()
        try await house.order()
        try await house.expectSevenDays(until: "case.erase", whenUnlocks: "ana", clockSetBy: step)
    }

    @Test func anOlderGateIsErasedAgain() async throws {
        let house = try await ErasureHouse()
        try await house.order()
        let old = try Data(contentsOf: URL(fileURLWithPath: house.files.gateDatabase))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        let before = try house.secrets()
        _ = try await house.with("ana") { _, _ in }
        try old.write(to: URL(fileURLWithPath: house.files.gateDatabase))
        #expect(!house.contains(before).isEmpty)
        let vault = try await house.files.open()
        #expect(try await vault.status().notices.contains(.gateDeletionFinished))
        await vault.close()
        #expect(house.contains(before) == [])
        #expect(try await house.files.check().findings == [])
    }

    /// What a kill leaves at each step after the commit of vault.db, the opening finishes.
    @Test func whatAnInterruptionLeavesIsFinished() async throws {
        let house = try await ErasureHouse()
        try await house.order()
        let gate = try Data(contentsOf: URL(fileURLWithPath: house.files.gateDatabase))
        let chunks = house.chunkFiles
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        let before = try house.secrets()
        _ = try await house.with("ana") { _, _ in }
        let list = try house.list
        try gate.write(to: URL(fileURLWithPath: house.files.gateDatabase))
        try FileManager.default.removeItem(atPath: house.files.directory + "/erased")
        for name in chunks where name != house.kept {
            try Data([1]).write(to: URL(fileURLWithPath: "\(house.files.directory)/files/\(name)"))
        }
        await (try await house.files.open()).close()
        #expect(try house.list == list)
        #expect(house.chunkFiles == [house.kept])
        #expect(house.contains(before) == [])
        #expect(try await house.files.check().findings == [])
        // A torn line of the list is written again.
        try Data(list.joined(separator: "\n").dropLast(9).utf8)
            .write(to: URL(fileURLWithPath: house.files.directory + "/erased"))
        await (try await house.files.open()).close()
        #expect(try house.list.sorted() == list.sorted())
    }

    @Test func anOlderDatabaseDoesNotOpen() async throws {
        let house = try await ErasureHouse()
        try await house.order()
        let old = try Data(contentsOf: URL(fileURLWithPath: house.files.database))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        _ = try await house.with("ana") { _, _ in }
        try old.write(to: URL(fileURLWithPath: house.files.database))
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await house.files.open() }
        // Nor where nothing else remembers: the gate has tombstones that this log knows nothing of.
        try FileManager.default.removeItem(atPath: house.files.mirror)
        try FileManager.default.removeItem(atPath: house.files.folder + "/state")
        await #expect(throws: VaultError.damaged(.gateDatabase)) { _ = try await house.files.open() }
    }
}

/// Guards that a restore brings nothing back that was erased after its backups were made.
@Suite struct ErasureRestoreTests {
    enum Part: CaseIterable, Sendable {
        case whole, compartment
        var name: String? { self == .compartment ? "core" : nil }
    }

    /// Yesterday's vault.db with today's gate: its tombstones close the case again.
    @Test(arguments: Part.allCases) func tombstonesEraseAgain(_ part: Part) async throws {
        let (house, old, new) = try await story(part)
        let machine = try house.files.emptyMachine()
        let report = try machine.restore(house.files.source((old.vault, new.gate)))
        #expect(report.erasedAgain > 0)
        try await expectErased(house, on: machine, part)
    }

    /// Yesterday's gate too: the list beside the mirror, alone or with it, closes it again.
    @Test(arguments: Part.allCases, [true, false]) func theListErasesAgain(_ part: Part, withMirror: Bool) async throws
    {
        let (house, old, _) = try await story(part)
        if !withMirror { try FileManager.default.removeItem(atPath: house.files.mirror) }
        let machine = try house.files.emptyMachine()
        let report = try machine.restore(house.files.source(old, mirror: house.files.mirror))
        #expect(report.erasuresKnown && report.erasedAgain > 0)
        try await expectErased(house, on: machine, part)
        // And stays erased when that vault is restored from the same old copies once more.
        let list = try String(contentsOfFile: machine.directory + "/erased", encoding: .utf8)
        #expect(list.split(separator: "\n").count == report.erasedAgain)
    }

    /// Without the list the mirror tells of whole cases; of a part of one it cannot, and that is said.
    @Test(arguments: Part.allCases) func theMirrorAlone(_ part: Part) async throws {
        let (house, old, _) = try await story(part)
        try FileManager.default.removeItem(atPath: house.files.directory + "/erased")
        let machine = try house.files.emptyMachine()
        let report = try machine.restore(house.files.source(old, mirror: house.files.mirror))
        #expect(report.erasuresKnown == (part == .whole))
        if part == .whole { try await expectErased(house, on: machine, part) }
    }

    private typealias Copies = (vault: String, gate: String)

    /// A backup, an erasure, and another backup.
    private func story(_ part: Part) async throws -> (ErasureHouse, Copies, Copies) {
        let house = try await ErasureHouse()
        let old = try await backUp(house)
        try await house.order(part.name)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.status().erasures.gateCopies } == 1)
        return (house, old, try await backUp(house))
    }

    private func backUp(_ house: ErasureHouse) async throws -> Copies {
        let vault = try await house.files.open()
        let copies = try await house.files.backUp(vault)
        await vault.close()
        return copies
    }

    private func expectErased(_ house: ErasureHouse, on machine: TestVault, _ part: Part) async throws {
        #expect(try await machine.check().findings.map(\.kind).filter { $0 != .unexpected } == [])
        let vault = try await machine.open()
        let lena = try await vault.unlocked("lena")
        let error = part == .whole ? VaultError.notPermitted : .erased
        await #expect(throws: error) { _ = try await vault.show(house.record, in: lena) }
        #expect(try await vault.show(house.otherRecord, in: lena).text == "Ostaje")
        let cases = try await vault.perform(CaseList(names: false, purpose: nil), in: lena).map(\.case)
        #expect(cases.contains(house.reference.description) == (part == .compartment))
        #expect(try await vault.perform(DraftList(), in: lena).isEmpty)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await machine.check().findings == [])
        let chunks = try FileManager.default.contentsOfDirectory(atPath: machine.directory + "/files")
        #expect(chunks == [house.kept])
    }
}

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
