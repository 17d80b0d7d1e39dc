import CaseVault
import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog

/// Guards rekeying: nothing changes but the keys, whatever interrupts it; and an old key that goes opens nothing.
@Suite(.serialized) struct RekeyTests {
    @Test func everythingReadsAsBefore() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let before = try await house.readings(of: try TestVault(copying: house.vault))
        for login in ["lena", "mira", "vera"] {
            let session = try await vault.unlocked(login, of: house)
            _ = try await vault.perform(Rotate(case: house.cases[0]), in: session)
        }
        for login in ["lena", "mira", "vera"] { try await rekey(house.cases[0], by: login, vault, house) }
        await vault.close()
        #expect(try await copy.check().findings == [])
        let after = try await house.readings(of: copy)
        #expect(after.right == before.right)
        #expect(after.wrong.isEmpty)
        let again = try await copy.open()
        #expect(try await again.verifyLog().verdict == .ok)
        let lena = try await again.unlocked("lena", of: house)
        #expect(
            try await again.checkDeep(in: lena, purpose: try Purpose.named("quality")).findings == [])
        await again.close()
    }

    /// After it the gate of now opens nothing with the halves of before; the row of before, put back, is named and not read.
    @Test func theOldKeyIsGone() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        await vault.close()
        let old = try StoredState(of: copy)
        let thief = try GateThief(copy)
        let halves = try thief.halves(of: try thief.identity("lena", passphrase: house.passphrase(of: "lena")))
        let again = try await copy.open()
        try await rekey(house.cases[0], by: "lena", again, house)
        await again.close()
        let record = try house.record("Došla u utorak")
        let id = try thief.recordID(of: try RecordReference(record)).bytes
        let row = try #require(old.rows(.record).last { $0.id == id })
        #expect(thief.opens(row, with: halves))
        #expect(!(try GateThief(copy)).opens(row, with: halves))
        try RawDatabase(copy.database).run(
            "UPDATE record SET hash = ?, sealed = ?, gen = ? WHERE id = ? AND revision = ?", .bytes(row.hash),
            .bytes(row.sealed), .bytes(try #require(row.generation)), .bytes(row.id), .number(row.revision))
        let findings = try await copy.check().findings
        #expect(findings.contains { $0.object == "\(record) revision \(row.revision)" && $0.kind == .contentMismatch })
        let tampered = try await copy.open()
        let session = try await tampered.unlocked("lena", of: house)
        await #expect(throws: VaultError.self) { _ = try await tampered.show(record, in: session) }
        await tampered.close()
    }

    /// Step by step with the vault closed after each, and copies taken as after a power cut.
    @Test func interruptedAnywhere() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        for number in 0..<40 { try await vault.write("Zapis \(number)", to: "core", of: house.cases[0], in: lena) }
        _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        await vault.close()
        var left = Int.max
        var steps = 0
        while left > 0 {
            let again = try await copy.open()
            let session = try await again.unlocked("lena", of: house)
            let step = try await again.perform(RekeyStep(case: house.cases[0]), in: session)
            #expect(step.left < left)
            left = step.left
            steps += 1
            let cut = try TestVault(copying: copy)
            let found = try await cut.open()
            #expect(try await found.verifyLog().verdict == .ok)
            await found.close()
            #expect(try await cut.check().findings == [])
            await again.close()
        }
        #expect(steps > 3)
        let before = try await house.readings(of: try TestVault(copying: house.vault)).right
        #expect(try await house.readings(of: copy).right == before)
    }

    /// Two who rekey at once: each revision is sealed again once, whoever is late is told and goes on.
    @Test func twoAtOnce() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let elsewhere = try await vault.unlocked("lena", of: house)
        _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        async let first = steps(in: house.cases[0], by: lena, vault)
        async let second = steps(in: house.cases[0], by: elsewhere, vault)
        for late in try await first + second {
            guard case .conflict = late else { throw late }
        }
        await vault.close()
        let told = try resealed(in: copy)
        #expect(told.count > 3 && Set(told).count == told.count)
        #expect(Set(told) == (try underOtherKeys(in: copy, than: house.vault)))
        #expect(try await copy.check().findings == [])
        let before = try await house.readings(of: try TestVault(copying: house.vault)).right
        #expect(try await house.readings(of: copy).right == before)
    }

    /// The order for every case is an officer's; it is over when nothing lies under keys from before it.
    @Test func everyCase() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let (lena, ana) = (try await vault.unlocked("lena", of: house), try await vault.unlocked("ana", of: house))
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.perform(RekeyAll(), in: lena) }
        let order = try await vault.perform(RekeyAll(), in: ana)
        #expect(order.others + order.cases.count == 2)
        for login in ["lena", "mira", "vera", "hana"] {
            let session = try await vault.unlocked(login, of: house)
            let work = try await vault.perform(RekeyAll(), in: session)
            for reference in work.cases { try await rekey(reference, by: login, vault, house) }
        }
        #expect(try await vault.count("key.rotate") == 1)
        await vault.close()
        #expect(try await copy.check().findings == [])
        let before = try await house.readings(of: try TestVault(copying: house.vault)).right
        #expect(try await house.readings(of: copy).right == before)
    }

    /// Whoever writes her own program, and may rekey, cannot put in what is not there.
    @Test func forgedRekeying() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        await vault.close()
        let forger = try Forger(copy)
        let core = try forger.generation(.core, of: house.cases[0])
        let legal = try forger.generation(.legal, of: house.cases[0])
        let other = try forger.generation(.legal, of: house.cases[1])
        let record = try forger.thief.recordID(of: RecordReference(house.record("Došla u utorak")))
        let foreign = try forger.thief.recordID(of: RecordReference(house.record("Krivična prijava, ispravljena")))
        let mark = try #require(forger.fold.records[record]?[1]?.mark)
        let tag = try #require(ContentTag(bytes: [UInt8](repeating: 9, count: 32)))
        func row(
            _ id: RecordID, table: UInt8 = 11, old: UInt64 = 1, new: UInt64 = 1, from: ContentTag? = nil,
            to: ContentTag? = nil
        ) -> RowChange {
            RowChange(
                table: table, row: id.retyped(as: RowKind.self), oldRevision: old, newRevision: new,
                oldTag: from ?? mark.tag, newTag: to ?? tag)
        }
        let forged: [(String, RekeyStatement)] = [
            ("no rows", rekeying(core, [])), ("another revision", rekeying(core, [row(record, new: 2)])),
            ("a revision there is not", rekeying(core, [row(record, old: 7, new: 7)])),
            ("no tag", rekeying(core, [row(record, to: .zero)])),
            ("the same tag", rekeying(core, [row(record, to: mark.tag)])),
            ("another tag before", rekeying(core, [row(record, from: tag, to: mark.tag)])),
            ("twice", rekeying(core, [row(record), row(record)])),
            ("another table", rekeying(core, [row(record), row(record, table: 7)])),
            ("a file that is none", rekeying(core, [row(record), row(record, table: 13, to: mark.tag)])),
            ("an unknown record", rekeying(core, [row(.random(.system))])),
            ("of another compartment", rekeying(core, [row(foreign)])),
            ("into another compartment", rekeying(legal, [row(record)])),
            ("into another case", rekeying(other, [row(record)])),
            (
                "of another case",
                RekeyStatement(caseID: other.caseID, generation: core.id, effects: .init(rows: [row(record)]))
            ),
        ]
        let next = (forger.fold.search.indexes[core.id]?.last ?? 0) + 1
        func segment(_ number: UInt64, of id: GenerationID) -> RowChange {
            row(id.retyped(), table: TableCode.searchIndex, old: 0, new: number, from: .zero)
        }
        for (name, segments) in [
            ("a segment out of order", [segment(next + 1, of: core.id)]), ("of other keys", [segment(1, of: legal.id)]),
            ("more than records", [segment(next, of: core.id), segment(next + 1, of: core.id)]),
        ] {
            try await expectRefused(
                rekeying(core, [row(record)] + segments), name, of: copy, house, by: "lena", .caseLead)
        }
        for (name, statement) in forged {
            try await expectRefused(statement, name, of: copy, house, by: "lena", .caseLead)
        }
        try await expectRefused(
            rekeying(core, [row(record)]), "by one who may not", of: copy, house, by: "vera", .psychologist)
        let retire = RetireStatement(
            caseID: core.caseID, generation: try #require(forger.fold.cases[core.caseID]?.generations.first),
            effects: StatementEffects(rows: [], gate: forger.fold.gate))
        try await expectRefused(retire, "a generation that is not empty", of: copy, house, by: "lena", .caseLead)
    }

    /// She holds the new keys with `write`, and no longer what opens the old ones: she seals nothing again.
    @Test func rekeyingWhatSheMayNotOpen() async throws {
        var step = try #require(try LoggedStep.all(in: try await rekeyed(), .generationRekey).first)
        let good = try RekeyStatement(decoding: step.statement)
        #expect(try step.problem(good) == nil)
        let row = try #require(good.effects.rows.first { $0.table == TableCode.record })
        let old = try #require(step.fold.records[row.row.retyped()]?[row.oldRevision]?.generation)
        let signer = try #require(step.fold.member(step.entry.fields.by)).person
        step.fold.generations[old]?.grants[signer]?.rights.subtract([.read, .own])
        #expect(try step.problem(good) == .notPermitted)
    }

    /// The index goes with its keys, each segment by its own tag.
    @Test func retiringWithAnotherIndex() async throws {
        let steps = try LoggedStep.all(in: try await rekeyed(), .generationRekey)
        let step = try #require(
            steps.first { step in
                let retired = try? RetireStatement(decoding: step.statement)
                return retired?.effects.rows.contains { $0.table == TableCode.searchIndex } == true
            })
        let good = try RetireStatement(decoding: step.statement)
        #expect(try step.problem(good) == nil)
        let rows = good.effects.rows
        let place = try #require(rows.firstIndex { $0.table == TableCode.searchIndex })
        let tag = try #require(ContentTag(bytes: [UInt8](repeating: 9, count: 32)))
        func retiring(_ rows: [RowChange]) -> RetireStatement {
            RetireStatement(
                caseID: good.caseID, generation: good.generation,
                effects: StatementEffects(rows: rows, gate: good.effects.gate))
        }
        var other = rows
        other[place] = RowChange(
            table: rows[place].table, row: rows[place].row, oldRevision: rows[place].oldRevision, newRevision: 0,
            oldTag: tag, newTag: .zero)
        #expect(try step.problem(retiring(other)) == .notPermitted)
        #expect(try step.problem(retiring(rows.filter { $0.table != TableCode.searchIndex })) == .notPermitted)
    }

    /// A closed house whose first case lena gave new keys and sealed again.
    private func rekeyed() async throws -> TestVault {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        try await rekey(house.cases[0], by: "lena", vault, house)
        await vault.close()
        return copy
    }

    /// What the log of a closed house says was sealed again, as often as it says so.
    private func resealed(in files: TestVault) throws -> [RawRow.Place] {
        try LoggedStep.all(in: files, .generationRekey).flatMap { step in
            let rows = (try? RekeyStatement(decoding: step.statement))?.effects.rows ?? []
            return rows.filter { $0.table == TableCode.record }.map {
                RawRow.Place(table: .record, id: $0.row.bytes, revision: Int64($0.oldRevision))
            }
        }
    }

    /// Revisions that lie under other keys than they did.
    private func underOtherKeys(in files: TestVault, than earlier: TestVault) throws -> Set<RawRow.Place> {
        let old = try StoredState(of: earlier).rows(.record).reduce(into: [:]) { $0[$1.place] = $1.generation }
        return Set(try StoredState(of: files).rows(.record).filter { old[$0.place] != $0.generation }.map(\.place))
    }

    /// Seals again until nothing is left.
    ///
    /// - Returns: why a step did nothing, as often as that was.
    private func steps(
        in reference: CaseReference, by session: Session, _ vault: Vault
    ) async throws -> [VaultError] {
        var refused: [VaultError] = []
        for _ in 0..<100 {
            let step = try await tried { try await vault.perform(RekeyStep(case: reference), in: session) }
            refused += [step.error].compactMap(\.self)
            if step.value?.left == 0 { return refused }
        }
        Issue.record("a hundred steps, and something is left")
        return refused
    }

    private func rekeying(_ generation: GenerationFold, _ rows: [RowChange]) -> RekeyStatement {
        RekeyStatement(
            caseID: generation.caseID, generation: generation.id, effects: StatementEffects(rows: rows))
    }

    private func expectRefused(
        _ statement: any AuditLog.Statement, _ name: String, of copy: TestVault, _ house: SmallHouse, by login: String,
        _ role: RoleCode
    ) async throws {
        let other = try TestVault(copying: copy)
        var forger = try Forger(other)
        let key = try forger.thief.identity(login, passphrase: house.passphrase(of: login))
        let entry = try forger.append(.generationRekey, as: role, by: key.signing, object: .generation, statement)
        let findings = try await other.check().findings
        #expect(findings.contains { $0.object == entry && $0.kind == .notPermitted }, "\(name)")
    }

    private func rekey(_ reference: CaseReference, by login: String, _ vault: Vault, _ house: SmallHouse) async throws {
        _ = try await vault.rekeyed(reference, in: try await vault.unlocked(login, of: house))
    }
}
