import CaseVault
import Testing
import VaultTesting

/// Guards a changed policy: what it allows no more is over at once and for everyone, what it allows more comes from
/// colleagues, and nothing is left without a holder.
@Suite struct PolicySetTests {
    private func house() async throws -> (vault: Vault, ana: Session, house: TestVault, record: String) {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["lena": "case-lead", "vera": "jurist"])
        let reference = try await vault.newCase(lead: "lena", in: ana)
        _ = try await vault.perform(CaseAssign(case: reference, login: "vera"), in: ana)
        let lena = try await vault.unlocked("lena")
        let record = try await vault.write("Prvi razgovor", to: "core", of: reference, in: lena).record
        return (vault, ana, house, record)
    }

    private func rights(_ compartment: String, _ role: String, _ letters: String) throws -> PolicySet.Change {
        .rights(try Compartment.named(compartment), try #require(Role(role)), letters)
    }

    private func set(_ change: PolicySet.Change, _ vault: Vault, _ session: Session) async throws -> PolicySet.Response
    {
        try await vault.perform(PolicySet([change], .sets), in: session)
    }

    @Test func whatIsAllowedNoMoreIsOver() async throws {
        let (vault, ana, house, record) = try await house()
        let vera = try await vault.unlocked("vera")
        #expect(try await vault.show(record, in: vera).text == "Prvi razgovor")
        let before = try await vault.auditLines().count
        let tried = try await vault.perform(PolicySet([try rights("core", "jurist", "-")], .tries), in: ana)
        #expect(tried.lapsing == ["vera": 1] && tried.changes)
        #expect(try await vault.auditLines().count == before)
        #expect(try await vault.show(record, in: vera).text == "Prvi razgovor")
        _ = try await set(try rights("core", "jurist", "-"), vault, ana)
        await #expect(throws: VaultError.notPermitted) { try await vault.show(record, in: vera) }
        await #expect(throws: VaultError.notPermitted) {
            try await vault.show(record, in: try await vault.unlocked("vera"))
        }
        let again = try await set(try rights("core", "jurist", "r"), vault, ana)
        #expect(again.policy.isStandard && again.waiting == ["vera": 1])
        _ = try await vault.unlocked("lena")
        #expect(try await vault.show(record, in: try await vault.unlocked("vera")).text == "Prvi razgovor")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
        let reopened = try await house.open()
        #expect(try await reopened.policy().isStandard)
        #expect(try await reopened.verifyLog().verdict == .ok)
        await reopened.close()
    }

    /// A suspended person loses what the policy takes, and no more: the rest is hers when she is resumed.
    @Test func aSuspendedPersonLosesNoMore() async throws {
        let (vault, ana, _, record) = try await house()
        _ = try await vault.unlocked("vera")
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: ana)
        _ = try await set(try rights("legal", "jurist", "r"), vault, ana)
        _ = try await vault.perform(StaffResume(login: "vera"), in: ana)
        #expect(try await vault.show(record, in: try await vault.unlocked("vera")).text == "Prvi razgovor")
        await vault.close()
    }

    @Test func nobodyIsLeftWhoCouldOpen() async throws {
        let (vault, ana, house, record) = try await house()
        _ = try await set(try rights("core", "jurist", "-"), vault, ana)
        _ = try await set(try rights("core", "coordinator", "-"), vault, ana)
        _ = try await set(.custodians(try Compartment.named("core"), .nobody), vault, ana)
        await #expect {
            try await set(try rights("core", "case-lead", "-"), vault, ana)
        } throws: { error in
            if case VaultError.holdsAlone(let alone, canGoOn: false) = error { !alone.isEmpty } else { false }
        }
        let lena = try await vault.unlocked("lena")
        #expect(try await vault.show(record, in: lena).text == "Prvi razgovor")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func onlyAnAdministratorAndOnlyWhatIsLawful() async throws {
        let (vault, ana, _, _) = try await house()
        let lena = try await vault.unlocked("lena")
        let before = try await vault.policy()
        await #expect(throws: VaultError.notPermitted) { try await set(.erasureDays(3), vault, lena) }
        let unlawful: [PolicySet.Change] = [
            try rights("core", "administrator", "r"), try rights("core", "trustee", "r"),
            try rights("stat", "auditor", "r"),
            try rights("process-notes", "coordinator", "r"), try rights("core", "jurist", "rx"), .erasureDays(31),
            .erasureDays(-1), .erasureDays(300), .custodians(try Compartment.named("process-notes"), .coordinators),
            .indexing(try Compartment.named("process-notes"), .whole),
        ]
        for change in unlawful {
            await #expect(throws: VaultError.invalid(.policy)) { try await set(change, vault, ana) }
        }
        #expect(try await vault.policy().since == before.since)
        #expect(try await set(.erasureDays(0), vault, ana).policy.erasureDays == 0)
        #expect(try await vault.count("policy.set", "denied") == 1)
        await vault.close()
    }
}
