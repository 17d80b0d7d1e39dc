import CaseVault
import Testing
import VaultTesting

/// Guards imports: everything under one number, an interruption seen and gone on with, and an undoing that takes out
/// what nobody has changed.
@Suite struct ImportTests {
    @Test func oneBatchOfEntries() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let done = try await vault.send(try ImportHouse.plan(), in: mira)
        #expect(done.batch == 1 && done.done == 12 && done.isComplete && done.cases.count == 3)
        #expect(
            try await vault.contents(done.cases[1], in: mira) == [
                "1 Ana 2", "2 Ana, 2, 1", "3 Ana, 2, 2", "4 Ana, 2, 3",
            ])
        let labels = try await vault.perform(CaseList(names: true, purpose: try .named("court")), in: mira).map(\.label)
        #expect(labels.sorted { ($0 ?? "") < ($1 ?? "") } == ["Ana 1", "Ana 2", "Ana 3"])
        let lines = try await vault.lines("import.batch")
        #expect(lines.map { $0.number("count") } == [4, 4, 4, 12])
        #expect(lines.last?.text("case") == "")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// Stopped after any number of parts: the list shows it, the same records go on, and nothing comes twice.
    @Test(arguments: [1, 3, 4, 5, 11])
    func goneOnWith(_ records: Int) async throws {
        let house = try await ImportHouse()
        let plan = try ImportHouse.plan()
        var vault = try await house.house.open()
        var mira = try await vault.unlocked("mira")
        let first = try await vault.send(plan, records: records, in: mira)
        #expect(!first.isComplete && first.done == UInt32(records))
        await vault.close()
        #expect(try await house.house.check().findings == [])
        vault = try await house.house.open()
        mira = try await vault.unlocked("mira")
        let line = try #require(try await vault.perform(ImportList(), in: mira).first)
        #expect(line.state == .unfinished && line.records == records && line.total == 12)
        let look = try await vault.perform(ImportLook(plan), in: mira)
        #expect(look.unfinished == 1 && look.done == UInt32(records) && look.complete == nil)
        let rest = try await vault.send(plan, batch: 1, after: look.done, in: mira)
        #expect(rest.isComplete)
        let cases = try await vault.perform(CaseList(names: false, purpose: nil), in: mira).map(\.case)
        var contents: [String] = []
        for reference in cases { contents += try await vault.contents(reference, in: mira) }
        #expect(contents.count == 12 && Set(contents).count == 12)
        #expect(try await vault.perform(ImportLook(plan), in: mira).complete == 1)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// An unfinished import is undone too, and is then not gone on with.
    @Test func unfinishedAndUndone() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let plan = try ImportHouse.plan()
        let part = try await vault.send(plan, records: 6, in: mira)
        let undone = try await vault.perform(ImportUndo(batch: 1), in: mira)
        #expect(undone.removed == 6 && undone.closed == 2 && undone.kept.isEmpty)
        await #expect(throws: VaultError.invalid(.importBatch)) {
            try await vault.send(plan, batch: 1, after: part.done, in: mira)
        }
        #expect(try await vault.perform(ImportLook(plan), in: mira).unfinished == nil)
        #expect(try await vault.perform(ImportList(), in: mira).first?.state == .undone)
        #expect(try await vault.send(plan, in: mira).batch == 2)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// What was edited, lies in a closed case, or is in a case with a conflict stays and is named; numbers are not used again.
    @Test func whatSomebodyChangedStays() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let done = try await vault.send(try ImportHouse.plan(), in: mira)
        try await vault.edit("\(done.cases[0])/3", replacing: 1, "Drugačije", in: mira)
        try await vault.write("Naknadno", to: "core", of: try CaseReference(done.cases[0]), in: mira)
        _ = try await vault.perform(CaseSetState(case: try CaseReference(done.cases[1]), state: .closed), in: mira)
        let undone = try await vault.perform(ImportUndo(batch: 1), in: mira)
        #expect(undone.removed == 7 && undone.closed == 1)
        #expect(undone.kept == (["\(done.cases[0])/3"] + (1...4).map { "\(done.cases[1])/\($0)" }).sorted())
        #expect(try await vault.contents(done.cases[0], in: mira) == ["3 Drugačije", "5 Naknadno"])
        await #expect(throws: VaultError.notPermitted) { try await vault.show("\(done.cases[0])/2", in: mira) }
        let next = try await vault.write("Dalje", to: "core", of: try CaseReference(done.cases[0]), in: mira)
        #expect(next.record == "\(done.cases[0])/6")
        // Once the case is open again, the rest goes too.
        _ = try await vault.perform(CaseSetState(case: try CaseReference(done.cases[1]), state: .open), in: mira)
        #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 4)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.house.check().findings == [])
        let again = try await house.house.open()
        #expect(try await again.checkDeep(in: try await again.unlocked("mira"), purpose: try .named("quality")).ok)
        await again.close()
    }

    @Test func whoMayNot() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let (ana, mira, vera) = (
            try await vault.unlocked("ana"), try await vault.unlocked("mira"), try await vault.unlocked("vera")
        )
        let plan = try ImportHouse.plan()
        // A psychologist has no write in `core`, an administrator without another role none anywhere.
        #expect(try await vault.perform(ImportLook(plan), in: vera).refused == [0, 1, 2])
        await #expect(throws: VaultError.notPermitted) { try await vault.send(plan, in: vera) }
        await #expect(throws: (any Error).self) { try await vault.send(plan, in: ana) }
        let done = try await vault.send(plan, records: 5, in: mira)
        // Neither into another's case, nor on with another's batch, nor another's undoing.
        let foreign = ImportPlan([
            ImportGroup(
                target: .known(try CaseReference(done.cases[0])), records: [try ImportHouse.record("x", "psych")])
        ])
        #expect(try await vault.perform(ImportLook(foreign), in: vera).refused == [0])
        await #expect(throws: VaultError.notPermitted) { try await vault.send(foreign, in: vera) }
        await #expect(throws: VaultError.notPermitted) {
            try await vault.send(plan, batch: 1, after: done.done, in: vera)
        }
        await #expect(throws: VaultError.notPermitted) { try await vault.perform(ImportUndo(batch: 1), in: vera) }
        await #expect(throws: VaultError.notPermitted) { try await vault.perform(ImportUndo(batch: 7), in: mira) }
        #expect(try await vault.perform(ImportList(), in: vera).isEmpty)
        #expect(try await vault.perform(ImportList(), in: ana).count == 1)
        // The administrator may undo, and can nowhere: what she has no key to stays.
        let undone = try await vault.perform(ImportUndo(batch: 1), in: ana)
        #expect(undone.removed == 0 && undone.kept.count == 5)
        #expect(try await vault.count("import.batch", "denied") >= 2)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    @Test(arguments: [
        ("case", "note"), ("process-notes", "note"), ("core", "header"), ("core", "Note"), ("core", "file"),
    ])
    func whatIsNotImported(_ compartment: String, _ form: String) async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let record = try ImportHouse.record("x", compartment, form)
        let plan = ImportPlan([ImportGroup(target: .new, records: [record])])
        await #expect(throws: VaultError.self) { try await vault.send(plan, in: mira) }
        #expect(try await vault.perform(ImportList(), in: mira).isEmpty)
        await vault.close()
    }

    /// A part that does not follow what the batch has changes nothing.
    @Test func partsOutOfPlace() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let plan = try ImportHouse.plan()
        await #expect(throws: VaultError.self) { try await vault.send(plan, after: 4, in: mira) }
        _ = try await vault.send(plan, records: 4, in: mira)
        for done: UInt32 in [0, 3, 5, 8] {
            await #expect(throws: VaultError.invalid(.importBatch)) {
                try await vault.send(plan, batch: 1, after: done, in: mira)
            }
        }
        await #expect(throws: VaultError.invalid(.importBatch)) {
            try await vault.send(try ImportHouse.plan("Eva"), batch: 1, after: 4, in: mira)
        }
        await #expect(throws: VaultError.invalid(.importBatch)) {
            try await vault.perform(
                ImportPart(batch: nil, digest: plan.digest, total: 1, from: 0, groups: plan.groups), in: mira)
        }
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// Two who write to the same case at once: both do, one after the other.
    @Test func besideACaseInWork() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase("Lara", in: mira)
        let plan = ImportPlan([
            ImportGroup(
                target: .known(reference),
                records: try [ImportHouse.record("Druga", "identity", "label")]
                    + (0..<40).map { try ImportHouse.record("uvezeno \($0)") })
        ])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 {
                group.addTask { try await vault.write("usput \(number)", to: "core", of: reference, in: mira) }
            }
            group.addTask { _ = try await vault.send(plan, in: mira) }
            try await group.waitForAll()
        }
        #expect(try await vault.contents(reference.description, in: mira).count == 52)
        // A case that has a label keeps it.
        let labels = try await vault.perform(CaseList(names: true, purpose: try .named("court")), in: mira)
        #expect(labels.map(\.label) == ["Lara"])
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// More records in one case than one entry takes.
    @Test func aLongCase() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let records = try (0..<2_500).map { try ImportHouse.record("red \($0)") }
        let done = try await vault.send(
            ImportPlan([ImportGroup(target: .new, records: records)]), records: 5_000, in: mira)
        #expect(done.isComplete)
        #expect(try await vault.lines("import.batch").map { $0.number("count") } == [1_000, 1_000, 500, 2_500])
        #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 2_500)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }
}
