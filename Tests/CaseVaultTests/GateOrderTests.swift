import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards the order across the two files: the gate's counter, and deletions that come late.
@Suite(.serialized) struct GateOrderTests {
    /// One of two enrolments with the same code is refused after it was staged; so is one of two passphrase changes. What
    /// they drew of the gate's counter is given back: the `state` entry before the next checkpoint counts.
    @Test func refusedChangesGiveTheirStepBack() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed()
        let slip = try await vault.perform(StaffAdd(login: "mira", name: nil, roles: [try role("attorney")]), in: ana)
        let enrolled = await tally { _ in
            _ = try await vault.enrol(
                login: "mira", code: try EnrolmentCode.typed(slip.code),
                passphrase: try Passphrase.typed("mira's long passphrase"))
        }
        #expect(enrolled == 1)
        let mira = try await vault.unlocked("mira")
        let changed = await tally { number in
            try await vault.changePassphrase(
                in: mira, current: try Passphrase.typed("mira's long passphrase"),
                new: try Passphrase.typed("mira's new passphrase \(number)"))
        }
        #expect(changed == 1)
        await vault.lock(mira)
        await vault.lock(ana)
        #expect(try await vault.count("session.end") == 2)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
        let again = try await house.open()
        #expect(try await again.status().notices == [])
        await again.close()
    }

    /// The gate cannot delete the old secret: the change is acknowledged, mirror and head have it, nobody works on, and
    /// the next opening deletes.
    @Test func aDeletionThatFailsAfterTheCommit() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed()
        let gate = RawDatabase(house.gateDatabase)
        let before = try gate.rows("SELECT id FROM gate WHERE kind = 70")
        // A row that refers to hers: SQLite refuses to delete it. (Triggers are switched off in the vault's connections.)
        try gate.run("CREATE TABLE stuck (kind, id, FOREIGN KEY (kind, id) REFERENCES gate (kind, id))")
        try gate.run("INSERT INTO stuck SELECT kind, id FROM gate WHERE kind = 70")
        try await vault.changePassphrase(
            in: ana, current: try Passphrase.typed("ana's long passphrase"),
            new: try Passphrase.typed("ana's second passphrase"))
        await #expect(throws: VaultError.sessionEnded) { try await vault.verifyLog() }
        let mirror = try String(contentsOfFile: house.mirror, encoding: .utf8)
        #expect(mirror.contains("\"act\":\"staff.passphrase\""))
        await vault.close()
        try gate.run("DROP TABLE stuck")
        let report = try await house.check()
        #expect(!report.ok)
        #expect(!report.findings.contains { $0.kind == .mirrorBehind })
        #expect(report.findings.contains { $0.object.hasPrefix("gate row") && $0.kind == .unexpected })
        #expect(try gate.rows("SELECT id FROM gate WHERE kind = 70").count == before.count + 1)
        let again = try await house.open()
        #expect(try await again.status().notices == [.gateDeletionFinished])
        await #expect(throws: VaultError.unlockRefused) { try await again.unlocked("ana") }
        _ = try await again.unlock(login: "ana", passphrase: try Passphrase.typed("ana's second passphrase"))
        await again.close()
        #expect(try gate.rows("SELECT id FROM gate WHERE kind = 70").count == before.count)
        #expect(try await house.check().findings == [])
    }

    /// The same of new keys: the enrolment stands and is answered as done.
    @Test func newKeysWhoseOldSecretIsNotDeleted() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "attorney"])
        let slip = try await vault.perform(StaffRenew(login: "mira", lastHolder: .goesOn), in: ana)
        let gate = RawDatabase(house.gateDatabase)
        try gate.run("CREATE TABLE stuck (kind, id, FOREIGN KEY (kind, id) REFERENCES gate (kind, id))")
        try gate.run("INSERT INTO stuck SELECT kind, id FROM gate WHERE kind = 70")
        let enrolled = try await vault.enrol(
            login: "mira", code: try .typed(slip.code), passphrase: try .typed("mira's other passphrase"))
        #expect(enrolled.login == "mira" && enrolled.words.count == 6)
        await #expect(throws: VaultError.sessionEnded) { try await vault.verifyLog() }
        await vault.close()
        try gate.run("DROP TABLE stuck")
        let again = try await house.open()
        _ = try await again.unlock(login: "mira", passphrase: try .typed("mira's other passphrase"))
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// A secret that an earlier entry removed is put back, with newer changes of the gate since: it is named, deleted at
    /// the next opening, and opens nothing.
    @Test func aRemovedRowPutBackLater() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        let gate = RawDatabase(house.gateDatabase)
        let old = try gate.rows("SELECT kind, id, step, hash, sealed FROM gate WHERE kind = 70")
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.changePassphrase(
            in: ana, current: try Passphrase.typed("ana's long passphrase"),
            new: try Passphrase.typed("ana's second passphrase"))
        try await vault.enrolled("mira", ["attorney"], by: ana)
        await vault.close()
        #expect(try await house.check().findings == [])
        let row = try #require(old.first)
        try gate.run([("INSERT INTO gate (kind, id, step, hash, sealed) VALUES (?, ?, ?, ?, ?)", row)])
        #expect(
            try await house.check().findings.contains { $0.object.hasPrefix("gate row") && $0.kind == .unexpected })
        let again = try await house.open()
        #expect(try await again.status().notices == [.gateDeletionFinished])
        await #expect(throws: VaultError.unlockRefused) { try await again.unlocked("ana") }
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// How many of four at once are done.
    private func tally(_ body: @escaping @Sendable (Int) async throws -> Void) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<4 {
                group.addTask {
                    do {
                        try await body(number)
                        return true
                    } catch {
                        return false
                    }
                }
            }
            var done = 0
            for await good in group where good { done += 1 }
            return done
        }
    }

    private func role(_ code: String) throws -> Role {
        try #require(Role(code))
    }
}
