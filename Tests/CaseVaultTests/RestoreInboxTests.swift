import CaseVault
import Testing
import VaultTesting

/// Guards that a restore waits in the inbox like any act that needs two, and is approved under its number there.
@Suite struct RestoreInboxTests {
    @Test func theSecondOfficerApprovesUnderItsNumber() async throws {
        let house = try TestVault()
        let vault = try await house.staffed(["mira": "coordinator", "lena": "case-lead"]).vault
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        try machine.restore(house.source(backup))
        let restored = try await machine.open()
        func items(_ login: String) async throws -> [Inbox.Item] {
            try await restored.perform(Inbox(), in: try await restored.unlocked(login)).filter { $0.number != nil }
        }
        func answer(_ login: String, _ decision: RequestAnswer.Decision = .approve) async throws
            -> RequestAnswer.Response
        {
            try await restored.perform(
                RequestAnswer(number: 0, decision: decision), in: try await restored.unlocked(login))
        }
        #expect(try await items("ana").map(\.kind) == [.asked])
        #expect(try await items("lena").isEmpty)
        let waiting = try await items("mira")
        #expect(waiting.map(\.kind) == [.restore] && waiting.map(\.number) == [0] && waiting.map(\.from) == ["ana"])
        for (login, decision) in [("ana", RequestAnswer.Decision.approve), ("lena", .approve), ("mira", .refuse)] {
            await #expect(throws: VaultError.notPermitted) { try await answer(login, decision) }
        }
        #expect(try await answer("mira").kind == .restore)
        #expect(try await items("mira").isEmpty)
        #expect(try await restored.status().restore?.approvalDue == nil)
        await #expect(throws: VaultError.notPermitted) { try await answer("mira") }
        #expect(try await restored.verifyLog().verdict == .ok)
        await restored.close()
    }
}
