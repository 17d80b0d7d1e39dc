import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards that a restore brings back no record that was erased after its backups were made, and does bring its neighbours.
@Suite struct RecordErasureRestoreTests {
    /// Yesterday's vault.db with today's gate: what lay under the older keys opens no more, the neighbours neither.
    @Test func tombstonesEraseAgain() async throws {
        let (house, other, old, new) = try await story()
        let machine = try house.files.emptyMachine()
        let report = try machine.restore(house.files.source((old.vault, new.gate)))
        #expect(report.erasedAgain > 0)
        try await expectErased([house.record, other], house, on: machine)
    }

    /// Yesterday's gate too: the list beside the mirror, or the mirror alone, closes the record again and no other.
    @Test(arguments: [(list: true, mirror: true), (true, false), (false, true)])
    func theListErasesAgain(_ has: (list: Bool, mirror: Bool)) async throws {
        let (house, other, old, _) = try await story()
        if !has.list { try FileManager.default.removeItem(atPath: house.files.directory + "/erased") }
        if !has.mirror { try FileManager.default.removeItem(atPath: house.files.mirror) }
        let machine = try house.files.emptyMachine()
        let report = try machine.restore(house.files.source(old, mirror: house.files.mirror))
        #expect(report.erasuresKnown && report.erasedAgain == 1)
        try await expectErased([house.record], house, on: machine)
        try await read(other, "Susetka", on: machine)
        let list = try String(contentsOfFile: machine.directory + "/erased", encoding: .utf8)
        #expect(list.split(separator: "\n").map { $0.hasSuffix(" record") } == [true])
    }

    /// When the whole case goes later, the older keys are named after all.
    @Test func thenTheCase() async throws {
        let (house, other, old, _) = try await story()
        try await house.order()
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        _ = try await house.with("ana") { _, _ in }
        let machine = try house.files.emptyMachine()
        _ = try machine.restore(house.files.source(old, mirror: house.files.mirror))
        let vault = try await machine.open()
        let lena = try await vault.unlocked("lena")
        for record in [house.record, other] {
            await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: lena) }
        }
        await vault.close()
        #expect(try await machine.check().findings.filter { $0.kind != .unexpected } == [])
    }

    private func story() async throws -> (ErasureHouse, String, TestVault.Copies, TestVault.Copies) {
        let house = try await ErasureHouse()
        let other = try await house.neighbour()
        let old = try await house.files.backedUp()
        try await house.order(record: house.record)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("lena") { vault, _ in try await vault.lines("record.erase").count } == 1)
        return (house, other, old, try await house.files.backedUp())
    }

    private func expectErased(_ records: [String], _ house: ErasureHouse, on machine: TestVault) async throws {
        #expect(try await machine.check().findings.map(\.kind).filter { $0 != .unexpected } == [])
        let vault = try await machine.open()
        let lena = try await vault.unlocked("lena")
        for record in records {
            await #expect(throws: VaultError.erased) { _ = try await vault.show(record, in: lena) }
        }
        #expect(try await vault.find("ponedeljak", in: lena).isEmpty)
        #expect(try await vault.show(house.otherRecord, in: lena).text == "Ostaje")
        let new = try await vault.write("Novo", to: "core", of: house.reference, in: lena)
        #expect(!records.contains(new.record))
        #expect(try await vault.verifyLog().verdict == .ok)
        #expect(try await vault.checkDeep(in: lena, purpose: try Purpose.named("quality")).findings == [])
        await vault.close()
        #expect(try await machine.check().findings == [])
    }

    private func read(_ record: String, _ text: String, on machine: TestVault) async throws {
        let vault = try await machine.open()
        let lena = try await vault.unlocked("lena")
        #expect(try await vault.show(record, in: lena).text == text)
        await vault.close()
    }
}
