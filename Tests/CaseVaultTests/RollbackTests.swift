import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards a vault whose older state was put back: it is looked at, and nothing is written to it.
@Suite(.serialized) struct RollbackTests {
    @Test func anOlderDatabaseIsOnlyLookedAt() async throws {
        let (house, old, entries) = try await rolledBack()
        let before = try contents(of: house)
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await house.open() }
        #expect(try contents(of: house) == before)
        let vault = try await look(at: house)
        let status = try await vault.status()
        let rollback = try #require(status.rollback)
        #expect(rollback.isOlder)
        #expect((rollback.entries, rollback.seen) == (old, entries))
        #expect(rollback.lastEntry == status.lastEntry)
        #expect(rollback.seenTime == house.clock.now)
        #expect(try await vault.auditLines().count == Int(old))
        let report = try await vault.verifyLog()
        #expect(report.verdict == .tampered)
        #expect(report.findings.map(\.kind) == [.headAhead])
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await vault.unlocked("ana") }
        await vault.close()
        #expect(try contents(of: house) == before)
        #expect(try await house.check().rollback == rollback)
    }

    /// Without the mirror only the head knows.
    @Test func theHeadAloneKnows() async throws {
        let (house, old, entries) = try await rolledBack()
        let mirror = try String(contentsOfFile: house.mirror, encoding: .utf8)
        let lines = mirror.split(separator: "\n").prefix(Int(old)).map { $0 + "\n" }.joined()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: house.mirror))
        let vault = try await look(at: house)
        let rollback = try #require(try await vault.status().rollback)
        #expect(rollback.anchor == .head)
        #expect((rollback.entries, rollback.seen) == (old, entries))
        #expect(rollback.seenTime != nil)
        await vault.close()
    }

    /// A head of as many entries and another root is another history, not an older one; so is a mirror with another line.
    @Test(arguments: [Rollback.Anchor.head, .gate, .mirror])
    func anotherHistoryIsOnlyLookedAt(_ anchor: Rollback.Anchor) async throws {
        let house = try TestVault()
        try await house.create()
        let entries = try await house.with("ana") { vault, _ in try await vault.status().entries }
        switch anchor {
        case .head: try rememberAnotherRoot(in: house)
        case .gate: try rememberAnotherRoot(in: house, beside: house.gate + "/head")
        case .mirror: try mirrorAnotherLine(in: house)
        }
        let vault = try await look(at: house)
        let rollback = try #require(try await vault.status().rollback)
        #expect(rollback.anchor == anchor && !rollback.isOlder)
        #expect(rollback.seen <= rollback.entries && rollback.entries >= entries)
        let damage: VaultError.Damage = anchor == .mirror ? .mirror : .headDiffers
        await #expect(throws: VaultError.damaged(damage)) { _ = try await vault.unlocked("ana") }
        await vault.close()
        await #expect(throws: VaultError.damaged(damage)) { _ = try await house.open() }
        #expect(try await house.check().rollback == rollback)
    }

    /// The computer's disk was put back from an image, the stick with the gate was not: only its directory knows, and what
    /// was opened since is not taken for the work of an interrupted command.
    @Test(arguments: [false, true]) func theGateAloneKnows(afterMove: Bool) async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["case-lead"])
        try await house.with("ana") { _, _ in }
        let before = try TestVault(copying: house)
        var gate = house.gate
        try await house.with("ana") { vault, ana in
            _ = try await vault.newCase(in: ana)
            guard afterMove else { return }
            gate = house.folder + "/stick"
            _ = try await vault.perform(GateMoveTo(path: gate), in: ana)
        }
        #expect(!afterMove || !FileManager.default.fileExists(atPath: house.gate))
        try FileManager.default.removeItem(atPath: before.gate)
        try FileManager.default.copyItem(atPath: gate, toPath: before.gate)
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await before.open() }
        let looking = try await look(at: before)
        let rollback = try #require(try await looking.status().rollback)
        #expect(rollback.anchor == .gate && rollback.isOlder && rollback.seen > rollback.entries)
        await looking.close()
        #expect(try await before.check().findings.contains { $0.kind == .headAhead })
        // A file there that is no head says nothing.
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: before.gate + "/head"))
        #expect(try await before.check().rollback == nil)
    }

    /// Killed while a head or the list of erasures was replaced: the next opening clears what was written of it, and
    /// nothing that only looks like it.
    @Test func whatAnInterruptedReplacementLeft() async throws {
        let house = try TestVault()
        try await house.create()
        let left = ["\(house.gate)/.head.\(UInt64.max).new", "\(house.directory)/.erased.0.new"]
        var kept = [".head.mine.new", ".head.\(UInt64.max)0.new", ".gate.db.1.new"].map { "\(house.gate)/\($0)" }
        kept += [".erased.-1.new", ".erased..new"].map { "\(house.directory)/\($0)" }
        let exists = { FileManager.default.fileExists(atPath: $0) }
        for path in left + kept { try Data("half".utf8).write(to: URL(fileURLWithPath: path)) }
        _ = try await house.check()
        #expect(left.allSatisfy(exists))
        await (try await house.open()).close()
        #expect(!left.contains(where: exists))
        #expect(kept.allSatisfy(exists))
    }

    /// Killed with commits in the write-ahead log, of which one byte went bad: what comes behind it is nowhere else, so the
    /// opening that is refused leaves it there.
    @Test(arguments: [false, true]) func aRefusedOpeningKeepsTheWriteAheadLog(withoutGate: Bool) async throws {
        let live = try TestVault()
        let vault = try await live.staffed(["lena": "case-lead"]).vault
        let lena = try await vault.unlocked("lena")
        for _ in 0..<10 { _ = try await vault.newCase(in: lena) }
        let house = try TestVault(copying: live)
        await vault.close()
        let log = URL(fileURLWithPath: house.directory + "/vault.db-wal")
        let whole = try Data(contentsOf: log)
        var bad = whole
        bad[bad.count / 3] ^= 1
        try bad.write(to: log)
        if withoutGate {
            try FileManager.default.moveItem(atPath: house.gateDatabase, toPath: house.folder + "/gate.db")
        }
        await #expect(throws: withoutGate ? VaultError.gateMissing : .damaged(.headBehind)) {
            _ = try await house.open()
        }
        #expect(try Data(contentsOf: log) == bad)
        if withoutGate {
            try FileManager.default.moveItem(atPath: house.folder + "/gate.db", toPath: house.gateDatabase)
        } else {
            let looking = try await look(at: house)
            await looking.close()
            #expect(try Data(contentsOf: log) == bad)
        }
        try whole.write(to: log)
        try await house.with("lena") { _, _ in }
        #expect(try await house.check().findings == [])
    }

    /// - Parameter place: of a head beside those of the account; nil for each of these.
    /// A head of nothing, which nobody ever saw, is none: whoever may write into the gate's folder may lay one there.
    @Test(arguments: [UInt64(1), 2]) func aHeadOfNothing(_ number: UInt64) async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let id = try #require(VaultID(hex: try await vault.status().vault))
        await vault.close()
        let origin = try #require(Origin(vault: id, number: number))
        let head = Checkpoint(origin: origin, size: 0, root: SHA256Hash.hash([]))
        try Data(HeadFile.contents(head)).write(to: URL(fileURLWithPath: house.gate + "/head"))
        let looked = try await look(at: house)
        #expect(try await looked.status().rollback == nil)
        await looked.close()
        #expect(try await house.check().findings == [])
    }

    private func rememberAnotherRoot(in house: TestVault, beside place: String? = nil) throws {
        let state = house.folder + "/state/"
        for path in try FileManager.default.subpathsOfDirectory(atPath: state) {
            let file = URL(fileURLWithPath: state + path)
            guard let bytes = try? Data(contentsOf: file), let head = HeadFile.head(Array(bytes)) else { continue }
            let other = Checkpoint(origin: head.origin, size: head.size, root: SHA256Hash.hash(head.body))
            try Data(HeadFile.contents(other)).write(to: place.map { URL(fileURLWithPath: $0) } ?? file)
        }
    }

    private func mirrorAnotherLine(in house: TestVault) throws {
        var lines = try String(contentsOfFile: house.mirror, encoding: .utf8).split(separator: "\n").map(String.init)
        let last = try #require(lines.last?.firstMatch(of: #/"prev":"(.)/#)?.1)
        lines[lines.count - 1] = lines[lines.count - 1].replacing(
            "\"prev\":\"\(last)", with: "\"prev\":\"\(last == "0" ? 1 : 0)")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: house.mirror))
    }

    /// A vault that nothing contradicts is opened as always.
    @Test func aWholeVaultIsOpenedForWork() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await look(at: house)
        #expect(try await vault.status().rollback == nil)
        _ = try await vault.unlocked("ana")
        await vault.close()
    }

    /// A mirror that cannot be read is not a short one: it is left alone, and named.
    @Test func aMirrorThatCannotBeRead() async throws {
        // The memory of this process: a regular file whose first page nobody can read.
        var failing = MirrorComparison(path: "/proc/self/mem")
        failing.take(Array("a line".utf8))
        #expect(failing.finish() == .unreadable)
        var missing = MirrorComparison(path: "/nowhere/audit.jsonl")
        missing.take(Array("a line".utf8))
        #expect(missing.finish() == .prefix(lines: 0, bytes: 0))
        let house = try TestVault()
        try await house.create()
        try FileManager.default.removeItem(atPath: house.mirror)
        try FileManager.default.createDirectory(atPath: house.mirror, withIntermediateDirectories: false)
        #expect(try await house.check().findings == [.init(object: "audit.jsonl", kind: .cannotRead)])
        let vault = try await house.open()
        #expect(try await vault.status().notices.contains(.mirrorUnreadable))
        _ = try await vault.unlocked("ana")
        #expect(try await vault.auditLines().last?.contains("nomirror") == true)
        await vault.close()
    }

    /// Her head is the newest she saw: what a colleague writes after her lock is not in it, and she is told so by its words.
    @Test func aHeadIsWhatShePersonallySaw() async throws {
        let house = try TestVault()
        let vault = try await house.staffed(["mira": "coordinator"]).vault
        let (ana, mira) = (try await vault.unlocked("ana"), try await vault.unlocked("mira"))
        let second = try await vault.unlocked("mira")
        await vault.lock(mira)
        let before = try await vault.heads(of: ["ana", "mira"])
        await vault.lock(second)
        let atLock = try await vault.heads(of: ["ana", "mira"])
        #expect(before[0] == before[1] && atLock[0] == atLock[1] && atLock != before)
        _ = try await vault.perform(PolicySet([.erasureDays(3)], .sets), in: ana)
        let later = try await vault.heads(of: ["ana", "mira"])
        #expect(later[0] != atLock[0] && later[1] == atLock[1])
        let again = try await vault.unlock(login: "mira", passphrase: .typed("mira's long passphrase"))
        #expect(again.lastHeadWords == Words.four(ofHead: try #require(atLock[1]).root))
        #expect(try await vault.heads(of: ["mira"]) == vault.heads(of: ["ana"]))
        await vault.close()
    }

    /// Whatever part of a write in place reaches the file, what is read is the old head, the new one, or none.
    @Test func aTornHeadIsNoHead() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        await vault.close()
        let path = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: house.folder + "/state")
                .first { ($0 as NSString).lastPathComponent == "head" })
        let file = URL(fileURLWithPath: house.folder + "/state/" + path)
        let old = Array(try Data(contentsOf: file))
        let head = try #require(HeadFile.head(old))
        let next = Checkpoint(origin: head.origin, size: 9, root: SHA256Hash.hash(old))
        let new = HeadFile.contents(next)
        #expect(HeadFile.head(new) == next)
        #expect(HeadFile.head(head.body) == head)
        #expect(new.count == old.count)
        for cut in 0...new.count {
            let torn = Array(new[..<cut] + old[cut...])
            let read = HeadFile.head(torn)
            #expect(read == nil || torn == old || torn == new, "\(cut)")
        }
        try Data(new[..<60] + old[60...]).write(to: file)
        let again = try await house.open()
        #expect(try await again.status().notices == [.firstOpening])
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// Today's heads, mirror and gate with yesterday's vault.db: the house, its entries, and those that were seen.
    private func rolledBack() async throws -> (house: TestVault, old: UInt64, entries: UInt64) {
        let house = try TestVault()
        try await house.create()
        var vault = try await house.open()
        _ = try await vault.unlocked("ana")
        let old = try await vault.status().entries
        await vault.close()
        let kept = house.folder + "/yesterday.db"
        try FileManager.default.copyItem(atPath: house.database, toPath: kept)
        house.clock.advance(by: 24 * 60 * 60 * 1000)
        vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["attorney"], by: ana)
        let entries = try await vault.status().entries
        await vault.close()
        try FileManager.default.removeItem(atPath: house.database)
        try FileManager.default.copyItem(atPath: kept, toPath: house.database)
        return (house, old, entries)
    }

    private func look(at house: TestVault) async throws -> Vault {
        try await Vault.openToLook(at: house.directory, gate: house.gate, in: house.environment)
    }

    /// Every file but the lock, which says who held it.
    private func contents(of house: TestVault) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: house.folder) where !name.hasSuffix("/lock") {
            contents[name] = FileManager.default.contents(atPath: house.folder + "/" + name) ?? Data()
        }
        return contents
    }
}

extension Vault {
    /// What this account remembers that each of them saw.
    fileprivate func heads(of logins: [String]) throws -> [Checkpoint?] {
        let core = try opened()
        return logins.map { login in core.logins[login].flatMap { core.heads.head(of: $0) } }
    }
}
