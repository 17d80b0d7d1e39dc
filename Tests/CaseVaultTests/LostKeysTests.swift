import AuditLog
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards that whoever is not known to have lost keys has none in her keyring that she would have to drop.
@Suite struct LostKeysTests {
    @Test func whoIsNotAskedHasNothingToDrop() async throws {
        let files = try TestVault()
        let vault = try await files.staffed([
            "mira": "coordinator", "lena": "case-lead", "nada": "case-lead", "vera": "psychologist",
        ]).vault
        let (lena, ana) = (try await vault.unlocked("lena"), try await vault.unlocked("ana"))
        let mira = try await vault.unlocked("mira")
        var (lost, asked, idle) = (0, 0, 0)
        func look() async throws {
            for login in ["ana", "lena", "mira", "nada", "vera"] {
                guard let found = try await vault.halves(of: login) else { continue }
                #expect(found.dropped == found.lost, "\(login)")
                lost += found.lost.count
                if found.isAsked { asked += 1 } else { idle += 1 }
            }
        }
        func unlockAll() async throws {
            for login in ["lena", "mira", "nada", "vera"] {
                _ = try? await vault.unlocked(login)
                try await look()
            }
        }
        _ = try await vault.perform(PolicySet([.erasureDays(0)], .sets), in: ana)
        let first = try await vault.newCase("Ljubica", in: lena)
        let second = try await vault.newCase("Dragana", in: lena)
        for compartment in ["core", "risk", "medical"] {
            try await vault.write("Zapis", to: compartment, of: first, in: lena)
            try await vault.write("Zapis", to: compartment, of: second, in: lena)
        }
        for login in ["nada", "vera"] { _ = try await vault.perform(CaseAssign(case: first, login: login), in: lena) }
        _ = try await vault.perform(CaseAssign(case: second, login: "nada"), in: mira)
        try await unlockAll()
        #expect(lost == 0)
        _ = try await vault.perform(CaseUnassign(case: first, login: "nada"), in: lena)
        try await look()
        #expect(lost > 0)
        // Somebody else's unlock drops nothing of hers.
        _ = try await vault.unlocked("lena")
        try await look()
        _ = try await vault.perform(Rotate(case: first, against: "nada"), in: lena)
        _ = try await vault.perform(RekeyStep(case: first), in: lena)
        try await look()
        _ = try await vault.perform(CaseAssign(case: first, login: "nada"), in: lena)
        try await unlockAll()
        let jurist = try #require(Role("jurist"))
        _ = try await vault.perform(StaffRole(login: "vera", roles: [jurist]), in: ana)
        try await look()
        let rights = PolicySet.Change.rights(try Compartment.named("medical"), jurist, "r")
        _ = try await vault.perform(PolicySet([rights], .sets), in: ana)
        _ = try await vault.perform(ConflictDeclare(case: second, login: "nada", lastHolder: .goesOn), in: ana)
        try await look()
        try await unlockAll()
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: ana)
        for session in [ana, mira] {
            let step: CaseErase.Step = session.login == "ana" ? .order : .confirm
            _ = try await vault.perform(
                CaseErase(case: second, compartment: try Compartment.named("risk"), step: step), in: session)
        }
        _ = try await vault.unlocked("ana")
        try await look()
        try await unlockAll()
        try await unlockAll()
        #expect(lost > 8 && asked > 8 && idle > 8)
        await vault.close()
        #expect(try await files.check().findings == [])
    }

    /// She was taken out and put in again, and what she then got did not open: when that grant ends, the half of the one
    /// before still lies in her keyring.
    @Test func aGrantThatNobodyOpenedIsLostToo() async throws {
        let files = try TestVault()
        let vault = try await files.staffed(["lena": "case-lead", "nada": "case-lead"]).vault
        let lena = try await vault.unlocked("lena")
        let reference = try await vault.newCase(in: lena)
        try await vault.write("Zapis", to: "core", of: reference, in: lena)
        let other = try await vault.newCase(in: lena)
        try await vault.write("Zapis", to: "core", of: other, in: lena)
        for one in [reference, other] { _ = try await vault.perform(CaseAssign(case: one, login: "nada"), in: lena) }
        _ = try await vault.unlocked("nada")
        for one in [reference, other] { _ = try await vault.perform(CaseUnassign(case: one, login: "nada"), in: lena) }
        _ = try await vault.perform(CaseAssign(case: reference, login: "nada"), in: lena)
        await vault.close()
        try RawDatabase(files.database).run("UPDATE wrap SET sealed = zeroblob(length(sealed))")
        let again = try await files.open()
        // She drops those of the other case, and is not known to have lost any more.
        _ = try await again.unlocked("nada")
        #expect(try await again.halves(of: "nada")?.isAsked == false)
        let ana = try await again.unlocked("ana")
        _ = try await again.perform(ConflictDeclare(case: reference, login: "nada", lastHolder: .goesOn), in: ana)
        let found = try #require(try await again.halves(of: "nada"))
        #expect(!found.lost.isEmpty && found.dropped == found.lost)
        _ = try await again.unlocked("nada")
        #expect(try await again.halves(of: "nada")?.lost == [])
        await again.close()
    }
}

extension Vault {
    /// What an unlock of hers would drop now, and what it would if it always looked; nil for whoever cannot unlock.
    fileprivate func halves(
        of login: String
    ) throws -> (dropped: [GenerationID], lost: [GenerationID], isAsked: Bool)? {
        let core = try opened()
        let attempt = try UnlockAttempt(login: login, in: core)
        guard let member = attempt.member,
            let seed = try attempt.seed(try Passphrase.typed("\(login)'s long passphrase"))
        else { return nil }
        let session = try attempt.session(member, seed)
        return (core.droppable(of: session), core.lostHalves(of: session), core.fold.hasLostKeys(member.person))
    }
}
