import AuditLog
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards that nobody's honest write makes an old row the newest: what is put back into vault.db is neither read nor
/// built on.
@Suite(.serialized) struct HeaderRollbackTests {
    @Test func anOldHeaderIsNeitherReadNorBuiltOn() async throws {
        let (house, copy) = try await prepared()
        let thief = try GateThief(copy)
        let header = thief.recordID(try thief.caseID(house.cases[1]), 0).bytes
        let state = try #require(house.earlier.last)
        let old = try #require(state.rows(.record).first { $0.id == header })
        try replace(old, in: copy)
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        let before = try await vault.count("record.write")
        await expect(.header) { try await vault.perform(CaseShow(case: house.cases[1], purpose: nil), in: mira) }
        await expect(.header) { try await vault.write("Novo", to: "legal", of: house.cases[1], in: mira) }
        await expect(.header) {
            try await vault.perform(CaseSetState(case: house.cases[1], state: .closed), in: mira)
        }
        await expect(.header) { try await vault.list(house.cases[1], in: mira) }
        await expect(.header) {
            try await vault.edit(try house.record("Savet, dopunjen"), replacing: 2, "Izmena", in: mira)
        }
        #expect(try await vault.count("record.write") == before)
        await vault.close()
        let named = try await copy.check().findings.filter { $0.object.hasPrefix("\(house.cases[1])/header") }
        #expect(!named.isEmpty)
    }

    /// A header of the same revision, sealed and signed by one who may: only the tag in the log tells them apart.
    @Test func theHeaderOfAnotherCopyIsNotRead() async throws {
        let (house, copy) = try await prepared()
        let fork = try TestVault(copying: copy)
        for (files, text) in [(copy, "Ovde"), (fork, "Tamo")] {
            let vault = try await files.open()
            let mira = try await vault.unlocked("mira", of: house)
            try await vault.write(text, to: "legal", of: house.cases[1], in: mira)
            await vault.close()
        }
        let thief = try GateThief(copy)
        let header = thief.recordID(try thief.caseID(house.cases[1]), 0).bytes
        let other = try #require(try StoredState(of: fork).rows(.record).first { $0.id == header })
        try replace(other, in: copy)
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        await expect(.header) { try await vault.perform(CaseShow(case: house.cases[1], purpose: nil), in: mira) }
        await vault.close()
    }

    /// A record that another copy of the vault holds at the same place, in the same revision, well signed by its author.
    @Test func theRecordOfAnotherCopyIsNotRead() async throws {
        let (house, copy) = try await prepared()
        let fork = try TestVault(copying: copy)
        var written: [String] = []
        for (files, text) in [(copy, "Ovde"), (fork, "Tamo")] {
            let vault = try await files.open()
            let mira = try await vault.unlocked("mira", of: house)
            written.append(try await vault.write(text, to: "legal", of: house.cases[1], in: mira).record)
            await vault.close()
        }
        #expect(written[0] == written[1])
        let record = try GateThief(copy).recordID(of: RecordReference(written[0])).bytes
        try replace(try #require(try StoredState(of: fork).rows(.record).first { $0.id == record }), in: copy)
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        await expect(.record) { try await vault.show(written[0], in: mira) }
        await expect(.record) { try await vault.list(house.cases[1], in: mira) }
        await vault.close()
    }

    /// A revision after the newest, of which the log knows nothing: whoever reads is told, and does not get the one before.
    @Test func aRevisionThatNobodyWroteIsNotPassedOver() async throws {
        let (house, copy) = try await prepared()
        let record = try RecordReference(try house.record("Savet, dopunjen"))
        let id = try GateThief(copy).recordID(of: record).bytes
        try RawDatabase(copy.database).run(
            "INSERT INTO record (id, gen, revision, hash, sealed) SELECT id, gen, 3, hash, sealed FROM record "
                + "WHERE id = ? AND revision = 2", .bytes(id))
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        await expect(.record) { try await vault.show(record.description, in: mira) }
        await expect(.record) { try await vault.list(record.case, in: mira) }
        await expect(.record) { try await vault.edit(record.description, replacing: 2, "Izmena", in: mira) }
        await vault.close()
    }

    @Test func aDeletedNewestRevisionIsNotReplacedByTheOneBefore() async throws {
        let (house, copy) = try await prepared()
        let record = try RecordReference(try house.record("Savet, dopunjen"))
        let id = try GateThief(copy).recordID(of: record).bytes
        try RawDatabase(copy.database).run("DELETE FROM record WHERE id = ? AND revision = 2", .bytes(id))
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        await expect(.record) { try await vault.show(record.description, in: mira) }
        await expect(.record) { try await vault.list(record.case, in: mira) }
        await expect(.record) {
            try await vault.perform(
                CaseRead(
                    case: record.case, compartment: nil, since: nil, purpose: Purpose.named("court"), showing: .piped),
                in: mira)
        }
        await expect(.record) {
            try await vault.perform(RecordHistory(record: record, purpose: Purpose.named("court")), in: mira)
        }
        await expect(.record) { try await vault.edit(record.description, replacing: 1, "Izmena", in: mira) }
        await vault.close()
    }

    /// An older revision that is gone, or stands under other keys, is damage, and not somebody's newer one.
    @Test(arguments: ["DELETE FROM record", "UPDATE record SET gen = randomblob(16)"])
    func anOlderRevisionThatIsGoneIsDamaged(sql: String) async throws {
        let (house, copy) = try await prepared()
        let record = try RecordReference(try house.record("Savet, dopunjen"))
        let id = try GateThief(copy).recordID(of: record).bytes
        try RawDatabase(copy.database).run("\(sql) WHERE id = ? AND revision = 1", .bytes(id))
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        await expect(.record) { try await vault.show(record.description, revision: 1, in: mira) }
        await expect(.record) {
            try await vault.perform(RecordHistory(record: record, purpose: Purpose.named("court")), in: mira)
        }
        #expect(try await vault.show(record.description, in: mira).text == "Savet, dopunjen")
        await vault.close()
    }

    /// Who may not read what is gone is told nothing of it, and reads the rest of the case.
    @Test func whatIsGoneStopsOnlyThoseWhoMayReadIt() async throws {
        let (house, copy) = try await prepared()
        let (gone, kept) = (try house.record("Beleška advokata"), try house.record("Savet, dopunjen"))
        let record = try RecordReference(gone)
        let id = try GateThief(copy).recordID(of: record).bytes
        try RawDatabase(copy.database).run("DELETE FROM record WHERE id = ?", .bytes(id))
        let vault = try await copy.open()
        let (lena, mira) = (
            try await vault.unlocked("lena", of: house), try await vault.unlocked("mira", of: house)
        )
        await expect(.record) { try await vault.list(record.case, in: mira) }
        let lines = try await vault.list(record.case, in: lena).map(\.record)
        #expect(lines.contains(kept) && !lines.contains(gone))
        await vault.close()
    }

    /// The content of a header is written by whoever holds the key, with whatever program.
    @Test(arguments: Lie.allCases) func aHeaderThatSaysSomethingElseThanTheLog(lie: Lie) async throws {
        let (house, copy) = try await prepared()
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        try await vault.close(house.cases[1], with: lie, in: mira)
        await vault.close()
        let again = try await copy.open()
        let reader = try await again.unlocked("mira", of: house)
        let show = CaseShow(case: house.cases[1], purpose: nil)
        guard lie != .none else {
            #expect(try await again.perform(show, in: reader).state == .closed)
            await again.close()
            return
        }
        await expect(.header) { try await again.perform(show, in: reader) }
        await expect(.header) { try await again.list(house.cases[1], in: reader) }
        await expect(.header) {
            try await again.perform(CaseSetState(case: house.cases[1], state: .open), in: reader)
        }
        await again.close()
    }

    enum Lie: CaseIterable, Sendable {
        case none, reference, open, lead, nextSmaller, nextLarger, nextLargest, label, count, noLines, twoLines

        func told(in header: CaseHeader) -> CaseHeader {
            let isOther = self == .reference || self == .lead
            var lying =
                isOther
                ? CaseHeader(
                    reference: self == .reference ? "000000" : header.reference, opened: header.opened,
                    lead: self == .lead ? .random(.system) : header.lead) : header
            (lying.closed, lying.next, lying.label, lying.lines) = (true, header.next, header.label, header.lines)
            switch self {
            case .none, .reference, .lead: break
            case .open: lying.closed = false
            case .nextSmaller: lying.next -= 1
            case .nextLarger: lying.next += 1
            case .nextLargest: lying.next = .max
            case .label: lying.label = header.next
            case .count: lying.lines[0].count += 1
            case .noLines: lying.lines = []
            case .twoLines: lying.lines.append(lying.lines[0])
            }
            return lying
        }
    }

    // MARK: - Doing

    private func prepared() async throws -> (SmallHouse, TestVault) {
        let house = try await SmallHouses.shared.value
        return (house, try TestVault(copying: house.vault))
    }

    private func replace(_ row: RawRow, in files: TestVault) throws {
        try RawDatabase(files.database).run(
            "UPDATE record SET revision = ?, hash = ?, sealed = ? WHERE id = ?", .number(row.revision),
            .bytes(row.hash), .bytes(row.sealed), .bytes(row.id))
    }

    private func expect<R>(_ damage: VaultError.Damage, _ body: () async throws -> R) async {
        await #expect(throws: VaultError.damaged(damage)) { _ = try await body() }
    }
}

extension Vault {
    fileprivate func list(_ reference: CaseReference, in session: Session) async throws -> [RecordLine] {
        try await perform(
            RecordList(case: reference, compartment: nil, purpose: Purpose.named("court")), in: session)
    }

    /// Closes a case as a program of her own would, with a header of her own.
    fileprivate func close(
        _ reference: CaseReference, with lie: HeaderRollbackTests.Lie, in session: Session
    ) async throws {
        let person = try person(session)
        let refusal = EntryDraft(.caseClose, by: .person(person), object: .clientCase)
        try await changeWithHeader(of: reference, by: person, refusal: refusal) {
            (core, found, opened, transaction) throws(VaultError) in
            let edit = try core.nextHeader(lie.told(in: opened.header), after: opened, of: found, by: person)
            var draft = refusal
            draft.caseID = found.id
            try core.stage(draft, [edit], in: transaction) {
                CaseStateStatement(caseID: found.id, closed: true, effects: $0)
            }
        }
    }
}
