import CaseVault
import Foundation
import Testing
import VaultTesting

@Suite("Restore: a new log on an empty machine, told to everyone")
struct RestoreTests {
    /// Two officers, a lead, a case with a record; and a backup of that.
    private func house() async throws -> (house: TestVault, vault: Vault, record: RecordReference) {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["mira": "coordinator", "lena": "case-lead"])
        let reference = try await vault.newCase(lead: "lena", in: ana)
        let lena = try await vault.unlocked("lena")
        let added = try await vault.perform(
            RecordAdd(
                case: reference, compartment: try #require(Compartment("core")), form: "note",
                content: Bytes(Array("Prvi razgovor".utf8)), language: "sr"), in: lena)
        return (house, vault, try RecordReference(added.record))
    }

    private func content(_ record: RecordReference, in vault: Vault, of login: String) async throws -> String {
        let session = try await vault.unlocked(login)
        let shown = try await vault.perform(
            RecordShow(record: record, revision: nil, purpose: try #require(Purpose("follow-up")), showing: .piped),
            in: session)
        return String(decoding: shown.content.array, as: UTF8.self)
    }

    @Test("On an empty machine everything is there, check finds nothing, and the log begins anew")
    func drill() async throws {
        let (house, vault, record) = try await house()
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        let source = house.source(backup)
        let tried = try Vault.checkRestore(source, in: machine.environment)
        #expect(!FileManager.default.fileExists(atPath: machine.directory))
        let report = try machine.restore(source)
        #expect(report.gate == .same && report.keysMissing == [] && report.lockedOut == [])
        #expect(tried.entries == report.entries && report.origin == 2 && !report.erasuresKnown && report.needsApproval)
        let checked = try await Vault.checkAndRecord(
            at: machine.directory, gate: machine.gate, in: machine.environment)
        #expect(checked.findings == [])
        let restored = try await machine.open()
        #expect(try await restored.count("check.ok") == 1)
        #expect(try await restored.auditLines()[0].contains("\"act\":\"backup.restore\""))
        #expect(try await restored.auditLines()[1].contains("\"act\":\"key.system\""))
        #expect(try await restored.verifyLog().verdict == .ok)
        #expect(try await content(record, in: restored, of: "lena") == "Prvi razgovor")
        let ana = try await restored.unlocked("ana")
        try await restored.enrolled("vera", ["psychologist"], by: ana)
        _ = try await restored.perform(CaseAssign(case: record.case, login: "vera"), in: ana)
        _ = try await restored.perform(CaseNew(label: nil, lead: "lena"), in: ana)
        _ = try await restored.unlocked("vera")
        await restored.close()
        #expect(try await machine.check().findings == [])
        let again = try await machine.open()
        #expect(try await again.verifyLog().verdict == .ok)
        await again.close()
    }

    @Test("Everyone is told and confirms once; a second officer approves; the one who restored does neither")
    func confirming() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        try machine.restore(house.source(backup))
        let restored = try await machine.open()
        let news = try #require(try await restored.status().restore)
        #expect(news.unconfirmed == ["lena", "mira"] && news.by == "ana")
        #expect(news.approvalDue == machine.clock.now + 7 * 24 * 3600 * 1000)
        let unlocked = try await restored.unlock(
            login: "mira", passphrase: try Passphrase.typed("mira's long passphrase"))
        #expect(
            unlocked.waiting.contains(.restoreToConfirm(news)) && unlocked.waiting.contains(.restoreToApprove(news)))
        let (ana, lena) = (try await restored.unlocked("ana"), try await restored.unlocked("lena"))
        for session in [ana, lena] {
            await #expect(throws: VaultError.notPermitted) {
                try await restored.perform(RestoreApprove(), in: session)
            }
        }
        await #expect(throws: VaultError.notPermitted) { try await restored.perform(RestoreConfirm(), in: ana) }
        _ = try await restored.perform(RestoreApprove(), in: unlocked.session)
        _ = try await restored.perform(RestoreConfirm(), in: unlocked.session)
        await #expect(throws: VaultError.notPermitted) {
            try await restored.perform(RestoreConfirm(), in: unlocked.session)
        }
        let after = try await restored.perform(RestoreConfirm(), in: lena)
        #expect(after.unconfirmed == [] && after.approvalDue == nil)
        await restored.close()
        #expect(try await machine.check().findings == [])
    }

    @Test("Only an officer restores, with her passphrase; what is refused leaves nothing")
    func refused() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        #expect(throws: VaultError.notPermitted) { try machine.restore(house.source(backup), by: "lena") }
        #expect(throws: VaultError.unlockRefused) { try machine.restore(house.source(backup), by: "nobody") }
        let names = try FileManager.default.contentsOfDirectory(atPath: machine.folder).sorted()
        #expect(!names.contains { $0.hasPrefix("house.vault") })
        try machine.restore(house.source(backup))
        #expect(throws: VaultError.alreadyExists) { try machine.restore(house.source(backup)) }
    }

    @Test("Truncated, flipped, unfinished and mixed backups are refused by name")
    func badBackups() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        await vault.close()
        let (other, otherVault, _) = try await self.house()
        let foreign = try await other.backUp(otherVault)
        await otherVault.close()
        let files = FileManager.default
        func refusal(_ change: (String) throws -> Void) throws -> VaultError? {
            let copy = house.folder + "/copy-\(UUID().uuidString)"
            try files.copyItem(atPath: backup.vault, toPath: copy)
            try change(copy)
            do throws(VaultError) {
                _ = try Vault.checkRestore(house.source((copy, backup.gate)), in: house.environment)
                return nil
            } catch { return error }
        }
        func cut(_ path: String) throws {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            try bytes.dropLast(4096).write(to: URL(fileURLWithPath: path))
        }
        func flip(_ path: String) throws {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count / 2] ^= 4
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        #expect(try refusal { _ in } == nil)
        for name in ["vault.db", "checkpoint", "MANIFEST.sha256"] {
            #expect(try refusal { try flip("\($0)/\(name)") } == .badBackup(.damaged))
        }
        #expect(try refusal { try cut("\($0)/vault.db") } == .badBackup(.damaged))
        // What SQLite would read is then not the file whose hash is listed, and not what a restore copies.
        for name in ["vault.db-wal", "vault.db-journal"] {
            let refused = try refusal { try Data([1]).write(to: URL(fileURLWithPath: "\($0)/\(name)")) }
            #expect(refused == .badBackup(.damaged))
            let linked = try refusal { path in
                try Data([1]).write(to: URL(fileURLWithPath: path + "-aside"))
                try files.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: path + "-aside")
            }
            #expect(linked == .badBackup(.damaged))
        }
        #expect(try refusal { try files.removeItem(atPath: "\($0)/vault.db") } == .badBackup(.fileMissing))
        #expect(try refusal { try files.removeItem(atPath: "\($0)/MANIFEST.sha256") } == .badBackup(.notABackup))
        // A list that nobody wrote is not read to its end. 105 bytes for each attachment are room for as many as one names.
        #expect(
            try refusal {
                let list = try FileHandle(forWritingTo: URL(fileURLWithPath: "\($0)/MANIFEST.sha256"))
                try list.truncate(atOffset: UInt64(BackupManifest.byteLimit + 1))
            } == .badBackup(.damaged))
        #expect(BackupManifest.mostFiles * 105 + 1_024 < BackupManifest.byteLimit)
        let sources: [((vault: String, gate: String), VaultError)] = [
            ((backup.vault, foreign.gate), .badBackup(.mixed)), ((backup.gate, backup.vault), .badBackup(.otherPart)),
            ((backup.vault + ".part", backup.gate), .badBackup(.unfinished)),
            ((house.folder, backup.gate), .badBackup(.notABackup)),
        ]
        for (source, error) in sources {
            #expect(throws: error) { try Vault.checkRestore(house.source(source), in: house.environment) }
        }
        #expect(throws: VaultError.gateKeyWrong) {
            try Vault.checkRestore(
                RestoreSource(backup: backup.vault, gate: backup.gate, gateKey: other.gateKey, mirror: nil),
                in: house.environment)
        }
    }

    @Test("A gate older than the vault: the missing keys are named, everything else is there")
    func olderGate() async throws {
        let (house, vault, record) = try await house()
        let first = try await house.backUp(vault)
        let ana = try await vault.unlocked("ana")
        let later = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana).case
        let second = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        let report = try machine.restore(house.source((second.vault, first.gate)))
        #expect(report.gate == .older && report.keysMissing == [later])
        let kinds = Set(try await machine.check().findings.map(\.kind))
        #expect(kinds.isSubset(of: [.keyMissing]))
        let restored = try await machine.open()
        #expect(try await content(record, in: restored, of: "lena") == "Prvi razgovor")
        await restored.close()
    }

    @Test("A gate newer than the vault: its keys are kept, and told")
    func newerGate() async throws {
        let (house, vault, record) = try await house()
        let first = try await house.backUp(vault)
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana)
        let second = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        let report = try machine.restore(house.source((first.vault, second.gate), mirror: house.mirror))
        #expect(report.gate == .newer && report.keysKept > 0 && report.erasuresKnown)
        #expect(report.after["case.create"] == 1 && report.entriesKnown > report.entries)
        #expect(try await machine.check().findings == [])
        let restored = try await machine.open()
        #expect(try await restored.status().restore?.lost == report.entriesKnown - report.entries)
        #expect(try await content(record, in: restored, of: "lena") == "Prvi razgovor")
        await restored.close()
    }

    @Test("Of a mirror in which a power cut left a hole the lines before it are read")
    func mirrorWithAHole() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        let ana = try await vault.unlocked("ana")
        for _ in 0..<2 { _ = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana) }
        await vault.close()
        let whole = try Vault.checkRestore(house.source(backup, mirror: house.mirror), in: house.environment)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: house.mirror))
        for index in bytes.count - 900..<bytes.count - 700 { bytes[index] = 0 }
        try bytes.write(to: URL(fileURLWithPath: house.mirror))
        let report = try Vault.checkRestore(house.source(backup, mirror: house.mirror), in: house.environment)
        let (told, all) = (report.after.values.reduce(0, +), whole.after.values.reduce(0, +))
        #expect(told > 0 && told < all)
        // What stood behind it may have been an erasure.
        #expect(whole.erasuresKnown && !report.erasuresKnown)
        try bytes.dropLast(3).write(to: URL(fileURLWithPath: house.mirror + ".torn"))
        let torn = try Vault.checkRestore(house.source(backup, mirror: house.mirror + ".torn"), in: house.environment)
        #expect(!torn.erasuresKnown)
        for index in bytes.count - 900..<bytes.count - 700 { bytes[index] = UInt8(ascii: "x") }
        try bytes.write(to: URL(fileURLWithPath: house.mirror))
        #expect(throws: VaultError.damaged(.mirror)) {
            _ = try Vault.checkRestore(house.source(backup, mirror: house.mirror), in: house.environment)
        }
    }

    @Test("A passphrase changed between the two copies locks its owner out, which is told")
    func lockedOut() async throws {
        let (house, vault, _) = try await house()
        let first = try await house.backUp(vault)
        let mira = try await vault.unlocked("mira")
        let confirmed = try await vault.confirm(try Passphrase.typed("mira's long passphrase"), in: mira)
        try await vault.changePassphrase(
            in: mira, confirmed, new: try Passphrase.typed("mira's second passphrase"))
        let second = try await house.backUp(vault)
        await vault.close()
        #expect(
            try Vault.checkRestore(house.source((first.vault, second.gate)), in: house.environment).lockedOut == [
                "mira"
            ])
    }

    @Test("The machine that saw the old log takes the new one without alarm, and the old directory with one")
    func heads() async throws {
        let (house, vault, _) = try await house()
        let backup = try await house.backUp(vault)
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana)
        await vault.close()
        let place = house.folder + "/new.vault"
        let report = try Vault.restore(
            house.source(backup), to: place, gate: .here, login: "ana",
            passphrase: try Passphrase.typed("ana's long passphrase"), in: house.environment)
        #expect(report.entriesKnown > report.entries, "the head of the old log is remembered here")
        let restored = try await Vault.open(
            at: place, gate: place + "/gate", gateKey: house.gateKey, in: house.environment)
        await restored.close()
        await #expect(throws: VaultError.damaged(.headBehind)) { try await house.open() }
    }

    @Test("A restored vault is backed up and restored again: a third log")
    func again() async throws {
        let (house, vault, record) = try await house()
        let first = try await house.backUp(vault)
        await vault.close()
        let second = try house.emptyMachine()
        try second.restore(house.source(first))
        let restored = try await second.open()
        _ = try await restored.unlocked("lena")
        let backup = try await second.backUp(restored)
        await restored.close()
        let third = try second.emptyMachine()
        #expect(try third.restore(second.source(backup), by: "mira").origin == 3)
        #expect(try await third.check().findings == [])
        let last = try await third.open()
        #expect(try await content(record, in: last, of: "lena") == "Prvi razgovor")
        await last.close()
    }
}
