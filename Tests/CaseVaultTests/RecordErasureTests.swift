import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards the erasure of one record: it opens nowhere afterwards, its neighbours read as before, and neither an older
/// file nor a restore brings it back.
@Suite struct RecordErasureTests {
    @Test func theRecordIsGoneAndItsNeighboursStay() async throws {
        let house = try await ErasureHouse()
        let before = try house.secrets(of: house.record)
        let attachment = try await house.neighbour()
        try await house.order(record: house.record)
        try await house.with("lena") { vault, lena in
            await #expect(throws: VaultError.erasureOrdered(until: house.due)) {
                _ = try await vault.show(house.record, in: lena)
            }
            #expect(try await vault.count("record.read", "denied") == 1)
            _ = try await vault.show(attachment, in: lena)
            #expect(try await vault.find("ponedeljak", in: lena).isEmpty)
        }
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        // An officer has no key of the compartment.
        try await house.with("ana") { vault, ana in
            #expect(try await vault.lines("record.erase").isEmpty)
            let step = try await vault.perform(
                RecordErase(record: try RecordReference(house.record), step: .order), in: ana)
            #expect(step.state == .due)
            #expect(step.record == house.record)
        }
        try await house.with("lena") { vault, lena in
            let count = try await vault.lines("record.erase").count
            #expect(count == 1)
            let due = try await vault.status().erasures.due
            #expect(due == 0)
            await #expect(throws: VaultError.erased) { _ = try await vault.show(house.record, in: lena) }
            await #expect(throws: VaultError.erased) {
                _ = try await vault.edit(house.record, replacing: 2, "x", in: lena)
            }
            let neighbour = try await vault.show(attachment, in: lena).text
            #expect(neighbour == "Susetka")
            let hits = try await vault.find("susetka", in: lena).map(\.record)
            #expect(hits == [attachment])
            #expect(try await vault.find("ponedeljak", in: lena).isEmpty)
            let new = try await vault.write("Novo", to: "core", of: house.reference, in: lena)
            #expect(new.record != house.record)
            let verdict = try await vault.verifyLog().verdict
            #expect(verdict == .ok)
            #expect(
                try await vault.checkDeep(in: lena, purpose: try Purpose.named("quality")).findings == [])
        }
        #expect(try await house.files.check().findings == [])
        #expect(house.contains(before) == [])
        #expect(house.chunkFiles.count == 2)
        let record = try RecordReference(house.record)
        try await house.with("ana") { vault, ana in
            let state = try await vault.perform(RecordErase(record: record, step: .order), in: ana).state
            #expect(state == .erased)
        }
    }

    /// An attachment's chunks go with it; those of its neighbours are not written again.
    @Test func anAttachment() async throws {
        let house = try await ErasureHouse()
        let chunks = house.chunkFiles
        let file = try await house.with("lena") { vault, lena in
            try await vault.perform(
                FileList(case: house.reference, compartment: nil, purpose: try Purpose.named("follow-up")), in: lena
            )
            .map(\.file)
        }
        try await house.order(record: try #require(file.first))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("lena") { vault, lena in
            let text = try await vault.show(house.record, in: lena).text
            #expect(text == "Došla u ponedeljak")
        }
        #expect(chunks.count == 2 && house.chunkFiles == [house.kept])
        #expect(try await house.files.check().findings == [])
    }

    /// Where nothing else lies in the compartment no key is needed.
    @Test func aRecordAloneInItsCompartment() async throws {
        let house = try await ErasureHouse()
        let risk = try await house.number(of: "Rizik")
        let before = try house.secrets(of: risk)
        try await house.order(record: risk)
        let gate = try Data(contentsOf: URL(fileURLWithPath: house.files.gateDatabase))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.lines("record.erase").count } == 1)
        #expect(house.contains(before) == [])
        // What a kill leaves after the commit of vault.db, the opening finishes.
        try gate.write(to: URL(fileURLWithPath: house.files.gateDatabase))
        try FileManager.default.removeItem(atPath: house.files.directory + "/erased")
        await (try await house.files.open()).close()
        #expect(house.contains(before) == [])
        let list = try house.list
        #expect(list.count == 1 && list.allSatisfy { $0.hasSuffix(" record") })
        try await house.with("lena") { vault, lena in
            let again = try await vault.write("Opet", to: "risk", of: house.reference, in: lena).record
            #expect(again != risk)
            let written = try await vault.show(again, in: lena).text
            #expect(written == "Opet")
        }
        #expect(try await house.files.check().findings == [])
    }

    /// A second record whose erasure waits goes along under the new keys, closed, and opens when it is stopped.
    @Test func anotherThatWaits() async throws {
        let house = try await ErasureHouse()
        let other = try await house.neighbour()
        try await house.order(record: house.record)
        house.files.clock.advance(by: 3 * ErasureHouse.day)
        try await house.order(record: other)
        house.files.clock.advance(by: 4 * ErasureHouse.day)
        try await house.with("lena") { vault, lena in
            let erasures = try await vault.lines("record.erase").count
            #expect(erasures == 1)
            let waiting = try await vault.status().erasures.ordered
            #expect(waiting == 1)
            await #expect(throws: VaultError.erasureOrdered(until: house.due + 3 * ErasureHouse.day)) {
                _ = try await vault.show(other, in: lena)
            }
        }
        try await house.with("ana") { vault, ana in
            let stop = RecordErase(record: try RecordReference(other), step: .stop)
            let stopped = try await vault.perform(stop, in: ana).state
            #expect(stopped == .stopped)
        }
        house.files.clock.advance(by: 30 * ErasureHouse.day)
        try await house.with("lena") { vault, lena in
            let stands = try await vault.show(other, in: lena).text
            #expect(stands == "Susetka")
            let total = try await vault.lines("record.erase").count
            #expect(total == 1)
        }
        #expect(try await house.files.check().findings == [])
    }

    @Test func twoInOneCompartment() async throws {
        let house = try await ErasureHouse()
        let other = try await house.neighbour()
        try await house.order(record: house.record)
        try await house.order(record: other)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("lena") { vault, _ in try await vault.lines("record.erase").count } == 2)
        #expect(try await house.files.check().findings == [])
    }

    @Test func aHoldAndTheEndOfTheCompartmentEndIt() async throws {
        let house = try await ErasureHouse()
        try await house.order(record: house.record)
        try await house.with("lena") { vault, lena in
            _ = try await vault.perform(HoldSet(case: house.reference, stands: true), in: lena)
            let shown = try await vault.show(house.record, in: lena).text
            #expect(shown == "Došla u ponedeljak")
        }
        try await house.with("ana") { vault, ana in
            _ = try await vault.perform(HoldSet(case: house.reference, stands: false), in: ana)
        }
        try await house.order(record: house.record)
        try await house.order("core")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("ana") { vault, _ in
            let parts = try await vault.lines("generation.erase").count
            #expect(parts == 1)
            let erasures = try await vault.status().erasures
            #expect(erasures.due == 0 && erasures.ordered == 0)
        }
        #expect(try await house.files.check().findings == [])
    }

    /// A neighbour that does not open stops the erasure, and nobody's unlock.
    @Test func aDamagedNeighbour() async throws {
        let house = try await ErasureHouse()
        let other = try await house.neighbour()
        try await house.order(record: house.record)
        let id = try house.id(of: other)
        try RawDatabase(house.files.database).run(
            "UPDATE record SET sealed = zeroblob(64) WHERE id = ?", .bytes(id.bytes))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("lena") { vault, lena in
            let left = try await vault.status().erasures.due
            #expect(left == 1)
            await #expect(throws: VaultError.erasureOrdered(until: house.due)) {
                _ = try await vault.show(house.record, in: lena)
            }
        }
    }
}
