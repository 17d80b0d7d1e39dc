import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards what many sessions do at once: nothing is lost, nothing is written twice, and what was refused stays refused.
@Suite(.serialized) struct ConcurrencyTests {
    @Test func twoEditOneRevision() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let record = try await vault.write("Niska", to: "risk", of: house.cases[0], in: lena).record
        let vera = try await vault.unlocked("vera", of: house)
        for revision in UInt64(1)...8 {
            async let hers = tried { try await vault.edit(record, replacing: revision, "lena \(revision)", in: lena) }
            async let other = tried {
                try await vault.edit(record, replacing: revision, "vera \(revision)", in: vera)
            }
            let results = [(login: "lena", result: try await hers), (login: "vera", result: try await other)]
            let winners = results.filter { $0.result.value?.revision == revision + 1 }
            #expect(winners.count == 1)
            #expect(results.compactMap(\.result.error) == [.conflict(current: revision + 1)])
            let winner = try #require(winners.first).login
            // The loser's text is nowhere, the winner's is the newest, and what both replaced is still there.
            #expect(try await vault.show(record, in: lena).text == "\(winner) \(revision)")
            #expect(try await vault.show(record, revision: revision + 1, in: vera).line.author == winner)
        }
        let history = try await vault.perform(
            RecordHistory(record: RecordReference(record), purpose: Purpose.named("court")), in: lena)
        #expect(history.map(\.revision) == Array(1...9))
        #expect(try await vault.show(record, revision: 1, in: vera).text == "Niska")
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// The same person in two terminals is two sessions.
    @Test func manyEditOneRevision() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let record = try house.record("Krivična prijava, ispravljena")
        var sessions: [Session] = []
        for _ in 0..<4 { sessions.append(try await vault.unlocked("mira", of: house)) }
        let results = try await withThrowingTaskGroup(of: Tried<RecordAdd.Response>.self) { group in
            for index in 0..<16 {
                let session = sessions[index % sessions.count]
                group.addTask {
                    try await tried { try await vault.edit(record, replacing: 2, "text \(index)", in: session) }
                }
            }
            return try await group.all()
        }
        #expect(results.compactMap(\.value).map(\.revision) == [3])
        #expect(results.compactMap(\.error) == Array(repeating: .conflict(current: 3), count: 15))
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// What one of her sessions made or was given, all of them hold: also one that began while it was made.
    @Test func keysOfAllHerSessions() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let (first, second) = (try await vault.unlocked("lena", of: house), try await vault.unlocked("lena", of: house))
        let made = try await vault.newCase("Ljubica", in: first)
        let record = try await vault.write("Iz drugog prozora", to: "core", of: made, in: second).record
        #expect(try await vault.show(record, in: first).text == "Iz drugog prozora")
        for (index, compartment) in ["risk", "medical", "children", "consent"].enumerated() {
            let maker = index.isMultiple(of: 2) ? first : second
            let written = try await vault.write("Prvi", to: compartment, of: made, in: maker).record
            for session in [first, second] {
                #expect(try await vault.show(written, in: session).text == "Prvi")
                try await vault.write("Drugi", to: compartment, of: made, in: session)
            }
        }
        // A case that is made while another session begins: whichever comes first, both may share one commit.
        for _ in 0..<16 {
            async let beginning = vault.unlocked("lena", of: house)
            async let making = vault.newCase("Jelena", in: first)
            let (begun, `case`) = (try await beginning, try await making)
            try await vault.write("Prvi", to: "core", of: `case`, in: begun)
            await vault.lock(begun)
        }
        // Keys that another session's unlock takes up.
        let mira = try await vault.unlocked("mira", of: house)
        let given = try await vault.newCase("Dragana", in: mira)
        _ = try await vault.perform(CaseAssign(case: given, login: "lena"), in: mira)
        await #expect(throws: VaultError.notPermitted) { try await vault.write("x", to: "core", of: given, in: first) }
        let third = try await vault.unlocked("lena", of: house)
        for session in [third, first] { try await vault.write("x", to: "core", of: given, in: session) }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    @Test func aHundredThroughOneVault() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let before = try await vault.count("record.write")
        let logins = ["lena", "mira", "vera"]
        var sessions: [String: Session] = [:]
        for login in logins { sessions[login] = try await vault.unlocked(login, of: house) }
        let (lena, mira, vera) = (
            try #require(sessions["lena"]), try #require(sessions["mira"]), try #require(sessions["vera"])
        )
        let (text, reference) = ("Krivična prijava, ispravljena", house.cases[0])
        let shown = try house.record(text)
        @Sendable func write(_ text: String, to compartment: String, by session: Session) async throws -> Done {
            Done(record: try await vault.write(text, to: compartment, of: reference, in: session).record, text: text)
        }
        let results = try await withThrowingTaskGroup(of: Tried<Done>.self) { group in
            for index in 0..<100 {
                group.addTask {
                    try await tried {
                        switch index % 6 {
                        case 0: try await write("core \(index)", to: "core", by: lena)
                        case 1: try await write("legal \(index)", to: "legal", by: mira)
                        case 2: try await write("note \(index)", to: "process-notes", by: vera)
                        case 3: try await write("psych \(index)", to: "psych", by: vera)
                        case 4: Done(text: try await vault.show(shown, in: mira).text)
                        default:
                            Done(
                                text: try await vault.readAll(reference, in: mira).first { $0.text == text }?.text ?? ""
                            )
                        }
                    }
                }
            }
            return try await group.all()
        }
        #expect(results.compactMap(\.error).isEmpty)
        let done = results.compactMap(\.value)
        #expect(done.allSatisfy { $0.record != nil || $0.text == text })
        let added = done.filter { $0.record != nil }
        #expect(Set(added.compactMap(\.record)).count == added.count)
        #expect(try await vault.count("record.write") == before + added.count)
        for one in added {
            let record = try #require(one.record)
            let isVeras = record.contains("/n") || one.text.hasPrefix("psych")
            let view = try await vault.show(record, in: isVeras ? vera : lena)
            #expect(view.line.record == record && view.text == one.text)
        }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await copy.check().findings == [])
        let rows = try RawDatabase(copy.database).rows("SELECT count(DISTINCT id) FROM record")
        let earlier = try RawDatabase(house.vault.database).rows("SELECT count(DISTINCT id) FROM record")
        #expect(rows[0][0].number == (earlier[0][0].number ?? 0) + Int64(added.count))
    }

    /// Whoever has the plaintext has it after the entry: a copy made that moment holds the line.
    @Test func aReadIsInTheLogBeforeItIsShown() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let mira = try await vault.unlocked("mira", of: house)
        let record = try house.record("Krivična prijava, ispravljena")
        for _ in 0..<3 {
            _ = try await vault.show(record, in: mira)
            let lines = try await vault.auditLines()
            let last = try #require(lines.last)
            #expect(last.contains("\"act\":\"record.read\"") && last.contains("\"result\":\"intent\""))
            let second = try TestVault(copying: copy)
            let found = try await second.open()
            #expect(Array(try await found.auditLines().prefix(lines.count)) == lines)
            #expect(try await found.verifyLog().verdict == .ok)
            await found.close()
        }
        await vault.close()
    }

    /// An acknowledged write is in a copy made that moment, as after a power cut.
    @Test func aWriteIsThereWhenItIsAnswered() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let record = try await vault.write("Upravo sada", to: "core", of: house.cases[0], in: lena).record
        let second = try TestVault(copying: copy)
        let found = try await second.open()
        #expect(try await found.show(record, in: try await found.unlocked("lena", of: house)).text == "Upravo sada")
        await found.close()
        #expect(try await second.check().findings == [])
        await vault.close()
    }

    @Test func whoIsTakenOutReadsNothingMore() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let (ana, mira) = (try await vault.unlocked("ana", of: house), try await vault.unlocked("mira", of: house))
        let record = try house.record("Krivična prijava, ispravljena")
        #expect(try await vault.show(record, in: mira).text == "Krivična prijava, ispravljena")
        let left = try await vault.perform(CaseUnassign(case: house.cases[0], login: "mira"), in: ana)
        #expect(left.rotate.map(\.description).contains("legal"))
        let denied = try await vault.count("record.read", "denied")
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: mira) }
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.readAll(house.cases[0], in: mira) }
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.edit(record, replacing: 2, "još", in: mira)
        }
        #expect(try await vault.count("record.read", "denied") == denied + 3)
        let refused = try await vault.count("record.write", "denied")
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.write("još", to: "legal", of: house.cases[0], in: mira)
        }
        #expect(try await vault.count("record.write", "denied") == refused + 1)
        await vault.close()
        let again = try await copy.open()
        let later = try await again.unlocked("mira", of: house)
        await #expect(throws: VaultError.notPermitted) { _ = try await again.show(record, in: later) }
        #expect(try await again.perform(CaseList(names: false, purpose: nil), in: later).count == 1)
        await again.close()
        #expect(try await copy.check().findings == [])
    }

    /// Reads on their way while somebody is taken out: each stands in the log before that entry, or is refused,
    /// even when its own entry was written already.
    @Test func takenOutWhileReading() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let (ana, mira) = (try await vault.unlocked("ana", of: house), try await vault.unlocked("mira", of: house))
        let record = try house.record("Krivična prijava, ispravljena")
        let reads = try await withThrowingTaskGroup(of: Tried<RecordView>?.self) { group in
            for index in 0..<40 {
                group.addTask {
                    guard index == 20 else { return try await tried { try await vault.show(record, in: mira) } }
                    _ = try await vault.perform(CaseUnassign(case: house.cases[0], login: "mira"), in: ana)
                    return nil
                }
            }
            return try await group.all().compactMap(\.self)
        }
        #expect(reads.allSatisfy { $0.value != nil || $0.error == .notPermitted })
        let lines = try await vault.auditLines()
        let out = try #require(lines.firstIndex { $0.contains("\"act\":\"case.unassign\"") })
        let after = lines[out...].filter { $0.contains("\"act\":\"record.read\"") }
        #expect(after.allSatisfy { $0.contains("\"result\":\"denied\"") })
        #expect(after.count <= reads.count { $0.error == .notPermitted })
        let intents = lines[..<out].suffix(40).count { $0.contains("\"result\":\"intent\"") }
        #expect(intents >= reads.count { $0.value != nil })
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    @Test func oneVaultIsOpenOnce() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let busy = VaultError.busy(process: ProcessInfo.processInfo.processIdentifier)
        await #expect(throws: busy) { _ = try await copy.open() }
        await #expect(throws: busy) { _ = try await copy.check() }
        _ = try await vault.unlocked("mira", of: house)
        await vault.close()
        let next = try await copy.open()
        await next.close()
    }

    @Test func nothingAfterLockAndNothingAfterClose() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let (mira, lena) = (try await vault.unlocked("mira", of: house), try await vault.unlocked("lena", of: house))
        let record = try house.record("Krivična prijava, ispravljena")
        await vault.lock(mira)
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.show(record, in: mira) }
        await vault.lock(mira)
        #expect(try await vault.show(record, in: lena).text == "Krivična prijava, ispravljena")
        #expect(try await vault.count("session.end") >= 1)
        await vault.close()
        await vault.close()
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.show(record, in: lena) }
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.auditLines() }
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.verifyLog() }
        await #expect(throws: VaultError.sessionEnded) { _ = try await vault.unlocked("lena", of: house) }
    }

    /// Work that waits while the vault closes is answered: done and durable, or refused.
    @Test func closingAnswersEveryone() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let results = try await withThrowingTaskGroup(of: Tried<RecordAdd.Response>?.self) { group in
            for index in 0..<30 {
                group.addTask {
                    if index == 15 {
                        await vault.close()
                        return nil
                    }
                    return try await tried {
                        try await vault.write("text \(index)", to: "core", of: house.cases[0], in: lena)
                    }
                }
            }
            return try await group.all().compactMap(\.self)
        }
        #expect(results.count == 29)
        #expect(results.allSatisfy { $0.value != nil || $0.error == .sessionEnded })
        #expect(try await copy.check().findings == [])
        let again = try await copy.open()
        let session = try await again.unlocked("lena", of: house)
        for record in results.compactMap(\.value?.record) {
            #expect(try await again.show(record, in: session).text.hasPrefix("text "))
        }
        await again.close()
    }
}

/// What one of a hundred did: a record that it wrote, or only what it read.
private struct Done: Sendable {
    var record: String?
    let text: String
}
