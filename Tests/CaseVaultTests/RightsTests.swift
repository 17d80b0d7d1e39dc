import CaseVault
import Testing
import VaultTesting

/// Guards changes of rights: new roles and declared conflicts take at once what they end, and give nothing by themselves.
@Suite struct RightsTests {
    @Test func aRoleTakesAtOnceAndGivesByColleagues() async throws {
        let (house, vault, ana, reference) = try await opened()
        let lena = try await vault.unlocked("lena")
        let core = try await vault.write("Došla", to: "core", of: reference, in: lena).record
        let jana = try await vault.unlocked("jana")
        #expect(try await vault.show(core, in: jana).text == "Došla")
        _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("psychologist")), in: ana)
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(core, in: jana) }
        #expect(try await vault.write("Razgovor", to: "psych", of: reference, in: jana).revision == 1)
        // What she alone holds stands in the way of the next change.
        await #expect(throws: VaultError.self) {
            _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("attorney")), in: ana)
        }
        _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("psychologist", "attorney")), in: ana)
        _ = try await vault.unlocked("lena")
        let again = try await vault.unlocked("jana")
        #expect(try await vault.show(core, in: again).text == "Došla")
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// Process notes stay their author's to read; to write them her role must be there.
    @Test func processNotesAreWrittenInARoleThatMay() async throws {
        let (house, vault, ana, reference) = try await opened()
        _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("psychologist")), in: ana)
        let jana = try await vault.unlocked("jana")
        let note = try await vault.write("Samo moje", to: "process-notes", of: reference, in: jana).record
        _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("jurist")), in: ana)
        #expect(try await vault.show(note, in: jana).text == "Samo moje")
        await #expect(throws: VaultError.notPermitted) {
            try await vault.write("Još", to: "process-notes", of: reference, in: jana)
        }
        await #expect(throws: VaultError.notPermitted) { try await vault.edit(note, replacing: 1, "Izmena", in: jana) }
        _ = try await vault.perform(StaffRole(login: "jana", roles: try roles("psychologist")), in: ana)
        try await vault.edit(note, replacing: 1, "Izmena", in: jana)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func nobodySetsHerOwnRole() async throws {
        let (_, vault, ana, _) = try await opened()
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(StaffRole(login: "ana", roles: try roles("administrator", "attorney")), in: ana)
        }
        await #expect(throws: VaultError.invalid(.roles)) {
            _ = try await vault.perform(StaffRole(login: "jana", roles: []), in: ana)
        }
        await vault.close()
    }

    @Test func aConflictEndsEverythingInTheCase() async throws {
        let (house, vault, ana, reference) = try await opened()
        let lena = try await vault.unlocked("lena")
        let core = try await vault.write("Došla", to: "core", of: reference, in: lena).record
        let jana = try await vault.unlocked("jana")
        let legal = try await vault.write("Savet", to: "legal", of: reference, in: jana).record
        let alone = try await heldAlone(vault, reference, by: jana)
        #expect(alone.map(\.description) == ["legal"])
        _ = try await vault.perform(ConflictDeclare(case: reference, login: nil, lastHolder: .goesOn), in: jana)
        for record in [core, legal] {
            await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: jana) }
        }
        await #expect(throws: VaultError.notPermitted) {
            try await vault.write("Još", to: "legal", of: reference, in: jana)
        }
        #expect(try await vault.perform(CaseList(names: false, purpose: nil), in: jana).isEmpty)
        // Unlocking does not bring it back, and new keys of the case pass her by.
        let again = try await vault.unlocked("jana")
        try await vault.write("Opasno", to: "risk", of: reference, in: lena)
        #expect(try await vault.perform(CaseList(names: false, purpose: nil), in: again).isEmpty)
        try await vault.enrolled("mira", ["attorney"], by: ana)
        _ = try await vault.perform(ConflictDeclare(case: reference, login: "mira", lastHolder: .refuses), in: ana)
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(CaseAssign(case: reference, login: "mira"), in: ana)
        }
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(CaseAssign(case: reference, login: "mira"), in: again)
        }
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    private func heldAlone(
        _ vault: Vault, _ reference: CaseReference, by session: Session
    ) async throws -> [Compartment] {
        do {
            _ = try await vault.perform(ConflictDeclare(case: reference, login: nil, lastHolder: .refuses), in: session)
            return []
        } catch {
            guard case .holdsAlone(let cases, canGoOn: true) = error else { throw error }
            return cases.first { $0.case == reference }?.compartments ?? []
        }
    }

    private func roles(_ codes: String...) throws -> [Role] { try codes.map { try #require(Role($0)) } }

    /// lena leads a case, jana, attorney, works in it; ana coordinates.
    private func opened() async throws -> (TestVault, Vault, ana: Session, CaseReference) {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("lena", ["case-lead"], by: ana)
        try await vault.enrolled("jana", ["attorney"], by: ana)
        let reference = try await vault.newCase(lead: "lena", in: ana)
        // The maker of the case passes its header on.
        _ = try await vault.perform(CaseAssign(case: reference, login: "jana"), in: ana)
        return (house, vault, ana, reference)
    }
}
