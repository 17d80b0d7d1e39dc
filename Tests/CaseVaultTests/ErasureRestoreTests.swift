import Foundation
import Testing
import VaultTesting

@testable import CaseVault

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

    /// A backup, an erasure, and another backup.
    private func story(_ part: Part) async throws -> (ErasureHouse, TestVault.Copies, TestVault.Copies) {
        let house = try await ErasureHouse()
        let old = try await house.files.backedUp()
        try await house.order(part.name)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.with("ana") { vault, _ in try await vault.status().erasures.gateCopies } == 1)
        return (house, old, try await house.files.backedUp())
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
