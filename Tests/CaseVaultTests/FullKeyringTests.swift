import Testing
import VaultCrypto
import VaultStore
import VaultTesting

@testable import CaseVault

/// Guards who holds, or is passed, more keys than a keyring or an entry has room for: she works on, and nothing is lost.
@Suite struct FullKeyringTests {
    /// Items stored for items held: powers of two, then the most.
    @Test(arguments: [
        (0, 256), (256, 256), (257, 512), (262_145, 524_288), (524_288, 524_288), (524_289, 786_432),
        (786_432, 786_432),
    ]) func stored(held: Int, stored: Int) {
        #expect(Keyring.storedItems(for: held) == stored)
    }

    /// The most that one holds has room in a row, and the next power of two would not have.
    @Test func theMostHasRoom() {
        func sealed(_ items: Int) -> Int { Padding.paddedByteCount(items * Keyring.itemByteCount) + Seal.overhead }
        #expect(sealed(Keyring.mostItems) <= StoredRow.maximumSealedByteCount)
        #expect(sealed(1 << 20) > StoredRow.maximumSealedByteCount)
    }

    /// An entry for each portion, and after all of them she has everything.
    @Test(arguments: [1, 2, 5]) func inPortions(size: Int) async throws {
        let files = try await Self.waiting()
        let count = files.waiting
        let vault = try await files.open { $0.wrapsOfAnEntry = size }
        let before = try await vault.count("grant.accept")
        let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains(.grantsReceived(count)))
        #expect(try await vault.count("grant.accept") == before + (count + size - 1) / size)
        try await files.readsEverything(of: vault, in: unlocked.session)
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// What has no room waits, she is told, and what she holds opens; when there is room again she is given the rest.
    @Test func whatHasNoRoomWaits() async throws {
        let files = try await Self.waiting()
        let full = files.held + 1
        var vault = try await files.open { $0.items = full }
        var unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains(.grantsReceived(1)))
        #expect(unlocked.waiting.contains(.grantsWithoutRoom(files.waiting - 1)))
        // They are not said to be damaged.
        #expect(try await vault.perform(Inbox(), in: unlocked.session).allSatisfy { $0.kind != .unopened })
        #expect(
            try await vault.show(files.house.record("Došla u utorak"), in: unlocked.session).text == "Došla u utorak")
        await vault.close()
        #expect(try await files.copy.check().findings == [])
        vault = try await files.open { _ in }
        unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains(.grantsReceived(files.waiting - 1)))
        try await files.readsEverything(of: vault, in: unlocked.session)
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// A key that she would make is refused before anything is staged; one more is made where there is room for it.
    @Test func nothingIsMadeWithoutRoom() async throws {
        let files = try await Self.waiting()
        let total = files.held + files.waiting
        let vault = try await files.open { $0.items = total + 1 }
        let lena = try await vault.unlocked("lena", of: files.house)
        let before = try await vault.auditLines().count
        await #expect(throws: VaultError.keyringFull) {
            _ = try await vault.perform(CaseNew(label: "Vesna", lead: nil), in: lena)
        }
        #expect(try await Array(vault.auditLines().dropFirst(before)) == [])
        let made = try await vault.perform(CaseNew(label: nil, lead: nil), in: lena).case
        // The first record of a compartment makes its key.
        let after = try await vault.count("generation.make")
        await #expect(throws: VaultError.keyringFull) {
            try await vault.write("Dolazi sutra", to: "core", of: CaseReference(made), in: lena)
        }
        #expect(try await vault.count("generation.make") == after)
        #expect(try await vault.readTexts(CaseReference(made), in: lena) == [])
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// An order to replace keys stands where nobody has room for the new ones, costs her no unlocking, and is carried out
    /// when there is room.
    @Test func anOrderWaitsForRoom() async throws {
        let files = try await Self.waiting()
        let total = files.held + files.waiting
        for isFirst in [true, false] {
            let vault = try await files.open { $0.items = total }
            let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
            if isFirst {
                let ordered = try await vault.perform(
                    Rotate(case: files.house.cases[0], against: "hana"), in: unlocked.session)
                #expect(ordered.rotated == [] && !ordered.due.isEmpty)
            } else {
                #expect(!unlocked.waiting.contains { if case .rotationsCompleted = $0 { true } else { false } })
            }
            #expect(try await vault.count("key.rotate") == 1)
            await vault.close()
        }
        let vault = try await files.open { _ in }
        let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains { if case .rotationsCompleted = $0 { true } else { false } })
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// With room for one, a key that replaces one she holds goes before those of a new case that came earlier.
    @Test func whatReplacesGoesFirst() async throws {
        let files = try await Self.waiting()
        var vault = try await files.open { _ in }
        let lena = try await vault.unlocked("lena", of: files.house)
        _ = try await vault.unlocked("mira", of: files.house)
        let held = try await vault.keyringSize(of: "mira")
        let made = try await vault.perform(CaseNew(label: "Vesna", lead: nil), in: lena).case
        _ = try await vault.perform(CaseAssign(case: CaseReference(made), login: "mira"), in: lena)
        _ = try await vault.perform(Rotate(case: files.house.cases[0], against: "hana"), in: lena)
        await vault.close()
        vault = try await files.open { $0.items = held + 1 }
        _ = try await vault.unlocked("mira", of: files.house)
        #expect(try await vault.keyringNumbers(of: "mira").max() == 2)
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// On a full disk she unlocks and reads; what waits for her is taken up when there is room again.
    @Test func aFullDiskCostsNoUnlocking() async throws {
        let files = try await Self.waiting()
        for free in [0, DiskRoom.least, 1 << 30] {
            var environment = files.copy.environment
            environment.freeBytes = { _ in free }
            environment.keyringLimits.bytesUnasked = 0
            let vault = try await Vault.open(at: files.copy.directory, gate: files.copy.gate, in: environment)
            let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(files.house.passphrase(of: "lena")))
            let (received, waits) = (Waiting.grantsReceived(files.waiting), Waiting.grantsWithoutDisk(files.waiting))
            #expect(unlocked.waiting.contains(free == 1 << 30 ? received : waits))
            #expect(!unlocked.waiting.contains(free == 1 << 30 ? waits : received))
            #expect(
                try await vault.show(files.house.record("Došla u utorak"), in: unlocked.session).text
                    == "Došla u utorak")
            await vault.close()
        }
        #expect(try await files.copy.check().findings == [])
    }

    /// What she lost is not dropped while the disk is full, and not forgotten.
    @Test func whatSheLostIsDroppedLater() async throws {
        let files = try await Self.waiting()
        var vault = try await files.open { _ in }
        let ana = try await vault.unlocked("ana", of: files.house)
        _ = try await vault.unlocked("mira", of: files.house)
        let held = try await vault.keyringSize(of: "mira")
        let lena = try await vault.unlocked("lena", of: files.house)
        let made = try await vault.perform(CaseNew(label: "Vesna", lead: nil), in: lena).case
        _ = try await vault.perform(CaseAssign(case: CaseReference(made), login: "mira"), in: lena)
        _ = try await vault.perform(CaseUnassign(case: files.house.cases[0], login: "mira"), in: ana)
        await vault.close()
        var environment = files.copy.environment
        environment.freeBytes = { _ in 0 }
        environment.keyringLimits.bytesUnasked = 0
        vault = try await Vault.open(at: files.copy.directory, gate: files.copy.gate, in: environment)
        let unlocked = try await vault.unlock(login: "mira", passphrase: .typed(files.house.passphrase(of: "mira")))
        #expect(unlocked.waiting.contains { if case .grantsWithoutDisk = $0 { true } else { false } })
        #expect(try await vault.keyringSize(of: "mira") == held)
        #expect(try await vault.lostKeys(of: "mira") > 0)
        await vault.close()
        vault = try await files.open { _ in }
        _ = try await vault.unlocked("mira", of: files.house)
        #expect(try await vault.lostKeys(of: "mira") == 0)
        await vault.close()
        #expect(try await files.copy.check().findings == [])
    }

    /// A house in which keys wait for lena, and how many she holds already.
    private static func waiting() async throws -> KeysWaiting {
        let house = try await SmallHouses.shared.value
        let looked = try TestVault(copying: house.vault)
        let waiting = try StoredState(of: looked).rows(.wrap).count
        try #require(waiting > 1)
        let vault = try await looked.open()
        _ = try await vault.unlocked("lena", of: house)
        let total = try await vault.keyringSize(of: "lena")
        await vault.close()
        return KeysWaiting(
            house: house, copy: try TestVault(copying: house.vault), waiting: waiting, held: total - waiting)
    }
}

private struct KeysWaiting {
    let house: SmallHouse
    let copy: TestVault
    let waiting: Int
    let held: Int

    func open(_ change: (inout KeyringLimits) -> Void) async throws -> Vault {
        var environment = copy.environment
        change(&environment.keyringLimits)
        return try await Vault.open(at: copy.directory, gate: copy.gate, in: environment)
    }

    func readsEverything(of vault: Vault, in session: Session) async throws {
        #expect(try await vault.show(house.record("Došla u utorak"), in: session).text == "Došla u utorak")
        #expect(try await vault.readTexts(house.cases[1], in: session) == ["Savet, dopunjen"])
    }
}

extension Vault {
    fileprivate func keyringSize(of login: String) throws -> Int { try keyringNumbers(of: login).count }

    /// How many she would have to drop.
    fileprivate func lostKeys(of login: String) throws -> Int {
        let core = try opened()
        return core.sessions.values.first { core.login(of: $0.person) == login }.map { core.lostHalves(of: $0).count }
            ?? 1
    }

    /// The numbers of the generations she holds.
    fileprivate func keyringNumbers(of login: String) throws -> [UInt32] {
        let core = try opened()
        let session = core.sessions.values.first { core.login(of: $0.person) == login }
        return session?.keyring.items.map(\.name.number) ?? []
    }
}
