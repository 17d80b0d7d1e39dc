import CaseVault
import Testing
import VaultTesting

/// The thin slice from an empty directory to a lawyer reading a record.
@Suite struct FirstDayTests {
    @Test func aLawyerReadsTheLegalNotesAndNotThePsychologists() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "attorney", "vera": "psychologist"])
        let mira = try await vault.unlocked("mira")
        let vera = try await vault.unlocked("vera")

        let reference = try await vault.newCase("Jelena P.", lead: "mira", in: ana)
        let assigned = try await vault.perform(CaseAssign(case: reference, login: "vera"), in: ana)
        #expect(assigned.waiting.isEmpty)
        let mira2 = try await vault.unlocked("mira")
        let vera2 = try await vault.unlocked("vera")
        let legal = try await vault.perform(
            RecordAdd(
                case: reference, compartment: try #require(Compartment("legal")), form: "advice",
                content: Bytes(Array("Tužba predata".utf8)), language: "sr"), in: mira2)
        let psych = try await vault.perform(
            RecordAdd(
                case: reference, compartment: try #require(Compartment("psych")), form: "session",
                content: Bytes(Array("Први разговор".utf8)), language: "sr"), in: vera2)
        let note = try await vault.perform(
            RecordAdd(
                case: reference, compartment: try #require(Compartment("process-notes")), form: "note",
                content: Bytes(Array("Samo moje".utf8)), language: "sr"), in: vera2)
        #expect(note.record.hasSuffix("/n1"))
        let purpose = try #require(Purpose("court"))
        let read = try await vault.perform(
            RecordShow(record: try RecordReference(legal.record), revision: nil, purpose: purpose, showing: .piped),
            in: mira2)
        #expect(read.content.array == Array("Tužba predata".utf8))
        #expect(read.line.author == "mira")
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(
                RecordShow(record: try RecordReference(psych.record), revision: nil, purpose: purpose, showing: .piped),
                in: mira2)
        }
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(
                RecordShow(record: try RecordReference(legal.record), revision: nil, purpose: purpose, showing: .piped),
                in: ana)
        }
        let lines = try await vault.perform(CaseList(names: true, purpose: purpose), in: mira2)
        #expect(lines.map(\.label) == ["Jelena P."])
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        let report = try await house.check()
        #expect(report.findings == [])
        #expect(report.ok)
        _ = (mira, vera)
    }
}
