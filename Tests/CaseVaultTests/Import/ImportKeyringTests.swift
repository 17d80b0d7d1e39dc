import CaseVault
import Testing
import VaultTesting

/// Guards that a keyring is written once for all the keys that one piece of work makes, and has all of them.
@Suite struct ImportKeyringTests {
    @Test func oncePerPart() async throws {
        let house = try await ImportHouse()
        var vault = try await house.house.open()
        var mira = try await vault.unlocked("mira")
        let before = try await vault.lines("grant.accept").count
        let done = try await vault.send(try ImportHouse.plan(), in: mira)
        #expect(done.isComplete)
        // Header, identity and core of three cases.
        let made = try await vault.lines("generation.make")
        #expect(made.count == 9)
        #expect(try await vault.lines("grant.accept").count == before + 1)
        await vault.close()
        #expect(try await house.house.check().findings == [])
        vault = try await house.house.open()
        mira = try await vault.unlocked("mira")
        for reference in done.cases { #expect(try await vault.contents(reference, in: mira).count == 4) }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    /// A labelled case makes two generations; the second entry carries the keyring for both, and no third follows.
    @Test func onceForACase() async throws {
        let house = try await ImportHouse()
        var vault = try await house.house.open()
        var mira = try await vault.unlocked("mira")
        let before = try await vault.lines("grant.accept").count
        let made = try await vault.perform(CaseNew(label: "Ana", lead: nil), in: mira)
        #expect(try await vault.lines("generation.make").count == 2)
        #expect(try await vault.lines("grant.accept").count == before)
        await vault.close()
        vault = try await house.house.open()
        mira = try await vault.unlocked("mira")
        #expect(try await vault.contents(made.case, in: mira) == ["1 Ana"])
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }

    /// What is refused half way leaves no half behind that no row has.
    @Test func refusedHalfWay() async throws {
        let house = try await ImportHouse()
        let vault = try await house.house.open()
        let mira = try await vault.unlocked("mira")
        let plan = ImportPlan([
            ImportGroup(target: .new, records: [try ImportHouse.record("one")]),
            ImportGroup(target: .new, records: [try ImportHouse.record("two", "attorney")]),
        ])
        await #expect(throws: VaultError.notPermitted) { try await vault.send(plan, in: mira) }
        let done = try await vault.send(try ImportHouse.plan(), in: mira)
        #expect(try await vault.contents(done.cases[2], in: mira).count == 4)
        await vault.close()
        #expect(try await house.house.check().findings == [])
    }
}
