import Synchronization
import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault
@testable import VaultStore

extension Vault {
    fileprivate var foldNow: LogFold? { core?.fold }

    fileprivate func search(_ term: String, in session: Session) async throws -> Search.Response {
        try await perform(Search(term: term, purpose: try Purpose.named("follow-up")), in: session)
    }

    fileprivate func finds(_ term: String, in session: Session) async throws -> [String] {
        try await search(term, in: session).lines.map { $0.record ?? $0.case }.sorted()
    }
}

/// Guards search: what is found, by whom, and that the log has it before it is shown.
@Suite(.serialized) struct SearchTests {
    private struct House {
        let house: TestVault
        let vault: Vault
        let ana: Session
        let lena: Session
        let reference: CaseReference

        init() async throws {
            house = try TestVault()
            (vault, ana) = try await house.staffed([
                "lena": "case-lead", "mira": "attorney", "hana": "helpline", "vera": "psychologist",
            ])
            lena = try await vault.unlocked("lena")
            reference = try await vault.newCase("Jelena Petrović", in: lena)
            for login in ["mira", "hana", "vera"] {
                _ = try await vault.perform(CaseAssign(case: reference, login: login), in: lena)
            }
        }

        func write(_ text: String, to compartment: String = "core", by session: Session) async throws -> String {
            try await vault.write(text, to: compartment, of: reference, in: session).record
        }

        func generation(_ compartment: CompartmentCode) async throws -> GenerationID {
            let fold = try #require(await vault.foldNow)
            return try #require(fold.cases.values.first?.newest[.shared(compartment)])
        }

        func segments(_ compartment: CompartmentCode) async throws -> [UInt64] {
            let fold = try #require(await vault.foldNow)
            return try await fold.search.indexes[generation(compartment)]?.segments.map(\.revision) ?? []
        }
    }

    @Test func allWordsWithinOneCase() async throws {
        let here = try await House()
        let record = try await here.write("Komšija iz Čačka je zvao", by: here.lena)
        let label = "\(here.reference)/1"
        for term in ["petrovic", "ПЕТРОВИЋ", "Jelena Petr", "jel"] {
            #expect(try await here.vault.finds(term, in: here.lena) == [label], "\(term)")
        }
        #expect(try await here.vault.finds("jelena čačka", in: here.lena) == [label, record])
        #expect(try await here.vault.finds("jelena Beograd", in: here.lena) == [])
        #expect(try await here.vault.finds("etrovic", in: here.lena) == [])
        let named = try await here.vault.search(here.reference.description.lowercased(), in: here.lena).lines
        #expect(named.map(\.case) == [here.reference.description] && named.first?.record == nil)
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    /// What an older revision said is found no more.
    @Test func theNewestRevisionAlone() async throws {
        let here = try await House()
        let record = try await here.write("Dolazi u ponedeljak", by: here.lena)
        _ = try await here.vault.edit(record, replacing: 1, "Dolazi u utorak", in: here.lena)
        #expect(try await here.vault.finds("ponedeljak", in: here.lena) == [])
        #expect(try await here.vault.finds("utorak", in: here.lena) == [record])
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    /// Each finds what she may read: under `own` nothing, process notes their author alone.
    @Test func everyoneWhatSheMayRead() async throws {
        let here = try await House()
        let hana = try await here.vault.unlocked("hana")
        let vera = try await here.vault.unlocked("vera")
        let call = try await here.write("Zvala je tražeći izlaz", by: hana)
        let note = try await here.write("Pretpostavka o tajni", to: "process-notes", by: vera)
        let talk = try await here.write("Razgovor o tajni", to: "psych", by: vera)
        let mira = try await here.vault.unlocked("mira")
        let advice = try await here.write("Tajni savet", to: "attorney", by: mira)
        // Hana made the compartment's key: lena's comes with her unlock.
        let lena = try await here.vault.unlocked("lena")
        #expect(try await here.vault.finds("izlaz", in: lena) == [call])
        #expect(try await here.vault.finds("izlaz", in: mira) == [call])
        #expect(try await here.vault.finds("izlaz", in: hana) == [])
        #expect(try await here.vault.finds("izlaz", in: here.ana) == [])
        #expect(try await here.vault.finds("tajni", in: lena) == [])
        #expect(try await here.vault.finds("tajni", in: mira) == [advice])
        #expect(try await here.vault.finds("tajni", in: vera) == [note, talk].sorted())
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    @Test func nothingForWhoMayNotAnyMore() async throws {
        let here = try await House()
        let mira = try await here.vault.unlocked("mira")
        let label = "\(here.reference)/1"
        #expect(try await here.vault.finds("petrovic", in: mira) == [label])
        _ = try await here.vault.perform(CaseUnassign(case: here.reference, login: "mira"), in: here.lena)
        #expect(try await here.vault.finds("petrovic", in: mira) == [])
        #expect(try await here.vault.finds(here.reference.description, in: mira) == [])
        _ = try await here.vault.perform(CaseAssign(case: here.reference, login: "mira"), in: here.lena)
        let again = try await here.vault.unlocked("mira")
        #expect(try await here.vault.finds("petrovic", in: again) == [label])
        _ = try await here.vault.perform(
            ConflictDeclare(case: here.reference, login: nil, lastHolder: .goesOn), in: again)
        #expect(try await here.vault.finds("petrovic", in: again) == [])
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    /// The intent, one entry for each case shown, the end; nothing of the term.
    @Test func whatTheLogTells() async throws {
        let here = try await House()
        _ = try await here.vault.search("petrovic", in: here.lena)
        let lines = try await here.vault.lines("case.search")
        #expect(lines.map { $0.text("result") } == ["intent", "ok", "ok"])
        #expect(lines.map { $0.text("object") } == ["search", "case", "search"])
        let intent = try #require(lines[0].number("seq"))
        #expect(lines.dropFirst().allSatisfy { $0.number("ref") == intent + 1 })
        #expect(lines[2].number("count") == 1)
        #expect(lines.allSatisfy { $0.text("why") == "follow-up" && !$0.lowercased().contains("petr") })
        await #expect(throws: VaultError.invalid(.searchTerm)) {
            _ = try await here.vault.search("ko", in: here.lena)
        }
        #expect(try await here.vault.lines("case.search").count == 3)
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    /// Many small segments become one, by whoever searches and may write there; nothing is lost by it.
    @Test func segmentsArePutTogether() async throws {
        let here = try await House()
        for number in 0..<20 { _ = try await here.write("Zapis broj\(number) reč\(number % 2)", by: here.lena) }
        #expect(try await here.segments(.core).count == 20)
        let mira = try await here.vault.unlocked("mira")
        #expect(try await here.vault.search("broj7", in: mira).lines.count == 1)
        // Under `read` alone she rebuilds nothing.
        #expect(try await here.vault.count("index.rebuild") == 0)
        // Nor does anybody where the disk is nearly full: what is left belongs to the entries of reads.
        here.house.free.withLock { $0 = 60 << 20 }
        #expect(try await here.vault.search("broj7", in: here.lena).lines.count == 1)
        #expect(try await here.vault.count("index.rebuild") == 0)
        here.house.free.withLock { $0 = 64 << 30 }
        #expect(try await here.vault.search("broj7", in: here.lena).lines.count == 1)
        #expect(try await here.vault.count("index.rebuild") == 1)
        #expect(try await here.segments(.core) == [21])
        for session in [here.lena, mira] {
            #expect(try await here.vault.search("rec1", in: session).lines.count == 10)
        }
        let one = try await here.write("Još jedan", by: here.lena)
        #expect(try await here.vault.finds("jedan", in: mira) == [one])
        #expect(try await here.segments(.core) == [21, 22])
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
        let vault = try await here.house.open()
        let lena = try await vault.unlocked("lena")
        #expect(try await vault.search("rec1", in: lena).lines.count == 10)
        #expect(try await vault.checkDeep(in: lena, purpose: try Purpose.named("quality")).findings == [])
        await vault.close()
    }

    @Test func fiftyCasesAtMost() async throws {
        let here = try await House()
        for number in 0..<52 {
            _ = try await here.vault.perform(CaseNew(label: "Marija \(number)", lead: nil), in: here.lena)
        }
        let found = try await here.vault.search("marija", in: here.lena)
        #expect((found.cases, found.shown, found.lines.count) == (52, 50, 50))
        let lines = try await here.vault.lines("case.search")
        #expect(lines.count == 52)
        #expect(lines.last?.number("count") == 52)
        await here.vault.close()
    }

    /// A segment taken out, changed, moved or put back is named, and no search goes on without it.
    @Test func segmentsTamperedWith() async throws {
        for sql in [
            "DELETE FROM searchIndex WHERE rowid = 2", "UPDATE searchIndex SET revision = 7 WHERE rowid = 2",
            "UPDATE searchIndex SET sealed = (SELECT sealed FROM searchIndex WHERE rowid = 3), "
                + "hash = (SELECT hash FROM searchIndex WHERE rowid = 3) WHERE rowid = 2",
            "UPDATE searchIndex SET sealed = zeroblob(400) WHERE rowid = 2",
        ] {
            let here = try await House()
            for text in ["prvi", "drugi"] { _ = try await here.write(text, by: here.lena) }
            await here.vault.close()
            try RawDatabase(here.house.database).run(sql)
            let report = try await here.house.check()
            #expect(report.findings.contains { $0.object.contains("/index core segment") }, "\(report.findings)")
            let vault = try await here.house.open()
            let lena = try await vault.unlocked("lena")
            await #expect(throws: VaultError.damaged(.index)) { _ = try await vault.search("prvi", in: lena) }
            // The intent was durable before anything was opened.
            #expect(try await vault.count("case.search", "intent") == 1)
            #expect(try await vault.count("case.search", "failed") == 1)
            #expect(try await vault.count("case.search") == 0)
            await vault.close()
        }
    }

    /// A segment that was replaced is put back by somebody who can write the file.
    @Test func anOlderSegmentPutBack() async throws {
        let here = try await House()
        for number in 0..<20 { _ = try await here.write("Zapis \(number)", by: here.lena) }
        await here.vault.close()
        let rows = try RawDatabase(here.house.database).rows("SELECT id, revision, hash, sealed FROM searchIndex")
        let vault = try await here.house.open()
        let lena = try await vault.unlocked("lena")
        _ = try await vault.search("zapis", in: lena)
        await vault.close()
        let old = try #require(rows.last)
        try RawDatabase(here.house.database).run(
            "INSERT INTO searchIndex (id, revision, hash, sealed) VALUES (?, ?, ?, ?)", old[0], old[1], old[2], old[3])
        let findings = try await here.house.check().findings
        #expect(findings.contains { $0.kind == .olderRevision && $0.object.contains("/index core segment") })
    }
}
