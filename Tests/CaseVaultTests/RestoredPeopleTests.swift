import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards what a restore does with people: no secret of the past comes back, and everyone who can is asked to confirm.
@Suite struct RestoredPeopleTests {
    private func house() async throws -> (house: TestVault, vault: Vault, ana: Session) {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "case-lead", "lena": "case-lead", "vera": "case-lead"])
        return (house, vault, ana)
    }

    /// Vault of after the change, gate of before it: what the log says was replaced is deleted, not kept.
    @Test(arguments: ["mira", "lena"]) func anOlderGateRevivesNoPassphrase(_ login: String) async throws {
        let (house, vault, _) = try await house()
        let first = try await house.backUp(vault)
        let session = try await vault.unlocked(login)
        let confirmed = try await vault.confirm(try Passphrase.typed("\(login)'s long passphrase"), in: session)
        try await vault.changePassphrase(
            in: session, confirmed, new: try Passphrase.typed("\(login)'s second passphrase"))
        let second = try await house.backUp(vault)
        await vault.close()
        let query = "SELECT id, step FROM gate WHERE kind = (SELECT kind FROM gate GROUP BY kind HAVING COUNT(*) = 4)"
        let before = try RawDatabase(first.gate + "/gate.db").rows(query).count
        #expect(before == 4)
        let machine = try house.emptyMachine()
        let report = try machine.restore(
            house.source((second.vault, first.gate)))
        #expect(report.gate == .older && report.lockedOut == [login])
        let older = try RawDatabase(first.gate + "/gate.db").rows(query)
        let restored = try RawDatabase(machine.gateDatabase).rows("SELECT id, step FROM gate")
        #expect(older.filter { restored.contains($0) }.count == 3)
        let open = try await machine.open()
        for text in ["\(login)'s long passphrase", "\(login)'s second passphrase"] {
            await #expect(throws: VaultError.unlockRefused) {
                _ = try await open.unlock(login: login, passphrase: try Passphrase.typed(text))
            }
        }
        await open.close()
    }

    @Test func newKeysDoNotConfirmForHer_andTheSuspendedAreNotAsked() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        try machine.restore(house.source(backup))
        let restored = try await machine.open()
        let ana = try await restored.unlocked("ana")
        let slip = try await restored.perform(StaffRenew(login: "mira", lastHolder: .goesOn), in: ana)
        _ = try await restored.enrol(
            login: "mira", code: try EnrolmentCode.typed(slip.code),
            passphrase: try Passphrase.typed("mira's long passphrase"))
        _ = try await restored.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: ana)
        #expect(try await restored.status().restore?.unconfirmed == ["lena", "mira"])
        let mira = try await restored.unlocked("mira")
        #expect(try await restored.perform(RestoreConfirm(), in: mira).unconfirmed == ["lena"])
        await restored.close()
        #expect(try await machine.check().findings == [])
    }
}
