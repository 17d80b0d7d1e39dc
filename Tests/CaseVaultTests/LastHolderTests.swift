import AuditLog
import CaseVault
import Testing
import VaultTesting

/// Guards what one person alone holds: she is not taken out of the case before somebody else has opened it.
@Suite struct LastHolderTests {
    /// In a house without a coordinator even the header would be lost.
    @Test func theOnlyPersonOfACase() async throws {
        let (house, vault, reference) = try await attorneysCase(furtherRoles: [])
        let ana = try await vault.unlocked("ana")
        try await expectKept(vault, reference, "mira", ["case", "legal", "attorney"], by: ana)
        // Assigned is not enough: mira has not passed the keys on, then jana has not opened them.
        try await vault.enrolled("jana", ["attorney"], by: ana)
        _ = try await vault.perform(CaseAssign(case: reference, login: "jana"), in: ana)
        try await expectKept(vault, reference, "mira", ["case", "legal", "attorney"], by: ana)
        _ = try await vault.unlocked("mira")
        try await expectKept(vault, reference, "mira", ["case", "legal", "attorney"], by: ana)
        let jana = try await vault.unlocked("jana")
        _ = try await vault.perform(CaseUnassign(case: reference, login: "mira"), in: ana)
        #expect(try await vault.readAll(reference, in: jana).map(\.text) == ["Savet", "Beleška"])
        try await expectKept(vault, reference, "jana", ["case", "legal", "attorney"], by: ana)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// What a coordinator can pass on is not lost; of attorney's notes she holds nothing.
    @Test func custodiansCount() async throws {
        let (_, vault, reference) = try await attorneysCase(furtherRoles: ["coordinator"])
        let ana = try await vault.unlocked("ana")
        try await expectKept(vault, reference, "mira", ["attorney"], by: ana)
        await vault.close()
    }

    /// Who may open only what she wrote herself does not keep a case alive.
    @Test func ownIsNotEnough() async throws {
        let (_, vault, ana) = try await opened(furtherRoles: [])
        try await vault.enrolled("lena", ["case-lead"], by: ana)
        try await vault.enrolled("hana", ["helpline"], by: ana)
        let lena = try await vault.unlocked("lena")
        let reference = try await vault.newCase("Jelena", in: lena)
        try await vault.write("Došla", to: "core", of: reference, in: lena)
        _ = try await vault.perform(CaseAssign(case: reference, login: "hana"), in: lena)
        let hana = try await vault.unlocked("hana")
        try await vault.write("Zvala", to: "core", of: reference, in: hana)
        try await expectKept(vault, reference, "lena", ["identity", "core"], by: ana)
        _ = try await vault.perform(CaseUnassign(case: reference, login: "hana"), in: lena)
        await vault.close()
    }

    /// Somebody who wears two hats and holds a half twice over loses nothing by the second grant that waits.
    @Test func aGrantThatWaitsDoesNotUndoTheHalfThatIsThere() async throws {
        let (_, vault, ana) = try await opened(furtherRoles: [])
        try await vault.enrolled("mira", ["attorney"], by: ana)
        try await vault.enrolled("kosa", ["coordinator", "case-lead"], by: ana)
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        try await vault.write("Savet", to: "legal", of: reference, in: mira)
        _ = try await vault.unlocked("kosa")
        _ = try await vault.perform(CaseAssign(case: reference, login: "kosa"), in: mira)
        _ = try await vault.perform(CaseUnassign(case: reference, login: "mira"), in: ana)
        await vault.close()
    }

    /// The rule is the log's, not only this program's.
    @Test func aForgedEntryDoesNotCount() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        var forger = try Forger(copy)
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let entry = try forger.append(
            .caseUnassign, as: .attorney, by: mira.signing, object: .clientCase,
            AssignStatement(
                caseID: try forger.thief.caseID(house.cases[1]), person: mira.person, assigned: false))
        let report = try await copy.check()
        #expect(report.findings.contains { $0.object == entry && $0.kind == .notPermitted })
        let vault = try await copy.open()
        let session = try await vault.unlocked("mira", of: house)
        #expect(try await vault.readTexts(house.cases[1], in: session) == ["Savet, dopunjen", "Beleška advokata"])
        await vault.close()
    }

    /// The named exception: process notes are their author's, and wait for her.
    @Test func processNotesStayTheAuthors() async throws {
        let (house, vault, ana) = try await opened(furtherRoles: ["coordinator"])
        try await vault.enrolled("vera", ["psychologist"], by: ana)
        let reference = try await vault.newCase(lead: "vera", in: ana)
        let vera = try await vault.unlocked("vera")
        let note = try await vault.write("Samo moje", to: "process-notes", of: reference, in: vera).record
        // The header's custodian is here and has opened it.
        _ = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseUnassign(case: reference, login: "vera"), in: ana)
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(note, in: vera) }
        let again = try await vault.unlocked("vera")
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(note, in: again) }
        _ = try await vault.perform(CaseAssign(case: reference, login: "vera"), in: ana)
        let back = try await vault.unlocked("vera")
        #expect(try await vault.show(note, in: back).text == "Samo moje")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    private func opened(furtherRoles: [String]) async throws -> (TestVault, Vault, ana: Session) {
        let house = try TestVault()
        try await house.create(furtherRoles: furtherRoles)
        let vault = try await house.open()
        return (house, vault, try await vault.unlocked("ana"))
    }

    /// mira's case, with a record under `legal` and one under `attorney`.
    private func attorneysCase(furtherRoles: [String]) async throws -> (TestVault, Vault, CaseReference) {
        let (house, vault, ana) = try await opened(furtherRoles: furtherRoles)
        try await vault.enrolled("mira", ["attorney"], by: ana)
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        try await vault.write("Savet", to: "legal", of: reference, in: mira)
        try await vault.write("Beleška", to: "attorney", of: reference, in: mira)
        return (house, vault, reference)
    }

    /// Refused, and nothing changed.
    private func expectKept(
        _ vault: Vault, _ reference: CaseReference, _ login: String, _ compartments: [String], by session: Session
    ) async throws {
        let lines = try await vault.auditLines().count
        let alone = try compartments.map { try Compartment.named($0) }
        await #expect(throws: VaultError.lastHolder(of: alone)) {
            _ = try await vault.perform(CaseUnassign(case: reference, login: login), in: session)
        }
        #expect(try await vault.auditLines().count == lines)
    }
}
