import CaseVault
import Testing
import VaultTesting

/// Guards a key that was passed on and does not open: it costs nobody her unlocking, and it is named.
@Suite struct DamagedGrantTests {
    /// What stands where lena's first waiting wrap was: other bytes, too few, another's wrap, nothing.
    enum Damage: CaseIterable { case changed, short, exchanged, gone }

    @Test(arguments: Damage.allCases) func oneThatDoesNotOpen(damage: Damage) async throws {
        let (house, copy, waiting) = try await prepared()
        try self.damage(copy, damage, waiting)
        let vault = try await copy.open()
        let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains(.grantsNotOpened(1)))
        #expect(unlocked.waiting.contains(.grantsReceived(waiting.count - 1)))
        #expect(try await vault.perform(Inbox(), in: unlocked.session).filter { $0.kind == .unopened }.count == 1)
        // Nor when she goes on with kept keys.
        let resumed = try await vault.resume(vault.keep(unlocked.session))
        #expect(try await vault.perform(Inbox(), in: resumed).filter { $0.kind == .unopened }.count == 1)
        // The cases that are hers are open to her.
        let record = try house.record("Došla u utorak")
        #expect(try await vault.show(record, in: unlocked.session).text == "Došla u utorak")
        #expect(try await vault.count("grant.accept", "failed") == 1)
        await vault.close()
        let named = try await Vault.checkAndRecord(at: copy.directory, gate: copy.gate, in: copy.environment).findings
        #expect(named.contains { $0.kind == .cannotOpen && $0.object.hasPrefix("entry ") })
        // It waits on: the next unlock says so again.
        let again = try await copy.open()
        #expect(try await again.count("check.failed", "failed") == 1)
        let second = try await again.unlock(login: "lena", passphrase: .typed(house.passphrase(of: "lena")))
        #expect(second.waiting.contains(.grantsNotOpened(1)))
        await again.close()
    }

    /// Taken out of the case and put in again she gets new ones, and she has nothing left to report.
    @Test(arguments: Damage.allCases) func givenAnew(damage: Damage) async throws {
        let (house, copy, waiting) = try await prepared()
        try self.damage(copy, damage, waiting)
        let vault = try await copy.open()
        _ = try await vault.unlocked("lena", of: house)
        let ana = try await vault.unlocked("ana", of: house)
        _ = try await vault.perform(CaseUnassign(case: house.cases[1], login: "lena"), in: ana)
        _ = try await vault.perform(CaseAssign(case: house.cases[1], login: "lena"), in: ana)
        _ = try await vault.unlocked("mira", of: house)
        let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(house.passphrase(of: "lena")))
        #expect(!unlocked.waiting.contains(.grantsNotOpened(1)))
        #expect(try await vault.readTexts(house.cases[1], in: unlocked.session) == ["Savet, dopunjen"])
        await vault.close()
        // A row that is gone stays missing; everything else is as it should be.
        let findings = try await copy.check().findings
        #expect(findings.map(\.kind) == (damage == .gone ? [.missing] : []))
    }

    private func prepared() async throws -> (SmallHouse, TestVault, [RawRow]) {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let waiting = try StoredState(of: copy).rows(.wrap)
        try #require(waiting.count > 1)
        return (house, copy, waiting)
    }

    private func damage(_ copy: TestVault, _ damage: Damage, _ waiting: [RawRow]) throws {
        let row = waiting[0]
        var bytes = row.sealed
        switch damage {
        case .changed: bytes[bytes.count / 2] ^= 1
        case .short: bytes.removeLast()
        case .exchanged: bytes = waiting[1].sealed
        case .gone: return try RawDatabase(copy.database).run("DELETE FROM wrap WHERE rowid = ?", .number(row.number))
        }
        try RawDatabase(copy.database).run(
            "UPDATE wrap SET sealed = ? WHERE rowid = ?", .bytes(bytes), .number(row.number))
    }
}
