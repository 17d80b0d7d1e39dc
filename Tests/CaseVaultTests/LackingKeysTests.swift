import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault

/// Guards that what is kept of who lacks which key is what asking about every key again would say, after every entry.
@Suite struct LackingKeysTests {
    @Test func keptIsAskedAgain() async throws {
        let files = try await everythingAboutKeys()
        var acts: Set<Act> = []
        var most = 0
        try LoggedStep.replay(files, { _, _ in }) { fold, entry in
            let asked = Set(fold.generations.values.filter { !fold.lacking($0).isEmpty }.map(\.id))
            // The first question makes it known; from then on it is kept.
            let kept = Set(fold.lackedKeys(among: fold.generations.keys))
            #expect(kept == asked, "\(entry.fields.act.text)")
            most = max(most, asked.count)
            if let act = entry.fields.act.act { acts.insert(act) }
        }
        #expect(most > 3)
        #expect(
            acts.isSuperset(of: [
                .caseCreate, .caseAssign, .caseUnassign, .generationMake, .generationRekey, .grantGive, .grantAccept,
                .keyRotate, .staffEnrol, .staffSuspend, .staffResume, .roleSet, .policySet, .conflictDeclare,
                .generationErase, .recordErase, .caseClose, .caseReopen,
            ]))
    }

    /// Of few keys among many only these are asked about, and the answer is the same.
    @Test func fewKeysOfMany() async throws {
        var fold = try LoggedStep.replay(try await everythingAboutKeys(), { _, _ in })
        let ids = fold.generations.keys.sorted()
        var all = fold
        let known = Set(all.lackedKeys(among: ids))
        for id in ids {
            #expect(Set(fold.lackedKeys(among: [id])) == known.intersection([id]))
            #expect(Set(all.lackedKeys(among: [id])) == known.intersection([id]))
        }
    }

    /// A vault in which everything has happened that makes somebody entitled to a key, or no longer.
    private func everythingAboutKeys() async throws -> TestVault {
        let files = try TestVault()
        let vault = try await files.staffed([
            "mira": "coordinator", "lena": "case-lead", "nada": "case-lead", "vera": "psychologist",
        ]).vault
        let (lena, ana) = (try await vault.unlocked("lena"), try await vault.unlocked("ana"))
        let mira = try await vault.unlocked("mira")
        _ = try await vault.perform(PolicySet([.erasureDays(0)], .sets), in: ana)
        let first = try await vault.newCase("Ljubica", in: lena)
        let second = try await vault.newCase("Dragana", in: lena)
        let core = try await vault.write("Prvi", to: "core", of: first, in: lena).record
        for compartment in ["core", "risk", "medical"] {
            try await vault.write("Zapis", to: compartment, of: first, in: lena)
            try await vault.write("Zapis", to: compartment, of: second, in: lena)
        }
        for login in ["nada", "vera"] { _ = try await vault.perform(CaseAssign(case: first, login: login), in: lena) }
        _ = try await vault.perform(CaseAssign(case: second, login: "nada"), in: mira)
        let nada = try await vault.unlocked("nada")
        try await vault.write("Nadin", to: "core", of: first, in: nada)
        _ = try await vault.perform(CaseUnassign(case: first, login: "nada"), in: lena)
        _ = try await vault.perform(Rotate(case: first, against: "nada"), in: lena)
        _ = try await vault.perform(RekeyStep(case: first), in: lena)
        _ = try await vault.perform(CaseAssign(case: first, login: "nada"), in: lena)
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: ana)
        _ = try await vault.perform(StaffResume(login: "vera"), in: mira)
        let request = try await vault.perform(Inbox(), in: ana).first { $0.kind == .resume }?.number
        _ = try await vault.perform(RequestAnswer(number: try #require(request), decision: .approve), in: ana)
        _ = try await vault.perform(StaffRole(login: "vera", roles: [try #require(Role("jurist"))]), in: ana)
        let rights = PolicySet.Change.rights(try Compartment.named("medical"), try #require(Role("jurist")), "r")
        _ = try await vault.perform(PolicySet([rights], .sets), in: ana)
        _ = try await vault.perform(ConflictDeclare(case: second, login: "nada", lastHolder: .goesOn), in: ana)
        for state in [CaseState.closed, .open] {
            _ = try await vault.perform(CaseSetState(case: second, state: state), in: lena)
        }
        for session in [ana, mira] {
            let step: CaseErase.Step = session.login == "ana" ? .order : .confirm
            _ = try await vault.perform(
                CaseErase(case: second, compartment: try Compartment.named("risk"), step: step), in: session)
            _ = try await vault.perform(RecordErase(record: try RecordReference(core), step: step), in: session)
        }
        for login in ["ana", "lena", "mira", "nada", "vera", "lena"] { _ = try await vault.unlocked(login) }
        await vault.close()
        return files
    }
}
