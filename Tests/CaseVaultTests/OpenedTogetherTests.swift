import CaseVault
import Testing
import VaultCrypto
import VaultTesting

/// Guards records that are opened together on all cores, and those that are opened beside the vault while it serves others.
@Suite struct OpenedTogetherTests {
    /// More than are opened at once, by number and by bytes: they come in their order, each with its own content.
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

    /// One that was altered ends the list, whichever part of it is opened first.
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
}
