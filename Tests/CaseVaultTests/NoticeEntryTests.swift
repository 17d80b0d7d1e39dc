import CaseVault
import Foundation
import Synchronization
import Testing
import VaultTesting

/// What openings and checks write into the log by themselves, and the flags of circumstances.
@Suite struct NoticeEntryTests {
    private static let day: UInt64 = 24 * 60 * 60 * 1000

    @Test func aFirstOpeningOnThisComputerIsAnEntry() async throws {
        let house = try TestVault()
        try await house.create()
        let known = try await house.open()
        #expect(try await known.lines("vault.open").isEmpty)
        await known.close()
        try FileManager.default.removeItem(atPath: house.folder + "/state")
        let vault = try await house.open()
        let line = try #require(try await vault.lines("vault.open").first)
        #expect(line.text("flags") == "new" && line.text("object") == "vault" && line.text("role") == "")
        await vault.close()
        let again = try await house.open()
        #expect(try await again.lines("vault.open").count == 1)
        #expect(try await again.verifyLog().verdict == .ok)
        await again.close()
    }

    @Test func aCheckIsAnEntry() async throws {
        let house = try TestVault()
        try await house.create()
        #expect(try await checkAndRecord(house).ok)
        let vault = try await house.open()
        let line = try #require(try await vault.lines("check.ok").first)
        #expect(line.number("count") == 0 && line.text("object") == "vault")
        let status = try await vault.status()
        #expect(status.lastCheck?.time == house.clock.now && status.lastCheck?.faults == 0)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func damagedRowsAreCounted() async throws {
        let house = try await houseWithRecord()
        try RawDatabase(house.database).run("UPDATE record SET sealed = zeroblob(length(sealed))")
        let report = try await checkAndRecord(house)
        let vault = try await house.open()
        let line = try #require(try await vault.lines("check.failed").first)
        #expect(!report.ok && line.number("count") == report.findings.count && line.text("result") == "failed")
        #expect(try await vault.status().lastCheck?.faults == UInt64(report.findings.count))
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    /// A log that is wrong is left as it was found.
    @Test(arguments: [
        "DELETE FROM entry WHERE seq = 1",
        "UPDATE entry SET line = CAST(replace(line, '\"count\":0', '\"count\":1') AS BLOB)",
        "DELETE FROM checkpoint", "DELETE FROM statement WHERE rowid = (SELECT min(rowid) FROM statement)",
        "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
    ])
    func nothingIsAppendedToADamagedLog(change: String) async throws {
        let house = try await houseWithRecord()
        let raw = RawDatabase(house.database)
        try raw.run(change)
        let before = try raw.rows("SELECT seq, line FROM entry ORDER BY seq")
        let mirror = try Data(contentsOf: URL(filePath: house.mirror))
        #expect(try await !checkAndRecord(house).ok)
        #expect(try raw.rows("SELECT seq, line FROM entry ORDER BY seq") == before)
        #expect(try Data(contentsOf: URL(filePath: house.mirror)) == mirror)
    }

    @Test func withoutTheGateNothingIsWritten() async throws {
        let house = try TestVault()
        try await house.create()
        let away = house.folder + "/away"
        try FileManager.default.moveItem(atPath: house.gate, toPath: away)
        let report = try await Vault.checkAndRecord(at: house.directory, in: house.environment)
        #expect(report.ok && !report.withGate)
        try FileManager.default.moveItem(atPath: away, toPath: house.gate)
        let vault = try await house.open()
        #expect(try await vault.lines("check.ok").isEmpty)
        await vault.close()
    }

    /// Else the heads remembered here would be the copy's, and the vault itself look like an older one put back.
    @Test func aCopyIsCheckedAndNotWrittenTo() async throws {
        let house = try TestVault()
        try await house.create()
        let copy = house.folder + "/copy.vault"
        try FileManager.default.copyItem(atPath: house.directory, toPath: copy)
        let before = try Data(contentsOf: URL(filePath: copy + "/audit.jsonl"))
        #expect(try await Vault.checkAndRecord(at: copy, gate: house.gate, in: house.environment).ok)
        #expect(try Data(contentsOf: URL(filePath: copy + "/audit.jsonl")) == before)
        // By another name it is still the same folder.
        let named = house.folder + "/by-another-name"
        try FileManager.default.createSymbolicLink(atPath: named, withDestinationPath: house.directory)
        #expect(try await Vault.checkAndRecord(at: named, gate: house.gate, in: house.environment).ok)
        let vault = try await house.open()
        #expect(try await vault.lines("check.ok").count == 1)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    @Test func aMirrorFarBehindIsToldByACheckToo() async throws {
        let house = try await houseWithRecord()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        await vault.lock(ana)
        await vault.close()
        let lines = try String(contentsOfFile: house.mirror, encoding: .utf8).split(separator: "\n")
        try (lines.prefix(4).joined(separator: "\n") + "\n").write(
            toFile: house.mirror, atomically: true, encoding: .utf8)
        #expect(try await checkAndRecord(house).findings.map(\.kind) == [.mirrorBehind])
        let again = try await house.open()
        #expect(try await again.lines("anchor.mismatch").count == 1)
        #expect(try await again.lines("check.failed").count == 1)
        await again.close()
        #expect(try await house.check().findings == [])
    }

    @Test func aFullDiskIsAnEntryOnceADay() async throws {
        let house = try TestVault()
        try await house.create()
        func open() async throws -> [Int?] {
            let vault = try await house.open()
            let counts = try await vault.lines("disk.low").map { $0.number("count") }
            await vault.close()
            return counts
        }
        #expect(try await open() == [])
        house.free.withLock { $0 = 700 << 20 }
        #expect(try await open() == [700])
        house.clock.advance(by: Self.day - 1)
        #expect(try await open() == [700])
        house.clock.advance(by: 1)
        house.free.withLock { $0 = 5 << 20 }
        #expect(try await open() == [700, 5])
        house.clock.advance(by: Self.day)
        house.free.withLock { $0 = 3 << 20 }
        #expect(try await open() == [700, 5])
    }

    @Test func actsOfTheOnlyOfficerAndActsAtNightAreFlagged() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        var vault = try await house.open()
        #expect(try await vault.auditLines().allSatisfy { $0.text("flags") == "" })
        var ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["attorney"], by: ana)
        #expect(try await vault.lines("staff.invite").map { $0.text("flags") } == ["alone"])
        try await vault.enrolled("vera", ["coordinator"], by: ana)
        await vault.close()
        // From Monday afternoon to Saturday at three in the night.
        house.clock.advance(by: 4 * Self.day + 13 * 60 * 60 * 1000)
        vault = try await house.open()
        ana = try await vault.unlocked("ana")
        try await vault.enrolled("hana", ["helpline"], by: ana)
        #expect(try await vault.lines("staff.invite").map { $0.text("flags") } == ["alone", "alone", "ooh"])
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        let record = try await vault.write("Savet", to: "legal", of: reference, in: mira).record
        _ = try await vault.show(record, in: mira)
        #expect(try await vault.lines("record.read").last?.text("flags") == "ooh+piped")
        #expect(try await vault.lines("record.write").last?.text("flags") == "")
        #expect(try await vault.lines("session.unlock").last?.text("flags") == "")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    private func checkAndRecord(_ house: TestVault) async throws -> CheckReport {
        try await Vault.checkAndRecord(at: house.directory, gate: house.gate, in: house.environment)
    }

    private func houseWithRecord() async throws -> TestVault {
        let house = try TestVault()
        let vault = try await house.staffed(["mira": "attorney"]).vault
        let mira = try await vault.unlocked("mira")
        let reference = try await vault.newCase(in: mira)
        try await vault.write("Savet", to: "legal", of: reference, in: mira)
        await vault.lock(mira)
        await vault.close()
        return house
    }
}
