import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault

extension Vault {
    fileprivate var foldNow: LogFold? { core?.fold }

    fileprivate func finds(_ term: String, in session: Session) async throws -> [String] {
        try await perform(Search(term: term, purpose: try Purpose.named("follow-up")), in: session).lines
            .compactMap(\.record).sorted()
    }

    /// Segments by generation, where there are any.
    fileprivate func standing() throws -> [GenerationID: [UInt64]] {
        try #require(foldNow).search.indexes.mapValues { $0.segments.map(\.revision) }.filter { !$0.value.isEmpty }
    }

    /// Records without index that the log does not know.
    fileprivate func strays() throws -> [RecordID] {
        let fold = try #require(foldNow)
        return fold.search.unindexed.values.joined().filter { fold.records[$0] == nil }
    }
}

/// Guards that search finds the same after keys were replaced, and nothing of what was taken out.
@Suite(.serialized) struct MovedIndexTests {
    /// The old keys go with their index; the words are under the new ones at once, without anybody's rebuilding.
    @Test func searchAfterRekeying() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        var vault = try await copy.open()
        for login in ["lena", "mira", "vera"] {
            let session = try await vault.unlocked(login, of: house)
            _ = try await vault.perform(Rotate(case: house.cases[0]), in: session)
        }
        let terms = [
            ("lena", "petrovic"), ("lena", "utorak"), ("mira", "ПЕТРОВИЋ"), ("mira", "ispravljena"),
            ("vera", "razgovor"),
            ("vera", "samo moje"), ("lena", "ponedeljak"),
        ]
        var before: [[String]] = []
        for (login, term) in terms {
            before.append(try await vault.finds(term, in: try await vault.unlocked(login, of: house)))
        }
        #expect(before.map(\.count) == [1, 1, 1, 1, 1, 1, 0])
        let rebuilds = try await vault.count("index.rebuild")
        for login in ["lena", "mira", "vera"] {
            let session = try await vault.unlocked(login, of: house)
            while try await vault.perform(RekeyStep(case: house.cases[0]), in: session).left > 0 {
                // Between two steps everything is found too.
                #expect(try await vault.finds("utorak", in: try await vault.unlocked("lena", of: house)) == before[1])
            }
        }
        let fold = try #require(await vault.foldNow)
        for (id, numbers) in try await vault.standing() {
            let generation = try #require(fold.generations[id])
            #expect(!generation.isRetired, "\(generation.compartment.text) \(numbers)")
        }
        #expect(fold.generations.values.contains { $0.isRetired })
        await vault.close()
        #expect(try await copy.check().findings == [])
        vault = try await copy.open()
        for ((login, term), found) in zip(terms, before) {
            let session = try await vault.unlocked(login, of: house)
            #expect(try await vault.finds(term, in: session) == found, "\(login) \(term)")
        }
        #expect(try await vault.count("index.rebuild") == rebuilds)
        #expect(try await vault.verifyLog().verdict == .ok)
        for login in ["lena", "mira", "vera"] {
            let session = try await vault.unlocked(login, of: house)
            #expect(try await vault.checkDeep(in: session, purpose: try .named("quality")).findings == [])
        }
        await vault.close()
    }

    /// What an import brings is in its indexes with it; a label is found in both scripts.
    @Test func searchAfterAnImport() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let done = try await vault.send(try ImportHouse.plan("Živka"), in: mira)
        let standing = try await vault.standing()
        #expect(standing.count == 6 && standing.values.allSatisfy { $0 == [1] })
        let reads = try await vault.count("record.read", "intent")
        for term in ["zivka", "Живка", "ŽIVKA"] {
            let found = try await vault.finds(term, in: mira)
            #expect(found == done.cases.flatMap { reference in (1...4).map { "\(reference)/\($0)" } }.sorted())
        }
        #expect(try await vault.count("record.read", "intent") == reads)
        #expect(try await vault.count("index.rebuild") == 0)
        #expect(try await vault.checkDeep(in: mira, purpose: try .named("quality")).findings == [])
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// Neither a search nor a sealed row knows undone words; what stays is found.
    @Test func searchAfterAnUndoing() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let done = try await vault.send(try ImportHouse.plan("Živka"), in: mira)
        let first = try CaseReference(done.cases[0])
        let own = try await vault.write("Naknadno zapisano", to: "core", of: first, in: mira).record
        let risk = try await vault.write("Visok stepen", to: "risk", of: first, in: mira).record
        #expect(try await vault.finds("zivka", in: mira).count == 12)
        _ = try await vault.perform(ImportUndo(batch: 1), in: mira)
        // Of the compartments it brought nothing to, the index stays.
        #expect(try await vault.standing().count == 1)
        #expect(try await vault.strays() == [])
        #expect(try await vault.finds("zivka", in: mira) == [])
        #expect(try await vault.finds("naknadno", in: mira) == [own])
        #expect(try await vault.finds("stepen", in: mira) == [risk])
        #expect(try await vault.standing().count == 2)
        #expect(try await vault.count("index.rebuild") == 1)
        // Nothing lies under the old keys after the undoing but what is there.
        _ = try await vault.perform(Rotate(case: first), in: mira)
        _ = try await vault.rekeyed(first, in: mira)
        let fold = try #require(await vault.foldNow)
        let found = try #require(fold.cases.values.first { CaseReference(symbols: $0.reference) == first })
        #expect(found.generations.allSatisfy { fold.generations[$0]?.isRetired == (fold.generations[$0]?.number == 1) })
        #expect(try await vault.finds("naknadno", in: mira) == [own])
        #expect(try await vault.verifyLog().verdict == .ok)
        #expect(try await vault.checkDeep(in: mira, purpose: try .named("quality")).findings == [])
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// What a hold keeps no undoing takes out.
    @Test func undoingWithAHold() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let done = try await vault.send(try ImportHouse.plan(), in: mira)
        for reference in done.cases.prefix(2) {
            _ = try await vault.perform(HoldSet(case: try CaseReference(reference), stands: true), in: mira)
        }
        let undone = try await vault.perform(ImportUndo(batch: 1), in: mira)
        #expect(undone.removed == 4 && undone.kept.count == 8)
        await #expect(throws: VaultError.onHold) { try await vault.perform(ImportUndo(batch: 1), in: mira) }
        #expect(try await vault.contents(done.cases[0], in: mira).count == 4)
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(HoldSet(case: try CaseReference(done.cases[0]), stands: false), in: ana)
        #expect(try await vault.perform(ImportUndo(batch: 1), in: mira).removed == 4)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }
}
