import AuditLog
import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards what an erasure leaves besides rows and keys: nothing stays due that nobody can do, and the next header counts
/// nothing that is gone.
@Suite struct ErasureRemainsTests {
    /// Keys of what is erased cannot be replaced: `status` counted such a rotation for ever.
    @Test(arguments: [nil, "core"]) func noRotationStaysDue(_ compartment: String?) async throws {
        let house = try await ErasureHouse()
        try await house.with("ana") { vault, ana in
            _ = try await vault.perform(Rotate(case: house.reference), in: ana)
        }
        let due = try await house.rotationsDue
        #expect(due == 4)
        try await house.order(compartment)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        _ = try await house.with("ana") { _, _ in }
        let left = try await house.rotationsDue
        #expect(left == (compartment == nil ? 0 : 3))
    }

    /// Complete when of each older copy of gate.db it is recorded that it is destroyed; also of one that a restore knows of.
    @Test func theLastOlderCopyCompletesIt() async throws {
        let house = try await ErasureHouse()
        _ = try await house.files.backedUp()
        try await house.order()
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("ana") { vault, ana in
            let again = try await vault.perform(
                CaseErase(case: house.reference, compartment: nil, step: .order), in: ana)
            #expect(again.state == .erased)
            #expect(again.gateCopies == 1)
        }
        let new = try await house.files.backedUp()
        let machine = try house.files.emptyMachine()
        _ = try machine.restore(house.files.source(new))
        for files in [house.files, machine] {
            let vault = try await files.open()
            let copies = try await vault.gateCopies()
            #expect(copies.map(\.holdsErased).first == true)
            let number = try #require(copies.first).number
            let lena = try await vault.unlocked("lena")
            await #expect(throws: VaultError.notPermitted) {
                _ = try await vault.perform(BackupDestroyed(number: number), in: lena)
            }
            let ana = try await vault.unlocked("ana")
            let left = try await vault.perform(BackupDestroyed(number: number), in: ana)
            #expect(left.older == 0)
            let erasures = try await vault.status().erasures
            #expect(erasures.gateCopies == 0)
            let verdict = try await vault.verifyLog().verdict
            #expect(verdict == .ok)
            await vault.close()
        }
    }

    @Test func theNextHeaderCountsWhatThereIs() async throws {
        let house = try await ErasureHouse()
        try await house.order("core")
        try await house.order("identity")
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        _ = try await house.with("ana") { _, _ in }
        try await house.with("lena") { vault, lena in
            let before = try await vault.lines(of: house.reference, in: lena)
            #expect(before == ["risk": 1])
            let sealed = try await vault.sealedHeader(of: house.reference)
            #expect(sealed.lines.contains { $0.compartment == .core } && sealed.label == 1)
            _ = try await vault.write("Novo", to: "risk", of: house.reference, in: lena)
            let after = try await vault.sealedHeader(of: house.reference)
            #expect(after.lines.map(\.compartment) == [.risk] && after.label == 0)
            _ = try await vault.write("Opet", to: "core", of: house.reference, in: lena)
            let again = try await vault.lines(of: house.reference, in: lena)
            #expect(again == ["risk": 2, "core": 1])
            let cases = try await vault.perform(
                CaseList(names: true, purpose: try Purpose.named("follow-up")), in: lena)
            #expect(cases.first { $0.case == house.reference.description }?.label == nil)
        }
        // A session that opens the header anew finds it in order.
        try await house.with("lena") { vault, lena in
            let lines = try await vault.lines(of: house.reference, in: lena)
            #expect(lines == ["risk": 2, "core": 1])
        }
        #expect(try await house.files.check().findings == [])
    }
}

extension ErasureHouse {
    fileprivate var rotationsDue: Int {
        get async throws {
            let vault = try await files.open()
            let due = try await vault.status().rotationsDue
            await vault.close()
            return due
        }
    }
}

extension Vault {
    fileprivate func lines(of reference: CaseReference, in session: Session) async throws -> [String: UInt64] {
        let shown = try await perform(CaseShow(case: reference, purpose: nil), in: session)
        return Dictionary(shown.compartments.map { ($0.compartment.description, $0.count) }) { first, _ in first }
    }

    /// The header as it lies in the session that opened it, nothing taken from it.
    fileprivate func sealedHeader(of reference: CaseReference) throws -> CaseHeader {
        let core = try opened()
        let found = try core.find(reference)
        let headers = core.sessions.values.compactMap { $0.headers[found.id]?.header }
        return try #require(headers.first)
    }
}
