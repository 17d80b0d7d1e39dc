import AuditLog
import Glibc
import Synchronization
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards records whose signatures are verified together, and those that are opened beside the vault while it serves others.
@Suite struct OpenedTogetherTests {
    /// More than are verified at once, by number and by bytes: they come in their order, each with its own content.
    @Test func everyRecordInItsPlace() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let made = try await vault.newCase("Ljubica", in: lena)
        var texts = (0..<140).map { "Zapis \($0)" }
        texts += (0..<5).map { String(repeating: "\($0)", count: 400_000) }
        var names: [String] = []
        for text in texts { names.append(try await vault.write(text, to: "core", of: made, in: lena).record) }
        for _ in 0..<2 {
            let views = try await vault.readAll(made, in: lena).filter { names.contains($0.line.record) }
            #expect(Set(views.map(\.line.record)).count == names.count)
            let shown = Dictionary(uniqueKeysWithValues: views.map { ($0.line.record, $0.text) })
            for (name, text) in zip(names, texts) { #expect(shown[name] == text) }
        }
        let lines = try await vault.perform(
            RecordList(case: made, compartment: nil, purpose: .named("court")), in: lena)
        #expect(lines.map(\.record).filter { names.contains($0) } == names)
        await vault.close()
    }

    /// One that was altered ends the list, wherever in it.
    @Test(arguments: [2, 70, 139]) func oneOfManyIsAltered(place: Int) async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let made = try await vault.newCase("Ljubica", in: lena)
        var names: [String] = []
        for number in 0..<140 {
            names.append(try await vault.write("\(number)", to: "core", of: made, in: lena).record)
        }
        await vault.close()
        let id = try GateThief(copy).recordID(of: try RecordReference(names[place])).bytes
        try RawDatabase(copy.database).run("UPDATE record SET hash = randomblob(32) WHERE id = ?", .bytes(id))
        let again = try await copy.open()
        let reader = try await again.unlocked("lena", of: house)
        let failed = try await again.count("record.read", "failed")
        await #expect(throws: VaultError.damaged(.record)) { _ = try await again.readAll(made, in: reader) }
        #expect(try await again.count("record.read", "failed") == failed + 1)
        #expect(try await again.show(names[place == 2 ? 3 : 2], in: reader).text == (place == 2 ? "3" : "2"))
        await again.close()
    }

    /// Many who read at once, of whom some ask for a row that bears the hash of one that was verified: each has her own
    /// answer, and each failure its entry.
    @Test func manyReadAndSomeRowsAreAltered() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let names = try (good: house.record("Krivična prijava, ispravljena"), altered: house.record("Savet, dopunjen"))
        let thief = try GateThief(copy)
        let (good, altered) = try (
            thief.recordID(of: RecordReference(names.good)).bytes,
            thief.recordID(of: RecordReference(names.altered)).bytes
        )
        try RawDatabase(copy.database).run(
            "UPDATE record SET hash = (SELECT hash FROM record WHERE id = ? ORDER BY revision DESC LIMIT 1) WHERE id = ?",
            .bytes(good), .bytes(altered))
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        _ = try await vault.show(names.good, in: mira)
        let failed = try await vault.count("record.read", "failed")
        let results = try await withThrowingTaskGroup(of: (Bool, Tried<RecordView>).self) { group in
            for index in 0..<60 {
                let isAltered = index.isMultiple(of: 5)
                group.addTask {
                    (
                        isAltered,
                        try await tried { try await vault.show(isAltered ? names.altered : names.good, in: mira) }
                    )
                }
            }
            return try await group.all()
        }
        for (isAltered, result) in results {
            #expect(result.error == (isAltered ? .damaged(.record) : nil))
            #expect(result.value?.text == (isAltered ? nil : "Krivična prijava, ispravljena"))
            #expect(result.value?.line.author == (isAltered ? nil : "mira"))
            #expect(result.value?.line.kind == (isAltered ? nil : .record))
        }
        #expect(try await vault.count("record.read", "failed") == failed + 12)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    /// Records of several authors and an attachment, each of many at once as it is when it is shown alone.
    @Test func manyReadWhatManyWrote() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let hers = try await vault.write("Lenin zapis", to: "risk", of: house.cases[0], in: lena).record
        let large = String(repeating: "Ћ", count: 100_000)
        let long = try await vault.write(large, to: "risk", of: house.cases[0], in: lena).record
        let vera = try await vault.unlocked("vera", of: house)
        let views = try await vault.readAll(house.cases[0], in: vera)
        #expect(Set(views.map(\.line.author)).count > 1)
        #expect(views.contains { $0.line.kind == .file } && views.contains { $0.line.record == long })
        #expect(views.contains { $0.line.record == hers && $0.line.author == "lena" })
        let before = try await vault.commitCount()
        let shown = try await withThrowingTaskGroup(of: (RecordView, RecordView).self) { group in
            for _ in 0..<8 {
                for view in views {
                    group.addTask { (view, try await vault.show(view.line.record, in: vera)) }
                }
            }
            return try await group.all()
        }
        // Otherwise each would have been alone, and opened by the vault itself.
        #expect(try await vault.commitCount() - before < shown.count / 2)
        for (view, again) in shown {
            #expect(again.text == view.text)
            #expect(again.line.record == view.line.record && again.line.author == view.line.author)
            #expect(again.line.kind == view.line.kind && again.line.created == view.line.created)
            #expect(again.line.compartment == view.line.compartment && again.line.form == view.line.form)
        }
        await vault.close()
    }

    /// Whoever reads while the vault is closed has her record, or is told that it is closed.
    @Test func closingWhileManyRead() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        let name = try house.record("Krivična prijava, ispravljena")
        _ = try await vault.show(name, in: mira)
        let results = try await withThrowingTaskGroup(of: Tried<RecordView>?.self) { group in
            for index in 0..<60 {
                group.addTask {
                    guard index != 30 else {
                        await vault.close()
                        return nil
                    }
                    return try await tried { try await vault.show(name, in: mira) }
                }
            }
            return try await group.all().compactMap(\.self)
        }
        #expect(results.count == 59)
        for result in results {
            #expect(result.value?.text == "Krivična prijava, ispravljena" || result.error == .sessionEnded)
        }
        let again = try await copy.open()
        let readings = results.count { $0.value != nil }
        #expect(try await again.count("record.read", "intent") >= readings)
        #expect(try await again.verifyLog().verdict == .ok)
        await again.close()
        #expect(try await copy.check().findings == [])
    }
}

extension OpenedTogetherTests {
    /// What is opened beside the vault holds keys: whoever locks or closes waits for it.
    @Test(arguments: [true, false]) func whoEndsWaitsForWhatIsOpened(closes: Bool) async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        let isOver = Mutex(false)
        await vault.elsewhere {
            usleep(200_000)
            isOver.withLock { $0 = true }
        }
        if closes { await vault.close() } else { await vault.lock(mira) }
        #expect(isOver.withLock { $0 })
        await vault.close()
    }
}

extension OpenedTogetherTests {
    /// Only a small record that was verified before is left to another thread.
    @Test func whatIsLeftToAnotherThread() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let small = try await vault.write("Niska", to: "risk", of: house.cases[0], in: lena).record
        let large = String(repeating: "Ћ", count: 100_000)
        let long = try await vault.write(large, to: "risk", of: house.cases[0], in: lena).record
        let vera = try await vault.unlocked("vera", of: house)
        let views = try await vault.readAll(house.cases[0], in: vera)
        let file = try #require(views.first { $0.line.kind == .file }).line.record
        for (record, isLeft) in [(small, true), (long, false), (file, false)] {
            #expect(try await vault.leaves(record, in: vera) == isLeft)
        }
        let fresh = try await vault.write("Viša", to: "risk", of: house.cases[0], in: lena).record
        for isLeft in [false, true] { #expect(try await vault.leaves(fresh, in: vera) == isLeft) }
        await vault.close()
    }
}

extension Vault {
    /// Reads a record; whether the end of opening it is left to another thread.
    fileprivate func leaves(_ name: String, in session: Session) async throws -> Bool {
        let (person, record) = (try person(session), try RecordReference(name))
        let (draft, why) = (
            EntryDraft(.recordRead, by: .person(person), object: .record), try Purpose.named("court").value
        )
        return try await read(refusal: draft) { (core, transaction) throws(VaultError) in
            let place = try core.place(of: record, revision: nil, for: person)
            return try core.stageReads([place], of: draft, why: why, by: person, in: transaction)
        } finish: { (core, receipt) throws(VaultError) in
            switch try core.show(receipt, as: record, for: person) {
            case .answer: return .answer(false)
            case .rest: return .answer(true)
            }
        }
    }

    fileprivate func elsewhere(_ work: @escaping @Sendable () -> Void) { executor.elsewhere(work) }

    fileprivate func commitCount() throws -> Int { try opened().commits }
}
