import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault
@testable import VaultStore

/// Texts that are not finished: sealed, their writer's alone, and gone with the record that takes their place.
@Suite struct DraftTests {
    private struct House {
        let house: TestVault
        let vault: Vault
        let ana: Session
        let mira: Session
        let reference: CaseReference

        init() async throws {
            house = try TestVault()
            (vault, ana) = try await house.staffed(["mira": "case-lead", "lena": "case-lead"])
            mira = try await vault.unlocked("mira")
            reference = try await vault.newCase("Jelena P.", in: mira)
        }

        var target: DraftTarget {
            get throws { DraftTarget(case: reference, compartment: try Compartment.named("core"), form: "note") }
        }

        func save(_ text: String, _ number: UInt32? = nil, by session: Session) async throws -> UInt32 {
            try await vault.perform(
                DraftSave(number: number, target: try target, content: Bytes(Array(text.utf8))), in: session
            ).number
        }

        func open(_ number: UInt32, by session: Session) async throws -> DraftOpen.Response {
            try await vault.perform(DraftOpen(number: number, purpose: try Purpose.named("follow-up")), in: session)
        }
    }

    /// What no record can hold is kept until it is mended, up to its own limit, and becomes no record.
    @Test func aDraftHoldsWhatNoRecordCan() async throws {
        let here = try await House()
        for content in [[0x61, 0xFF, 0x62], [UInt8](repeating: 0x61, count: 1_048_577)] {
            let save = DraftSave(number: nil, target: try here.target, content: Bytes(content))
            let number = try await here.vault.perform(save, in: here.mira).number
            #expect(try await here.open(number, by: here.mira).content.array == content)
            let record = RecordAdd(
                case: here.reference, compartment: try Compartment.named("core"), form: "note",
                content: Bytes(content), language: "", draft: number)
            await #expect(throws: VaultError.invalid(.content)) {
                _ = try await here.vault.perform(record, in: here.mira)
            }
        }
        for count in [0, DraftSave.byteLimit + 1] {
            let save = DraftSave(
                number: nil, target: try here.target, content: Bytes([UInt8](repeating: 0x61, count: count)))
            await #expect(throws: VaultError.invalid(.content)) {
                _ = try await here.vault.perform(save, in: here.mira)
            }
        }
        await here.vault.close()
    }

    /// What a program decodes may be a new record and a revision at once, or of another case.
    @Test(arguments: [
        #"{"case": "CASE", "compartment": "core", "form": "note", "record": "CASE/1", "replacing": 1}"#,
        #"{"case": "CASE", "compartment": "core", "form": "note", "replacing": 1}"#,
        #"{"case": "CASE", "form": "note", "replacing": 0}"#,
        #"{"case": "CASE", "form": "note", "record": "CASE/1", "replacing": 1}"#,
        #"{"case": "CASE", "form": "", "record": "OTHER/1", "replacing": 1}"#,
    ])
    func aDraftIsOfOneKind(_ json: String) async throws {
        let here = try await House()
        let other = try await here.vault.newCase("Mara P.", in: here.mira)
        let text = json.replacing("CASE", with: here.reference.description).replacing("OTHER", with: other.description)
        let target = try JSONDecoder().decode(DraftTarget.self, from: Data(text.utf8))
        await #expect(throws: VaultError.invalid(.recordReference)) {
            _ = try await here.vault.perform(
                DraftSave(number: nil, target: target, content: Bytes([0x61])), in: here.mira)
        }
    }

    @Test func aDraftIsSavedAgainOpenedAndGoesWithItsRecord() async throws {
        let here = try await House()
        let number = try await here.save("Dosla je", by: here.mira)
        #expect(number == 1)
        #expect(try await here.save("Dosla je u petak", number, by: here.mira) == 1)
        let second = try await here.save("Drugo", by: here.mira)
        #expect(second == 2)
        let opened = try await here.open(number, by: here.mira)
        #expect(String(decoding: opened.content.array, as: UTF8.self) == "Dosla je u petak")
        #expect(opened.target == (try here.target))
        #expect(try await here.vault.count("record.read", "intent") > 0)
        _ = try await here.vault.perform(
            RecordAdd(
                case: here.reference, compartment: try Compartment.named("core"), form: "note",
                content: opened.content, language: "", draft: number), in: here.mira)
        let left = try await here.vault.perform(DraftList(), in: here.mira)
        #expect(left.map(\.number) == [2])
        #expect(left.first?.case == here.reference.description)
        _ = try await here.vault.perform(DraftDiscard(number: 2), in: here.mira)
        #expect(try await here.vault.perform(DraftList(), in: here.mira).isEmpty)
        #expect(try await here.vault.count("draft.save") == 4)
        await here.vault.close()
        #expect(try RawDatabase(here.house.database).rows("SELECT id FROM draft").isEmpty)
        #expect(try await here.house.check().findings == [])
    }

    @Test func nobodyElseReadsOrWritesIt() async throws {
        let here = try await House()
        let number = try await here.save("Samo moje", by: here.mira)
        _ = try await here.vault.perform(CaseAssign(case: here.reference, login: "lena"), in: here.mira)
        let lena = try await here.vault.unlocked("lena")
        #expect(try await here.vault.perform(DraftList(), in: lena).isEmpty)
        await #expect(throws: VaultError.notPermitted) { _ = try await here.open(number, by: lena) }
        await #expect(throws: VaultError.notPermitted) {
            _ = try await here.vault.perform(DraftDiscard(number: number), in: lena)
        }
        await #expect(throws: VaultError.notPermitted) { _ = try await here.save("x", number, by: lena) }
        let stolen = RecordAdd(
            case: here.reference, compartment: try Compartment.named("core"), form: "note",
            content: Bytes(Array("x".utf8)), language: "", draft: number)
        await #expect(throws: VaultError.notPermitted) { _ = try await here.vault.perform(stolen, in: lena) }
        // Nobody who is not assigned leaves a draft in a case.
        await #expect(throws: VaultError.notPermitted) { _ = try await here.save("Spolja", by: here.ana) }
        #expect(try await here.vault.count("record.read", "denied") == 1)
        #expect(try await here.vault.perform(DraftList(), in: here.mira).count == 1)
        #expect(try await here.vault.verifyLog().verdict == .ok)
        await here.vault.close()
    }

    @Test func takenOutOfTheCaseSheOpensHerDraftNoMore() async throws {
        let here = try await House()
        _ = try await here.vault.perform(CaseAssign(case: here.reference, login: "lena"), in: here.mira)
        let lena = try await here.vault.unlocked("lena")
        let number = try await here.save("Njeno", by: lena)
        _ = try await here.vault.perform(CaseUnassign(case: here.reference, login: "lena"), in: here.mira)
        #expect(try await here.vault.perform(DraftList(), in: lena).isEmpty)
        await #expect(throws: VaultError.notPermitted) { _ = try await here.open(number, by: lena) }
        await #expect(throws: VaultError.notPermitted) { _ = try await here.save("y", number, by: lena) }
        // What is hers she may still throw away.
        _ = try await here.vault.perform(DraftDiscard(number: number), in: lena)
        await here.vault.close()
        #expect(try await here.house.check().findings == [])
    }

    @Test func aDraftSurvivesClosingAndAnOlderOnePutBackIsNoticed() async throws {
        let here = try await House()
        let number = try await here.save("Prvo", by: here.mira)
        await here.vault.close()
        let raw = RawDatabase(here.house.database)
        let old = try #require(try raw.rows("SELECT hex(sealed), hex(hash) FROM draft").first)
        let again = try await here.house.open()
        let mira = try await again.unlocked("mira")
        let opened = try await again.perform(
            DraftOpen(number: number, purpose: try Purpose.named("follow-up")), in: mira)
        #expect(String(decoding: opened.content.array, as: UTF8.self) == "Prvo")
        let save = DraftSave(number: number, target: opened.target, content: Bytes(Array("Drugo".utf8)))
        _ = try await again.perform(save, in: mira)
        await again.close()
        guard case .text(let sealed) = old[0], case .text(let hash) = old[1] else {
            Issue.record("hex is text")
            return
        }
        try raw.run("UPDATE draft SET revision = 1, sealed = x'\(sealed)', hash = x'\(hash)'")
        #expect(try await here.house.check().findings.map(\.kind).contains(.olderRevision))
        let last = try await here.house.open()
        let hers = try await last.unlocked("mira")
        await #expect(throws: VaultError.damaged(.row)) {
            _ = try await last.perform(
                DraftOpen(number: number, purpose: try Purpose.named("follow-up")), in: hers)
        }
        await last.close()
    }

    /// What a modified program would have to claim, and the fold does not believe.
    @Test(arguments: [
        (UInt8(14), UInt64(1), UInt64(3)), (14, 2, 3), (14, 0, 2), (11, 0, 1), (7, 1, 2),
    ])
    func theFoldTakesOneStepOfOneRowOfHers(_ change: (table: UInt8, old: UInt64, new: UInt64)) async throws {
        let here = try await House()
        _ = try await here.save("Prvo", by: here.mira)
        let fold = try #require(await here.vault.foldNow)
        let draft = try #require(fold.drafts.values.first)
        let lines = try await here.vault.auditLines()
        let line = try #require(lines.last { $0.contains("draft.save") })
        let entry = try AuditEntry(parsing: Array(line.utf8))
        let row = RowChange(
            table: change.table, row: draft.row, oldRevision: change.old, newRevision: change.new, oldTag: .zero,
            newTag: draft.mark.tag)
        let statement = DraftStatement(
            person: draft.person, caseID: draft.caseID, effects: StatementEffects(rows: [row]))
        var tried = fold
        let isTaken = tried.apply(entry, statement)
        #expect(!isTaken)
        await here.vault.close()
    }
}

extension Vault {
    fileprivate var foldNow: LogFold? { core?.fold }
}
