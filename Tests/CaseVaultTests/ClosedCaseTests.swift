import CaseVault
import Testing
import VaultTesting

/// Guards what is no longer the present: a closed case is read and not written, and a revision before the newest is read
/// and not built on.
@Suite struct ClosedCaseTests {
    @Test func aClosedCaseIsReadAndNotWritten() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        let (reference, record) = (house.cases[1], try house.record("Savet, dopunjen"))
        _ = try await vault.show(record, in: mira)
        #expect(try await !vault.lastRead().contains("closed"))
        _ = try await vault.perform(CaseSetState(case: reference, state: .closed), in: mira)
        #expect(try await vault.show(record, in: mira).text == "Savet, dopunjen")
        #expect(try await vault.lastRead().contains("\"flags\":\"closed+piped\""))
        _ = try await vault.readAll(reference, in: mira)
        #expect(try await vault.lastRead().contains("\"flags\":\"closed+piped\""))
        let written = try await vault.count("record.write")
        await #expect(throws: VaultError.caseClosed) {
            _ = try await vault.write("još", to: "legal", of: reference, in: mira)
        }
        await #expect(throws: VaultError.caseClosed) { _ = try await vault.edit(record, replacing: 2, "još", in: mira) }
        #expect(try await vault.count("record.write") == written)
        _ = try await vault.perform(CaseSetState(case: reference, state: .open), in: mira)
        #expect(try await vault.edit(record, replacing: 2, "još", in: mira).revision == 3)
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// Every entry that opens something of a closed case says so, a list like a single record.
    @Test func listsOfAClosedCaseSayThatItIsClosed() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        _ = try await vault.perform(CaseSetState(case: house.cases[1], state: .closed), in: mira)
        let listed = try await vault.perform(
            RecordList(case: house.cases[1], compartment: nil, purpose: Purpose.named("court")), in: mira)
        #expect(!listed.isEmpty)
        #expect(try await vault.lastRead().contains("\"flags\":\"closed\""))
        await vault.close()
    }

    @Test func olderRevisionsAndOnesThatAreNotThere() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        let record = try house.record("Krivična prijava, ispravljena")
        let old = try await vault.show(record, revision: 1, in: mira)
        #expect(old.text == "Krivična prijava")
        #expect(old.line.revision == 1)
        for revision in [0, 3, 99, UInt64(Int64.max), .max] {
            await #expect(throws: VaultError.notPermitted, "\(revision)") {
                _ = try await vault.show(record, revision: revision, in: mira)
            }
        }
        for revision in [0, 1, 3, UInt64(Int64.max), .max] {
            await #expect(throws: VaultError.conflict(current: 2), "\(revision)") {
                _ = try await vault.edit(record, replacing: revision, "x", in: mira)
            }
        }
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.show("\(house.cases[0])/\(UInt32.max)", in: mira)
        }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }
}
