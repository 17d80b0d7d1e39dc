import Foundation
import Synchronization
import Testing
import VaultTesting

@testable import CaseVault

/// Guards the one-time code: five tries, 72 hours, one person, once.
@Suite struct InvitationTests {
    private static let life: UInt64 = 72 * 60 * 60 * 1000

    @Test(arguments: [0, 1, 4]) func aRightCodeAfterSomeWrongOnes(wrong: Int) async throws {
        let (_, vault, slips) = try await invited()
        for _ in 0..<wrong { try await refused(vault, "mira", slips["vera"]) }
        #expect(try await enrol(vault, "mira", slips["mira"]).login == "mira")
        await vault.close()
    }

    @Test func theSixthTryIsRefused() async throws {
        let (house, vault, slips) = try await invited()
        for _ in 0..<5 { try await refused(vault, "mira", slips["vera"]) }
        try await refused(vault, "mira", slips["mira"])
        await vault.close()
        // The log counts, so another opening counts as well.
        let again = try await house.open()
        try await refused(again, "mira", slips["mira"])
        let ana = try await again.unlocked("ana")
        let state = try await again.perform(StaffShow(login: "mira"), in: ana).state
        #expect(state == .expired)
        // A new slip has five tries of its own.
        let slip = try await again.invite("mira", by: ana)
        try await refused(again, "mira", slips["mira"])
        #expect(try await enrol(again, "mira", slip).login == "mira")
        await again.close()
    }

    /// Tries that come at once, before the first of them is in the log, are five together as well.
    @Test(arguments: [4, 5]) func triesAtOnce(wrong: Int) async throws {
        let (_, vault, slips) = try await invited()
        let (right, other) = (try #require(slips["mira"]), try #require(slips["vera"]))
        #expect(try await vault.isGood(right, after: wrong, times: other, login: "mira") == (wrong < 5))
        await vault.close()
    }

    /// Asking whether a code is good costs one of the five tries when it is not.
    @Test func lookingIsTrying() async throws {
        let (_, vault, slips) = try await invited()
        for _ in 0..<5 {
            await #expect(throws: VaultError.unlockRefused) {
                try await vault.checkCode(try EnrolmentCode.typed(try #require(slips["vera"])), login: "mira")
            }
        }
        try await refused(vault, "mira", slips["mira"])
        await vault.close()
    }

    @Test func seventyTwoHours() async throws {
        let (house, vault, slips) = try await invited()
        house.clock.advance(by: Self.life - 1)
        #expect(try await enrol(vault, "mira", slips["mira"]).login == "mira")
        house.clock.advance(by: 1)
        try await refused(vault, "vera", slips["vera"])
        await vault.close()
    }

    @Test func once() async throws {
        let (_, vault, slips) = try await invited()
        let mira = try await enrol(vault, "mira", slips["mira"])
        try await refused(vault, "mira", slips["mira"])
        let ana = try await vault.unlocked("ana")
        #expect(try await vault.perform(StaffShow(login: "mira"), in: ana).key == mira.key)
        await vault.close()
    }

    @Test func anotherPersonsCodeAnUnknownLoginAndAnotherVaultsCode() async throws {
        let (_, vault, slips) = try await invited()
        let (_, elsewhere, others) = try await invited()
        try await refused(vault, "mira", slips["vera"])
        try await refused(vault, "mira", others["mira"])
        try await refused(vault, "nobody", slips["mira"])
        try await refused(vault, "ana", slips["mira"])
        await vault.close()
        await elsewhere.close()
    }

    /// A slip misread in one symbol is no code at all; nothing tells it from a wrong one but the form, before the vault.
    @Test func aWrongCheckSymbol() async throws {
        let (_, vault, slips) = try await invited()
        let slip = try #require(slips["mira"])
        let misread = String(slip.dropLast()) + (slip.hasSuffix("7") ? "8" : "7")
        let typed = try EnrolmentCode.typed(misread)
        #expect(throws: VaultError.invalid(.code)) { try typed.checkForm() }
        try await refused(vault, "mira", misread)
        #expect(try await enrol(vault, "mira", slip).login == "mira")
        await vault.close()
    }

    /// A clock set back revives no code that was seen to be over.
    @Test func aClockSetBackTenYears() async throws {
        let (house, first, slips) = try await invited()
        house.clock.advance(by: Self.life)
        try await refused(first, "mira", slips["mira"])
        await first.close()
        house.clock.set(by: -TestClock.tenYears)
        let vault = try await house.open()
        try await refused(vault, "mira", slips["mira"])
        // Entries with the old clock do not make the log forget what it has seen.
        let ana = try await vault.unlocked("ana")
        try await refused(vault, "mira", slips["mira"])
        #expect(try await vault.perform(StaffShow(login: "mira"), in: ana).state == .expired)
        // A new one is good all the same, and not for ten years.
        let slip = try await vault.invite("mira", by: ana)
        house.clock.set(by: TestClock.tenYears + Int64(Self.life))
        try await refused(vault, "mira", slip)
        let other = try await vault.invite("mira", by: ana)
        #expect(try await enrol(vault, "mira", other).login == "mira")
        #expect(try await vault.verifyLog().findings.allSatisfy { $0.kind == .clockStep })
        await vault.close()
    }

    /// A weak passphrase is refused before anything is looked at or written, and the code stays good.
    @Test(
        arguments: [
            ("short", .passphraseTooShort), ("elevenchars", .passphraseTooShort),
            ("combining mark c\u{30C} in it", .passphraseCombining), ("a control\u{7} character", .passphraseCombining),
        ] as [(String, VaultError.InvalidInput)])
    func aWeakPassphrase(text: String, problem: VaultError.InvalidInput) async throws {
        let (house, vault, slips) = try await invited()
        let (lines, derived) = (try await vault.auditLines().count, house.derivations.withLock { $0 })
        await vault.close()
        let before = try StoredState(of: house)
        let again = try await house.open()
        await #expect(throws: VaultError.invalid(problem)) {
            _ = try await again.enrol(
                login: "mira", code: try EnrolmentCode.typed(try #require(slips["mira"])),
                passphrase: try Passphrase.typed(text))
        }
        #expect(try await again.auditLines().count == lines)
        #expect(house.derivations.withLock { $0 } == derived)
        await again.close()
        let after = try StoredState(of: house)
        #expect(after.vault == before.vault)
        #expect(after.gate == before.gate)
        let third = try await house.open()
        #expect(try await enrol(third, "mira", slips["mira"]).login == "mira")
        await third.close()
    }

    private func invited() async throws -> (TestVault, Vault, [String: String]) {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        var slips: [String: String] = [:]
        for login in ["mira", "vera"] { slips[login] = try await vault.invite(login, by: ana) }
        return (house, vault, slips)
    }

    private func enrol(_ vault: Vault, _ login: String, _ code: String?) async throws -> Enrolled {
        try await vault.enrol(
            login: login, code: try EnrolmentCode.typed(try #require(code)),
            passphrase: try Passphrase.typed("\(login)'s long passphrase"))
    }

    /// Refused in the one way in which codes are refused, and counted.
    private func refused(_ vault: Vault, _ login: String, _ code: String?) async throws {
        let before = try await vault.count("session.denied", "denied")
        await #expect(throws: VaultError.unlockRefused) { _ = try await enrol(vault, login, code) }
        #expect(try await vault.count("session.denied", "denied") == before + 1)
    }
}

extension Vault {
    fileprivate func invite(_ login: String, by officer: Session) async throws -> String {
        try await perform(
            StaffAdd(login: login, name: nil, roles: ["attorney"].compactMap { Role($0) }), in: officer
        ).code
    }
}

extension Vault {
    /// Whether a code is good after others of which none is in the log yet.
    fileprivate func isGood(_ code: String, after wrong: Int, times other: String, login: String) throws -> Bool {
        let core = try opened()
        for _ in 0..<wrong {
            let redeemed = try core.redeem(login, try EnrolmentCode.typed(other))
            #expect(redeemed.map { $0.login } == nil)
        }
        return try core.redeem(login, try EnrolmentCode.typed(code)) != nil
    }
}
