import CaseVault
import Foundation
import Synchronization
import Testing
import VaultCrypto
import VaultTesting

/// Guards the keyboard: what a wrong passphrase costs, that nobody learns which logins there are, and what waits.
@Suite struct UnlockingTests {
    @Test(arguments: ["ana", "nobody"]) func aTryCostsOneDerivationWhateverTheLogin(login: String) async throws {
        let (house, vault) = try await opened()
        let before = house.derivations.withLock { $0 }
        await #expect(throws: VaultError.unlockRefused) { try await vault.wrong(login) }
        #expect(house.derivations.withLock { $0 } == before + 1)
        await vault.close()
    }

    @Test func aRightPassphraseCostsOneDerivationToo() async throws {
        let (house, vault) = try await opened()
        let before = house.derivations.withLock { $0 }
        _ = try await vault.unlocked("ana")
        #expect(house.derivations.withLock { $0 } == before + 1)
        await vault.close()
    }

    /// 1 s after the third, doubling to 60 s; a try too soon is refused without a derivation and without an entry.
    @Test(arguments: ["ana", "nobody"]) func theWaits(login: String) async throws {
        let (house, vault) = try await opened()
        for wait in [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60] as [UInt64] {
            #expect(try await vault.unlockWait(login: login) == wait * 1_000)
            if wait > 0 {
                house.clock.advance(by: wait * 1_000 - 1)
                let (derived, lines) = (house.derivations.withLock { $0 }, try await vault.auditLines().count)
                await #expect(throws: VaultError.tooSoon(milliseconds: 1)) { try await vault.wrong(login) }
                #expect(house.derivations.withLock { $0 } == derived)
                #expect(try await vault.auditLines().count == lines)
                house.clock.advance(by: 1)
            }
            await #expect(throws: VaultError.unlockRefused) { try await vault.wrong(login) }
        }
        #expect(try await vault.count("session.denied", "denied") == 12)
        await vault.close()
    }

    @Test(arguments: ["ana", "nobody"]) func theWaitsSurviveAReopening(login: String) async throws {
        let (house, first) = try await opened()
        for _ in 0..<3 { await #expect(throws: VaultError.unlockRefused) { try await first.wrong(login) } }
        await first.close()
        let second = try await house.open()
        await #expect(throws: VaultError.tooSoon(milliseconds: 1_000)) { try await second.wrong(login) }
        // The right one has to wait as well: else the wait would tell them apart.
        await #expect(throws: VaultError.tooSoon(milliseconds: 1_000)) { _ = try await second.unlocked(login) }
        house.clock.advance(by: 1_000)
        await #expect(throws: VaultError.unlockRefused) { try await second.wrong(login) }
        #expect(try await second.unlockWait(login: login) == 2_000)
        await second.close()
    }

    @Test func aRightPassphraseEndsTheWaits() async throws {
        let (house, vault) = try await opened()
        for _ in 0..<3 { await #expect(throws: VaultError.unlockRefused) { try await vault.wrong("ana") } }
        house.clock.advance(by: 1_000)
        let unlocked = try await vault.unlock(login: "ana", passphrase: try .typed("ana's long passphrase"))
        #expect(unlocked.wrongSince == 3)
        #expect(try await vault.unlockWait(login: "ana") == 0)
        await #expect(throws: VaultError.unlockRefused) { try await vault.wrong("ana") }
        #expect(try await vault.unlockWait(login: "ana") == 0)
        await vault.close()
    }

    /// One login's waits are no colleague's, and while somebody has to wait everybody else works.
    @Test func nobodyElseWaits() async throws {
        let (house, vault) = try await opened()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["attorney"], by: ana)
        for _ in 0..<3 { await #expect(throws: VaultError.unlockRefused) { try await vault.wrong("ana") } }
        let before = house.clock.now
        let mira = try await vault.unlocked("mira")
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: mira)
        #expect(house.clock.now == before)
        await vault.close()
    }

    /// What many try at once counts as if they had come one after the other.
    @Test(arguments: ["ana", "nobody"]) func manyTriesAtOnce(login: String) async throws {
        let (house, vault) = try await opened()
        let before = house.derivations.withLock { $0 }
        let errors = await withTaskGroup(of: VaultError?.self) { group in
            for _ in 0..<20 { group.addTask { await vault.error(login) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.count { $0 == .unlockRefused } == 3)
        #expect(errors.count { $0 == .tooSoon(milliseconds: 1_000) } == 17)
        #expect(house.derivations.withLock { $0 } == before + 3)
        #expect(try await vault.count("session.denied", "denied") == 3)
        await vault.close()
    }

    /// Setting the wall clock neither skips a wait nor makes it longer.
    @Test(arguments: [TestClock.tenYears, -TestClock.tenYears]) func aClockThatIsSet(by step: Int64) async throws {
        let (house, first) = try await opened()
        for _ in 0..<4 {
            await #expect(throws: VaultError.unlockRefused) { try await first.wrong("ana") }
            house.clock.advance(by: 1_000)
        }
        await first.close()
        house.clock.set(by: step)
        let vault = try await house.open()
        #expect(try await vault.unlockWait(login: "ana") == 1_000)
        house.clock.advance(by: 1_000)
        _ = try await vault.unlocked("ana")
        await vault.close()
    }

    /// After another start of the computer its own running time counts, if the wall clock is no help.
    @Test func aClockSetBackWhileTheComputerWasOff() async throws {
        let (house, first) = try await opened()
        for _ in 0..<3 { await #expect(throws: VaultError.unlockRefused) { try await first.wrong("ana") } }
        await first.close()
        house.clock.set(by: -TestClock.tenYears)
        house.clock.restart(ago: 400)
        let vault = try await house.open()
        #expect(try await vault.unlockWait(login: "ana") == 600)
        house.clock.advance(by: 600)
        _ = try await vault.unlocked("ana")
        await vault.close()
    }

    /// Somebody who knew her passphrase has had it checked and waits, while she changes it to shut that person out.
    @Test func whatWasConfirmedIsGoodForThatPassphraseAlone() async throws {
        let house = try TestVault()
        let vault = try await house.staffed().vault
        let (hers, theirs) = (try await vault.unlocked("ana"), try await vault.unlocked("ana"))
        let confirmed = try await vault.confirm(try .typed("ana's long passphrase"), in: theirs)
        try await vault.changePassphrase(
            in: hers, current: try .typed("ana's long passphrase"), new: try .typed("ana's second passphrase"))
        await #expect(throws: VaultError.unlockRefused) {
            try await vault.changePassphrase(in: theirs, confirmed, new: try .typed("a passphrase of theirs"))
        }
        _ = try await vault.unlock(login: "ana", passphrase: try .typed("ana's second passphrase"))
        await #expect(throws: VaultError.unlockRefused) {
            _ = try await vault.unlock(login: "ana", passphrase: try .typed("a passphrase of theirs"))
        }
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// The check of the present passphrase is no way around the waits.
    @Test func changingAPassphraseWaitsToo() async throws {
        let (house, vault) = try await opened()
        let ana = try await vault.unlocked("ana")
        for _ in 0..<3 {
            await #expect(throws: VaultError.unlockRefused) {
                _ = try await vault.confirm(try .typed("not ana's passphrase"), in: ana)
            }
        }
        let before = house.derivations.withLock { $0 }
        await #expect(throws: VaultError.tooSoon(milliseconds: 1_000)) {
            _ = try await vault.confirm(try .typed("ana's long passphrase"), in: ana)
        }
        #expect(house.derivations.withLock { $0 } == before)
        house.clock.advance(by: 1_000)
        _ = try await vault.confirm(try .typed("ana's long passphrase"), in: ana)
        await vault.close()
    }

    /// Parameters that whoever holds the gate can write as she likes; refused before a single hash.
    @Test(
        arguments: [
            (3, 2 << 30, .derivation(haveMebibytes: 2048, limitMebibytes: 1024)),
            (3, 1 << 40, .derivation(haveMebibytes: 1 << 20, limitMebibytes: 1024)),
            (3, 4 << 20, .derivation(haveMebibytes: 4, limitMebibytes: 64)),
            (3, 0, .derivation(haveMebibytes: 0, limitMebibytes: 64)),
            (0, 64 << 20, .derivationPasses(have: 0, limit: 3)),
            (2, 64 << 20, .derivationPasses(have: 2, limit: 3)),
            (11, 64 << 20, .derivationPasses(have: 11, limit: 10)),
            (.max, 64 << 20, .derivationPasses(have: .max, limit: 10)),
        ] as [(UInt32, UInt64, VaultError)])
    func parametersOutOfRange(_ passes: UInt32, _ memory: UInt64, _ error: VaultError) async throws {
        let (house, vault) = try await opened()
        await vault.close()
        let thief = try GateThief(house)
        let id = thief.vault.retyped(as: RowKind.self)
        let sealed = thief.seal(Tuple(.rowParameters, passes, memory, "Kuća").bytes, as: .parameters, id)
        try RawDatabase(house.database).run(
            "UPDATE parameters SET sealed = ?, hash = ?", .bytes(sealed), .bytes(SHA256Hash.hash(sealed).bytes))
        house.derivations.withLock { $0 = 0 }
        await #expect(throws: error) {
            let vault = try await house.open()
            try await vault.wrong("ana")
        }
        #expect(house.derivations.withLock { $0 } == 0)
    }

    private func opened() async throws -> (TestVault, Vault) {
        let house = try TestVault()
        try await house.create()
        return (house, try await house.open())
    }
}

extension Vault {
    func wrong(_ login: String) async throws {
        _ = try await unlock(login: login, passphrase: try Passphrase.typed("not the passphrase of hers"))
    }

    fileprivate func error(_ login: String) async -> VaultError? {
        do { try await wrong(login) } catch { return error as? VaultError }
        return nil
    }
}
