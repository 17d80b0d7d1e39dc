import Foundation
import Testing
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

    /// A row that somebody put beside those of the case stops no erasure and no unlocking; its key goes too, and it is named.
    @Test func aStrangeRowStopsNothing() async throws {
        let house = try await ErasureHouse()
        try await house.order()
        try RawDatabase(house.files.database).run(
            "INSERT INTO record (id, revision, gen, hash, sealed) SELECT randomblob(16), 1, gen, hash, sealed FROM record"
        )
        // Nor does a second one in the place of one that is known.
        try RawDatabase(house.files.database).run(
            "INSERT INTO record (id, revision, gen, hash, sealed) SELECT id, revision, gen, randomblob(32), sealed FROM record "
                + "WHERE revision = 1 AND rowid = (SELECT min(rowid) FROM record)")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.lines("case.erase").count } == 1)
        let findings = try await house.files.check().findings
        #expect(!findings.isEmpty && findings.allSatisfy { $0.kind == .unexpected })
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

    /// The copy that an update left from before holds what is erased; one from after it does not.
    @Test func theCopyOfAnUpdateGoesToo() async throws {
        let house = try await ErasureHouse()
        let (database, copy) = (house.files.database, house.files.database + ".v1")
        try await house.order()
        try FileManager.default.copyItem(atPath: database, toPath: copy)
        await (try await house.files.open()).close()
        #expect(FileManager.default.fileExists(atPath: copy), "nothing is erased yet")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        let before = try house.secrets()
        _ = try await house.with("ana") { _, _ in }
        #expect(!FileManager.default.fileExists(atPath: copy))
        #expect(house.contains(before) == [])
        try FileManager.default.copyItem(atPath: database, toPath: copy)
        await (try await house.files.open()).close()
        #expect(FileManager.default.fileExists(atPath: copy), "it is of after the erasure")
    }

    /// Her unlock erased a part, and a colleague wrote there anew: an order is an order again.
    @Test func whatWasWrittenSinceIsNotErased() async throws {
        let house = try await ErasureHouse()
        try await house.order("core")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("ana") { vault, ana in
            let order = CaseErase(case: house.reference, compartment: try Compartment.named("core"), step: .order)
            #expect(try await vault.perform(order, in: ana).state == .erased)
            let lena = try await vault.unlocked("lena")
            let record = try await vault.write("Novo", to: "core", of: house.reference, in: lena).record
            #expect(try await vault.perform(order, in: ana).state == .asked)
            #expect(try await vault.show(record, in: lena).text == "Novo")
        }
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
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await house.files.open() }
        try FileManager.default.removeItem(atPath: house.files.gate + "/head")
        await #expect(throws: VaultError.damaged(.gateDatabase)) { _ = try await house.files.open() }
    }
}
