import CaseVault
import Foundation
import Synchronization
import Testing
import VaultTesting

/// A flood of refusals becomes two entries a minute, and none of them is lost.
@Suite struct RefusalCountTests {
    private struct House {
        let test: TestVault
        let vault: Vault
        let record: String
        let vera: Session
        let mira: Session
    }

    /// Mira's record, of which the others read nothing.
    private func house() async throws -> House {
        let test = try TestVault()
        let vault = try await test.staffed(["mira": "attorney", "vera": "psychologist"]).vault
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        return House(test: test, vault: vault, record: record, vera: try await vault.unlocked("vera"), mira: mira)
    }

    private func refuse(_ house: House, _ session: Session, times: Int) async throws {
        for _ in 0..<times {
            await #expect(throws: VaultError.notPermitted) {
                _ = try await house.vault.show(house.record, in: session)
            }
        }
    }

    private func denied(_ vault: Vault) async throws -> [String] {
        try await vault.lines("record.read").filter { $0.text("result") == "denied" }
    }

    @Test func theFirstIsAnEntryAtOnceAndTheOthersAreCounted() async throws {
        let house = try await house()
        try await refuse(house, house.vera, times: 1)
        #expect(try await denied(house.vault).map { $0.number("count") } == [0])
        try await refuse(house, house.vera, times: 40)
        let lines = try await denied(house.vault)
        #expect(lines.map { $0.number("count") } == [0, 40])
        #expect(lines[1].number("ref") == (lines[0].number("seq") ?? 0) + 1)
        #expect(lines[0].text("by") == lines[1].text("by"))
        #expect(try await house.vault.verifyLog().verdict == .ok)
        await house.vault.close()
    }

    @Test func theNextEntryBringsTheCountAlong() async throws {
        let house = try await house()
        let before = try await house.vault.status().entries
        try await refuse(house, house.vera, times: 5)
        #expect(try await house.vault.status().entries == before + 1)
        _ = try await house.vault.show(house.record, in: house.mira)
        #expect(try await house.vault.status().entries == before + 3)
        #expect(try await house.vault.count("record.read", "denied") == 5)
        await house.vault.close()
    }

    /// Whoever loses her keys while her refusals are counted does not hinder it: they are told before she is silenced.
    @Test(arguments: [true, false]) func theCountsOfWhoeverLosesHerKeys(isSuspended: Bool) async throws {
        let house = try await house()
        let (vault, ana) = (house.vault, try await house.vault.unlocked("ana"))
        let slip = isSuspended ? nil : try await vault.perform(StaffRenew(login: "vera", lastHolder: .goesOn), in: ana)
        try await refuse(house, house.vera, times: 4)
        if let slip {
            _ = try await vault.enrol(
                login: "vera", code: try .typed(slip.code), passphrase: try .typed("vera's other passphrase"))
        } else {
            _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: ana)
        }
        #expect(try await vault.count("record.read", "denied") == 4)
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.show(house.record, in: house.vera) }
        #expect(try await vault.show(house.record, in: house.mira).text == "Savet")
        await vault.close()
        #expect(try await house.test.check().findings == [])
    }

    @Test func aNewMinuteBeginsWithAnEntry() async throws {
        let house = try await house()
        for _ in 0..<3 {
            try await refuse(house, house.vera, times: 10)
            house.test.clock.advance(by: 60_000)
        }
        #expect(try await denied(house.vault).map { $0.number("count") } == [0, 9, 0, 9, 0, 9])
        await house.vault.close()
    }

    @Test func lockingAndClosingLoseNothing() async throws {
        for locks in [true, false] {
            let house = try await house()
            try await refuse(house, house.vera, times: 7)
            if locks { await house.vault.lock(house.vera) }
            await house.vault.close()
            let again = try await house.test.open()
            #expect(try await again.count("record.read", "denied") == 7)
            if locks {
                let last = try #require(try await again.auditLines().last)
                #expect(last.text("act") == "session.end" || last.text("act") == "state")
            }
            await again.close()
            #expect(try await house.test.check().findings == [])
        }
    }

    /// Nobody asks for anything any more: the count is written all the same.
    @Test func theEndOfTheMinuteWritesTheCount() async throws {
        let test = try TestVault()
        let staffed = try await test.staffed(["vera": "psychologist"])
        let reference = try await staffed.vault.newCase(in: staffed.ana)
        await staffed.vault.close()
        var environment = test.environment
        environment.secondsOfCounting = 0
        let vault = try await Vault.open(at: test.directory, gate: test.gate, in: environment)
        let vera = try await vault.unlocked("vera")
        for _ in 0..<3 {
            await #expect(throws: VaultError.notPermitted) {
                _ = try await vault.write("Nije njeno", to: "legal", of: reference, in: vera)
            }
        }
        // Whoever reads the log through the vault has the count written: its copy on the disk shows that nobody needs to.
        func told() throws -> Int {
            let mirror = try String(contentsOfFile: test.directory + "/audit.jsonl", encoding: .utf8)
            var count = 0
            for line in mirror.split(separator: "\n").map(String.init) where line.text("act") == "record.write" {
                if line.text("result") == "denied" { count += max(1, line.number("count") ?? 1) }
            }
            return count
        }
        // Only a failure waits for all of it.
        for _ in 0..<400 where try told() < 3 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try told() == 3)
        await vault.close()
    }

    @Test func twoWhoTakeTurnsAreCountedEach() async throws {
        let house = try await house()
        let ana = try await house.vault.unlocked("ana")
        for _ in 0..<20 {
            try await refuse(house, house.vera, times: 1)
            try await refuse(house, ana, times: 1)
        }
        #expect(try await denied(house.vault).count == 4)
        #expect(try await house.vault.count("record.read", "denied") == 40)
        await house.vault.close()
    }

    /// The waits after wrong passphrases are counted from these entries: each stays one.
    @Test func wrongPassphrasesStaySingle() async throws {
        let house = try await house()
        for _ in 0..<6 {
            house.test.clock.advance(by: try await house.vault.unlockWait(login: "vera"))
            await #expect(throws: VaultError.unlockRefused) {
                _ = try await house.vault.unlock(login: "vera", passphrase: try Passphrase.typed("not hers at all"))
            }
        }
        #expect(try await house.vault.lines("session.denied").map { $0.number("count") } == [0, 0, 0, 0, 0, 0])
        #expect(try await house.vault.unlockWait(login: "vera") == 8_000)
        await house.vault.close()
    }
}
