import CaseVault
import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog

/// Guards what an import may claim: with any one thing wrong about it an entry counts for nothing, however well signed.
@Suite struct ImportForgeryTests {
    /// A closed house in which mira imported twelve records into three cases and took them out again.
    private static func imported() async throws -> ImportHouse {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        _ = try await vault.send(try ImportHouse.plan(), in: mira)
        _ = try await vault.perform(ImportUndo(batch: 1), in: mira)
        await vault.close()
        return house
    }

    private func changed(
        _ old: ImportStatement, batch: UInt32? = nil, mark: RowID? = nil, total: UInt32? = nil, from: UInt32? = nil,
        caseID: CaseID? = nil, opens: Bool? = nil, items: [ImportStatement.Item]? = nil, rows: [RowChange]? = nil
    ) -> ImportStatement {
        ImportStatement(
            batch: batch ?? old.batch, mark: mark ?? old.mark, total: total ?? old.total, from: from ?? old.from,
            caseID: caseID ?? old.caseID, opens: opens ?? old.opens, items: items ?? old.items,
            effects: StatementEffects(rows: rows ?? old.effects.rows))
    }

    @Test func everyFieldOfABatch() async throws {
        let steps = try LoggedStep.all(in: try await Self.imported().house, .importBatch)
        #expect(steps.count == 4)
        let step = steps[1]
        let good = try ImportStatement(decoding: step.statement)
        #expect(try step.problem(good) == nil)
        let first = try ImportStatement(decoding: steps[0].statement)
        func item(_ place: Int, _ change: (ImportStatement.Item) -> ImportStatement.Item) -> [ImportStatement.Item] {
            var items = good.items
            items[place] = change(items[place])
            return items
        }
        func segment(_ number: UInt64, of id: GenerationID? = nil) -> RowChange {
            let like = good.effects.rows[1]
            let row: RowID = (id ?? good.items[1].generation).retyped()
            return RowChange(
                table: 15, row: row, oldRevision: 0, newRevision: number, oldTag: .zero, newTag: like.newTag)
        }
        // Without its segments its records are only found later.
        #expect(try step.problem(changed(good, rows: good.effects.rows.filter { $0.table != 15 })) == nil)
        #expect(try step.problem(changed(good, rows: good.effects.rows + [segment(2)])) == nil)
        let lies = [
            changed(good, batch: 2), changed(good, batch: 0), changed(good, mark: .random(.system)),
            changed(good, total: 13), changed(good, from: 3), changed(good, from: 5), changed(good, from: .max),
            changed(good, caseID: first.caseID), changed(good, caseID: .random(.system)), changed(good, caseID: .zero),
            changed(good, items: []), changed(good, items: Array(good.items.dropLast())),
            changed(good, items: good.items + [good.items[0]]), changed(good, items: good.items.reversed()),
            changed(good, items: item(1) { .init(generation: $0.generation, record: $0.record, number: 9) }),
            changed(
                good, items: item(1) { .init(generation: $0.generation, record: .random(.system), number: $0.number) }),
            changed(good, items: item(1) { .init(generation: .random(.system), record: $0.record, number: $0.number) }),
            changed(
                good,
                items: item(1) { .init(generation: first.items[1].generation, record: $0.record, number: $0.number) }),
            changed(good, rows: []), changed(good, rows: Array(good.effects.rows.dropFirst())),
            changed(good, rows: good.effects.rows + [good.effects.rows[1]]),
            changed(good, rows: first.effects.rows),
            changed(good, rows: good.effects.rows + [segment(3)]),
            changed(good, rows: good.effects.rows + [segment(1)]),
            changed(good, rows: good.effects.rows + [segment(1, of: first.items[0].generation)]),
            changed(good, rows: good.effects.rows + (2...5).map { segment($0) }),
        ]
        for (number, lie) in lies.enumerated() {
            #expect(try step.problem(lie) == .notPermitted, "lie \(number)")
        }
        // The header's own generation holds the header and nothing else.
        let header = try #require(step.fold.cases[good.caseID]?.newest[.shared(.header)])
        let inHeader = changed(good, items: item(1) { .init(generation: header, record: $0.record, number: $0.number) })
        #expect(try step.problem(inHeader) == .notPermitted)
    }

    /// A case that is opened is new, its maker's own and empty.
    @Test func aCaseThatTheBatchDidNotOpen() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase("Lara", in: mira)
        _ = try await vault.send(
            ImportPlan([ImportGroup(target: .known(reference), records: [try ImportHouse.record("x")])]), in: mira)
        await vault.close()
        let step = try #require(try LoggedStep.all(in: house.house, .importBatch).first)
        let good = try ImportStatement(decoding: step.statement)
        #expect(try step.problem(good) == nil)
        #expect(try step.problem(changed(good, opens: true)) == .notPermitted)
    }

    @Test func theClosingEntry() async throws {
        let steps = try LoggedStep.all(in: try await Self.imported().house, .importBatch)
        let step = try #require(steps.last)
        let good = try ImportStatement(decoding: step.statement)
        let other = try ImportStatement(decoding: steps[2].statement)
        #expect(good.caseID == .zero)
        #expect(try step.problem(good) == nil)
        for lie in [
            changed(good, batch: 2), changed(good, mark: .zero), changed(good, total: 11, from: 11),
            changed(good, from: 8), changed(good, opens: true), changed(good, items: other.items),
            changed(good, rows: other.effects.rows),
        ] {
            #expect(try step.problem(lie) == .notPermitted)
        }
        // Too early, and without a batch.
        #expect(try steps[2].problem(good) == .notPermitted)
        #expect(try steps[0].problem(changed(good, from: 0)) == .notPermitted)
    }

    @Test func whoMaySign() async throws {
        let house = try await Self.imported()
        let batch = try LoggedStep.all(in: house.house, .importBatch)[1]
        let undo = try LoggedStep.all(in: house.house, .importUndo)[0]
        let people = batch.fold.members.values
        let vera = try #require(people.first { $0.roles == [.psychologist] })
        let ana = try #require(people.first { $0.roles == [.administrator] })
        for (key, role) in [(vera.key, RoleCode.psychologist), (ana.key, .administrator), (vera.key, .caseLead)] {
            #expect(
                try batch.problem(try ImportStatement(decoding: batch.statement), by: key, as: role) == .notPermitted)
            #expect(
                try undo.problem(try ImportUndoStatement(decoding: undo.statement), by: key, as: role) == .notPermitted)
        }
    }

    /// Of one compartment she holds everything but `write`.
    @Test func whereSheMayNotWrite() async throws {
        var step = try LoggedStep.all(in: try await Self.imported().house, .importBatch)[1]
        let good = try ImportStatement(decoding: step.statement)
        let signer = try #require(step.fold.member(step.entry.fields.by)).person
        step.fold.generations[good.items[1].generation]?.grants[signer]?.rights.remove(.write)
        #expect(try step.problem(good) == .notPermitted)
    }

    @Test func everyFieldOfAnUndoing() async throws {
        let house = try await Self.imported()
        let steps = try LoggedStep.all(in: house.house, .importUndo)
        let (step, other) = (steps[0], try ImportUndoStatement(decoding: steps[1].statement))
        let good = try ImportUndoStatement(decoding: step.statement)
        #expect(try step.problem(good) == nil)
        func changed(
            batch: UInt32? = nil, caseID: CaseID? = nil, records: [RecordID]? = nil, rows: [RowChange]? = nil
        ) -> ImportUndoStatement {
            ImportUndoStatement(
                batch: batch ?? good.batch, caseID: caseID ?? good.caseID, records: records ?? good.records,
                effects: StatementEffects(rows: rows ?? good.effects.rows))
        }
        func row(_ place: Int, old: UInt64? = nil, tag: ContentTag? = nil) -> [RowChange] {
            var rows = good.effects.rows
            let change = rows[place]
            rows[place] = RowChange(
                table: change.table, row: change.row, oldRevision: old ?? change.oldRevision,
                newRevision: change.newRevision, oldTag: tag ?? change.oldTag, newTag: change.newTag)
            return rows
        }
        let tag = try #require(ContentTag(bytes: [UInt8](repeating: 1, count: 32)))
        let lies = [
            changed(batch: 2), changed(caseID: other.caseID), changed(caseID: .zero), changed(records: []),
            changed(records: other.records), changed(records: Array(good.records.dropLast())),
            changed(records: good.records + [good.records[0]]), changed(records: good.records + [other.records[0]]),
            changed(rows: []), changed(rows: other.effects.rows), changed(rows: Array(good.effects.rows.dropFirst())),
            changed(rows: row(1, old: 2)), changed(rows: row(1, tag: tag)), changed(rows: row(0, old: 1)),
            changed(rows: row(0, tag: tag)), changed(rows: Array(good.effects.rows.dropLast())),
            changed(rows: good.effects.rows.filter { $0.table != 15 }),
            changed(rows: good.effects.rows + other.effects.rows.filter { $0.table == 15 }),
        ]
        for (number, lie) in lies.enumerated() {
            #expect(try step.problem(lie) == .notPermitted, "lie \(number)")
        }
        // Not twice, and not under a hold.
        #expect(try steps[1].problem(good) == .notPermitted)
        var held = step
        held.fold.holds[good.caseID] = HoldFold(seq: 1, time: 1, by: .zero)
        #expect(try held.problem(good) == .notPermitted)
    }
}
