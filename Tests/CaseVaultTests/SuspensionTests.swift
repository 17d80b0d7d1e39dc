import CaseVault
import Testing
import VaultTesting

/// Guards that a suspended person opens nothing, in whatever session or process, and comes back with what she held.
@Suite struct SuspensionTests {
    @Test func herSessionsAreOver() async throws {
        let (house, vault, ana, reference) = try await opened()
        let mira = try await vault.unlocked("mira")
        let kept = try await vault.keep(mira)
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        _ = try await vault.perform(StaffSuspend(login: "mira", lastHolder: .goesOn), in: ana)
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.show(record, in: mira) }
        await #expect(throws: VaultError.sessionEnded) {
            try await vault.write("Mimo", to: "legal", of: reference, in: mira)
        }
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.resume(kept) }
        await #expect(throws: VaultError.unlockRefused) { _ = try await vault.unlocked("mira") }
        await vault.close()
        // A command of hers that kept her keys while another process suspended her.
        let next = try await house.open()
        await #expect(throws: VaultError.sessionEnded) { _ = try await next.resume(kept) }
        await next.close()
        #expect(try await house.check().findings == [])
    }

    @Test func sheComesBackWithWhatSheHeld() async throws {
        let (house, vault, ana, reference) = try await opened()
        let mira = try await vault.unlocked("mira")
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        _ = try await vault.perform(StaffSuspend(login: "mira", lastHolder: .goesOn), in: ana)
        _ = try await vault.perform(StaffResume(login: "mira"), in: ana)
        let again = try await vault.unlocked("mira")
        #expect(try await vault.show(record, in: again).text == "Savet")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// What was wrapped for her and not opened yet goes with the suspension, and is given again afterwards.
    @Test func wrapsThatWaitAreVoid() async throws {
        let (house, vault, ana, reference) = try await opened()
        let mira = try await vault.unlocked("mira")
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        try await vault.enrolled("jana", ["attorney"], by: ana)
        _ = try await vault.perform(CaseAssign(case: reference, login: "jana"), in: mira)
        let given = try await vault.count("grant.give")
        #expect(given > 0)
        _ = try await vault.perform(StaffSuspend(login: "jana", lastHolder: .refuses), in: ana)
        _ = try await vault.unlocked("mira")
        #expect(try await vault.count("grant.give") == given)
        _ = try await vault.perform(StaffResume(login: "jana"), in: ana)
        _ = try await vault.unlocked("mira")
        #expect(try await vault.count("grant.give") == 2 * given)
        let jana = try await vault.unlocked("jana")
        #expect(try await vault.show(record, in: jana).text == "Savet")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func theLastAdministratorStays() async throws {
        let (_, vault, ana, _) = try await opened()
        try await vault.enrolled("kosa", ["coordinator"], by: ana)
        let kosa = try await vault.unlocked("kosa")
        await #expect(throws: VaultError.lastAdministrator) {
            _ = try await vault.perform(StaffSuspend(login: "ana", lastHolder: .goesOn), in: kosa)
        }
        await vault.close()
    }

    /// Her old keys are nobody's, what they signed is still hers, and her cases come back.
    @Test func newKeysForAForgottenPassphrase() async throws {
        let (house, vault, ana, reference) = try await opened()
        try await vault.enrolled("jana", ["attorney", "coordinator"], by: ana)
        let mira = try await vault.unlocked("mira")
        let kept = try await vault.keep(mira)
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        _ = try await vault.perform(CaseAssign(case: reference, login: "jana"), in: mira)
        _ = try await vault.unlocked("jana")
        let slip = try await vault.perform(StaffRenew(login: "mira", lastHolder: .refuses), in: ana)
        _ = try await vault.enrol(
            login: "mira", code: try EnrolmentCode.typed(slip.code),
            passphrase: try Passphrase.typed("mira's second passphrase"))
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.show(record, in: mira) }
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.resume(kept) }
        await #expect(throws: VaultError.unlockRefused) { _ = try await vault.unlocked("mira") }
        let jana = try await vault.unlocked("jana")
        #expect(try await vault.show(record, in: jana).line.author == "mira")
        let again = try await vault.unlock(
            login: "mira", passphrase: try Passphrase.typed("mira's second passphrase")
        ).session
        #expect(try await vault.show(record, in: again).text == "Savet")
        try await vault.edit(record, replacing: 1, "Savet, dopunjen", in: again)
        await vault.close()
        #expect(try await house.check().findings == [])
        let next = try await house.open()
        #expect(try await next.verifyLog().verdict == .ok)
        await next.close()
    }

    /// ana is the only officer; mira leads a case of her own.
    private func opened() async throws -> (TestVault, Vault, ana: Session, CaseReference) {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["attorney"], by: ana)
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        return (house, vault, ana, reference)
    }
}
