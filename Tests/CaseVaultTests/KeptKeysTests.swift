import CaseVault
import Synchronization
import Testing
import VaultTesting

/// What a command holds while a person thinks: keys in place of her passphrase.
@Suite struct KeptKeysTests {
    @Test func keptKeysGoOnAfterTheVaultWasClosed() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        let first = try await house.open()
        let kept = try await first.keep(try await first.unlocked("ana"))
        await first.close()
        let derived = house.derivations.withLock { $0 }
        let second = try await house.open()
        let session = try await second.resume(kept)
        #expect(session.login == "ana")
        _ = try await second.perform(CaseNew(label: "Jelena P.", lead: nil), in: session)
        #expect(house.derivations.withLock { $0 } == derived)
        #expect(try await second.verifyLog().verdict == .ok)
        await second.close()
    }

    @Test func keptKeysOpenNoOtherVault() async throws {
        let (house, other) = (try TestVault(), try TestVault())
        try await house.create()
        try await other.create()
        let vault = try await house.open()
        let kept = try await vault.keep(try await vault.unlocked("ana"))
        await vault.close()
        let elsewhere = try await other.open()
        await #expect(throws: VaultError.sessionEnded) { _ = try await elsewhere.resume(kept) }
        await elsewhere.close()
    }

    @Test func aConfirmedPassphraseStandsForItself() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "attorney"])
        let mira = try await vault.unlocked("mira")
        await #expect(throws: VaultError.unlockRefused) {
            _ = try await vault.confirm(try Passphrase.typed("not ana's passphrase"), in: ana)
        }
        let confirmed = try await vault.confirm(try Passphrase.typed("ana's long passphrase"), in: ana)
        await #expect(throws: VaultError.unlockRefused) {
            try await vault.changePassphrase(in: mira, confirmed, new: try Passphrase.typed("mira's new passphrase"))
        }
        try await vault.changePassphrase(in: ana, confirmed, new: try Passphrase.typed("ana's new passphrase"))
        await #expect(throws: VaultError.unlockRefused) { _ = try await vault.unlocked("ana") }
        _ = try await vault.unlock(login: "ana", passphrase: try Passphrase.typed("ana's new passphrase"))
        await vault.close()
    }
}
