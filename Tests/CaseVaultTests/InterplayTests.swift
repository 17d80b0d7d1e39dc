import CaseVault
import Testing
import VaultTesting

/// Guards acts that were made one by one and meet in one case: imports, holds, new keys, searches.
@Suite(.serialized) struct InterplayTests {
    /// What a hold keeps no undoing takes; the rest of the batch goes.
    @Test func anImportUnderAHold() async throws {
        let (house, vault, mira) = try await imported()
        let ana = try await vault.unlocked("ana")
        let cases = try await vault.perform(CaseList(names: false, purpose: nil), in: mira).map(\.case).sorted()
        let held = try CaseReference(try #require(cases.first))
        _ = try await vault.perform(HoldSet(case: held, stands: true), in: ana)
        let undone = try await vault.perform(ImportUndo(batch: 1), in: mira)
        #expect(undone.removed == 8 && undone.kept.count == 4)
        #expect(undone.kept.allSatisfy { $0.hasPrefix(held.description) })
        #expect(try await vault.contents(held.description, in: mira).count == 4)
        _ = try await vault.perform(HoldSet(case: held, stands: false), in: ana)
        #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 4)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// Keys under which only undone records lay go with a rekeying like any others; records that were rekeyed can be undone.
    @Test(arguments: [true, false]) func anImportUndoneAroundARekeying(isBefore: Bool) async throws {
        let files = try await ImportHouse().house
        let vault = try await files.open()
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase("Lara", in: mira)
        let records = try ["jedan", "dva", "tri"].map { try ImportHouse.record($0) }
        _ = try await vault.send(
            ImportPlan([ImportGroup(target: .known(reference), records: records)]), in: mira)
        if isBefore { #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 3) }
        let rotated = try await vault.perform(Rotate(case: reference), in: mira).rotated.count
        #expect(rotated == 3)
        #expect(try await vault.rekeyed(reference, in: mira).deleted == rotated)
        if !isBefore { #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 3) }
        await vault.close()
        #expect(try await files.check().findings == [])
    }

    /// Keys that go take their index with them: what lay under them is found all the same, by everyone.
    @Test func aSearchAfterARekeying() async throws {
        let (house, vault, mira) = try await imported()
        let reference = try CaseReference(
            try #require(await vault.perform(CaseList(names: false, purpose: nil), in: mira).map(\.case).min()))
        try await vault.write("Došla u utorak", to: "core", of: reference, in: mira)
        let before = try await finds("utorak", vault, mira)
        #expect(before.count == 1)
        _ = try await vault.perform(Rotate(case: reference), in: mira)
        _ = try await vault.rekeyed(reference, in: mira)
        #expect(try await finds("utorak", vault, mira) == before)
        let again = try await vault.unlocked("mira")
        #expect(try await finds("utorak", vault, again) == before)
        #expect(try await vault.checkDeep(in: again, purpose: try .named("quality")).findings == [])
        await vault.close()
        let reopened = try await house.open()
        let later = try await reopened.unlocked("mira")
        #expect(try await finds("utorak", reopened, later) == before)
        await reopened.close()
        #expect(try await house.check().findings == [])
    }

    private func imported() async throws -> (TestVault, Vault, Session) {
        let files = try await ImportHouse().house
        let vault = try await files.open()
        let mira = try await vault.unlocked("mira")
        _ = try await vault.send(try ImportHouse.plan(), in: mira)
        return (files, vault, mira)
    }

    private func finds(_ term: String, _ vault: Vault, _ session: Session) async throws -> [String] {
        try await vault.perform(Search(term: term, purpose: try .named("follow-up")), in: session)
            .lines.map { $0.record ?? $0.case }.sorted()
    }
}
