import CaseVault
import Testing
import VaultTesting

/// Guards acts that need two officers: never the one who asked, once, for seven days, and void with either of them.
@Suite struct TwoOfficersTests {
    private static let day: UInt64 = 24 * 60 * 60 * 1000

    @Test func anotherOfficerApprovesOnce() async throws {
        let (house, vault, ana) = try await officers()
        let number = try await asked(vault, ana)
        for login in ["ana", "lena", "mira"] {
            let session = try await vault.unlocked(login)
            guard login != "mira" else {
                let answer = try await vault.perform(RequestAnswer(number: number, decision: .approve), in: session)
                #expect(answer.login == "vera")
                break
            }
            await expectRefused(vault, number, .approve, by: session)
        }
        #expect(try await vault.count("staff.resume") == 1)
        await expectRefused(vault, number, .approve, by: ana)
        await expectRefused(vault, number, .refuse, by: ana)
        _ = try await vault.unlocked("vera")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func itIsOverAfterSevenDaysAlsoOnAClockSetBack() async throws {
        let (house, vault, ana) = try await officers()
        let number = try await asked(vault, ana)
        let start = house.clock.now
        house.clock.advance(by: 7 * Self.day)
        let mira = try await vault.unlocked("mira")
        await expectRefused(vault, number, .approve, by: mira)
        #expect(try await vault.status().requests == 0)
        house.clock.set(to: start)
        await expectRefused(vault, number, .approve, by: mira)
        #expect(try await asked(vault, ana) != number)
        await vault.close()
    }

    @Test func aSuspendedOfficersRequestIsVoid() async throws {
        let (_, vault, _) = try await officers()
        let mira = try await vault.unlocked("mira")
        let ana = try await vault.unlocked("ana")
        let number = try await asked(vault, mira)
        _ = try await vault.perform(StaffSuspend(login: "mira", lastHolder: .goesOn), in: ana)
        let nada = try await vault.unlocked("nada")
        await expectRefused(vault, number, .approve, by: nada)
        let back = try await vault.perform(StaffResume(login: "mira"), in: ana)
        _ = try await vault.perform(RequestAnswer(number: try #require(back.number), decision: .approve), in: nada)
        await expectRefused(vault, number, .approve, by: nada)
        #expect(try await vault.perform(Inbox(), in: nada).filter { $0.kind == .resume }.isEmpty)
        await vault.close()
    }

    @Test func whoeverAskedCanWithdraw() async throws {
        let (_, vault, ana) = try await officers()
        let number = try await asked(vault, ana)
        #expect(try await asked(vault, ana) == number)
        _ = try await vault.perform(RequestAnswer(number: number, decision: .refuse), in: ana)
        let mira = try await vault.unlocked("mira")
        await expectRefused(vault, number, .approve, by: mira)
        await expectRefused(vault, 4, .approve, by: mira)
        await vault.close()
    }

    /// A sole officer acts alone, and the line says so.
    @Test func aSoleOfficerActsAlone() async throws {
        let (house, vault, ana) = try await officers()
        for login in ["mira", "nada"] {
            _ = try await vault.perform(StaffSuspend(login: login, lastHolder: .goesOn), in: ana)
        }
        #expect(try await vault.perform(StaffResume(login: "vera"), in: ana).state == .resumed)
        let line = try #require(try await vault.auditLines().last { $0.contains("\"act\":\"staff.resume\"") })
        #expect(line.contains("alone"))
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func theGreetingCountsWhatWaits() async throws {
        let (_, vault, ana) = try await officers()
        _ = try await asked(vault, ana)
        let mira = try await vault.unlock(login: "mira", passphrase: try Passphrase.typed("mira's long passphrase"))
        #expect(mira.waiting.first == .requests(1))
        let again = try await vault.unlock(login: "ana", passphrase: try Passphrase.typed("ana's long passphrase"))
        #expect(!again.waiting.contains(.requests(1)))
        await vault.close()
    }

    /// ana, mira and nada are officers; vera is suspended.
    private func officers() async throws -> (TestVault, Vault, ana: Session) {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["coordinator"], by: ana)
        try await vault.enrolled("nada", ["administrator"], by: ana)
        try await vault.enrolled("vera", ["psychologist"], by: ana)
        try await vault.enrolled("lena", ["case-lead"], by: ana)
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .refuses), in: ana)
        return (house, vault, ana)
    }

    private func asked(_ vault: Vault, _ officer: Session) async throws -> UInt64 {
        let answer = try await vault.perform(StaffResume(login: "vera"), in: officer)
        #expect(answer.state == .asked)
        return try #require(answer.number)
    }

    private func expectRefused(
        _ vault: Vault, _ number: UInt64, _ decision: RequestAnswer.Decision, by session: Session
    ) async {
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(RequestAnswer(number: number, decision: decision), in: session)
        }
    }
}
