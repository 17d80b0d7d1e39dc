import AuditLog
import Testing
import VaultTesting

@testable import CaseVault

/// Guards that a search which asks no rights again finds what a search that does would find.
@Suite(.serialized) struct KeptScopeTests {
    private struct House {
        let house: TestVault
        let vault: Vault
        let lena: Session
        let mira: Session
        let reference: CaseReference
        let record: String

        init() async throws {
            house = try TestVault()
            vault = try await house.staffed(["lena": "case-lead", "mira": "attorney"]).vault
            lena = try await vault.unlocked("lena")
            reference = try await vault.newCase("Jelena Petrović", in: lena)
            _ = try await vault.perform(CaseAssign(case: reference, login: "mira"), in: lena)
            record = try await vault.write("Svedok je komšija", to: "core", of: reference, in: lena).record
            mira = try await vault.unlocked("mira")
        }

        /// What Mira finds, who has searched before until nothing was left to open.
        func finds(_ term: String) async throws -> [String] {
            try await vault.perform(Search(term: term, purpose: try Purpose.named("follow-up")), in: mira).lines
                .compactMap(\.record).sorted()
        }

        func warm() async throws {
            for _ in 0..<3 { #expect(try await finds("komsija") == [record]) }
            #expect(try await vault.isKept("mira"))
        }

        func end() async throws {
            await vault.close()
            #expect(try await house.check().findings == [])
        }
    }

    @Test func readingKeepsIt() async throws {
        let here = try await House()
        try await here.warm()
        _ = try await here.vault.show(here.record, in: here.lena)
        _ = try await here.vault.perform(CaseList(names: false, purpose: nil), in: here.mira)
        #expect(try await here.vault.isKept("mira"))
        try await here.warm()
        try await here.end()
    }

    @Test func whatColleaguesWrite() async throws {
        let here = try await House()
        try await here.warm()
        let second = try await here.vault.write("Drugi svedok", to: "core", of: here.reference, in: here.lena).record
        #expect(try await here.vault.isKept("mira") == false)
        // One word is in what is open already, the other in what is not yet.
        #expect(try await here.finds("komsija drugi") == [here.record, second].sorted())
        #expect(try await here.finds("svedok") == [here.record, second].sorted())
        try await here.warm()
        try await here.vault.edit(here.record, replacing: 1, "Svedok je kuma", in: here.lena)
        #expect(try await here.finds("komsija") == [])
        #expect(try await here.finds("kuma") == [here.record])
        try await here.end()
    }

    @Test func whoseRightsEnd() async throws {
        let here = try await House()
        try await here.warm()
        _ = try await here.vault.perform(
            ConflictDeclare(case: here.reference, login: nil, lastHolder: .goesOn), in: here.mira)
        // What is shown is asked again in any case: that nothing is found shows less than that nothing is kept.
        #expect(try await here.vault.isKept("mira") == false)
        #expect(try await here.finds("komsija") == [])
        try await here.end()
        let other = try await House()
        try await other.warm()
        _ = try await other.vault.perform(CaseUnassign(case: other.reference, login: "mira"), in: other.lena)
        #expect(try await other.vault.isKept("mira") == false)
        #expect(try await other.finds("komsija") == [])
        try await other.end()
    }

    /// The words of an erased case stay in nobody's session, also when she does not search again.
    @Test func anErasureTakesItAway() async throws {
        let house = try await ErasureHouse()
        let vault = try await house.files.open()
        let lena = try await vault.unlocked("lena")
        let search = Search(term: "ponedeljak", purpose: try Purpose.named("follow-up"))
        for _ in 0..<3 { #expect(try await vault.perform(search, in: lena).cases == 1) }
        for (login, step) in [("ana", CaseErase.Step.order), ("mira", .confirm)] {
            let officer = try await vault.unlocked(login)
            _ = try await vault.perform(CaseErase(case: house.reference, compartment: nil, step: step), in: officer)
        }
        #expect(try await vault.hasScope("lena"))
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        _ = try await vault.unlocked("ana")
        #expect(try await vault.lines("case.erase").count == 1)
        #expect(try await vault.hasScope("lena") == false)
        await vault.close()
    }

    /// Undone work makes the fold anew, and its versions count from the beginning.
    @Test func undoneWorkEndsIt() async throws {
        let here = try await House()
        try await here.warm()
        await #expect(throws: VaultError.notPermitted) { try await here.vault.undo() }
        #expect(try await here.vault.isKept("mira") == false)
        try await here.warm()
        try await here.end()
    }
}

extension Vault {
    /// Whether this person's next search would ask no rights.
    fileprivate func isKept(_ login: String) throws -> Bool {
        let core = try opened()
        return core.sessions.values.contains { $0.login == login && core.keptScope($0) != nil }
    }

    fileprivate func hasScope(_ login: String) throws -> Bool {
        try opened().sessions.values.contains { $0.login == login && $0.scope != nil }
    }

    fileprivate func undo() throws {
        try opened().commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(EntryDraft(.clockStep, by: .system, object: .log), in: transaction)
            throw .notPermitted
        }
    }
}
