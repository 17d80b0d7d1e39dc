import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultStore
import VaultTesting

@testable import CaseVault

/// Guards what a transaction takes back when work in it is undone, and the gate's counter.
@Suite(.serialized) struct UndoneWorkTests {
    /// A checkpoint that was cut in work that is undone covers nothing: else the next one would come too late.
    @Test func anUndoneCheckpointCoversNothing() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        _ = try await vault.unlocked("ana")
        let before = try await vault.status().uncoveredEntries
        #expect(before > 0)
        let error = try await vault.work { (core, transaction) throws(VaultError) in
            try core.cutCheckpoint(in: transaction)
            throw .notPermitted
        }
        #expect(error == .notPermitted)
        #expect(try await vault.status().uncoveredEntries == before)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// What finished work dropped of a keyring is there again when its transaction is not.
    @Test func keyringsOfATransactionThatFailed() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["lena": "case-lead"])
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: ana)
        let (before, kept, after) = try await vault.keyringsAfterAFailure(of: "ana")
        #expect(before > 0 && kept == 0 && after == before)
        await vault.close()
    }

    /// An entry with a gate state whose counter does not rise does not count, so it is not written.
    @Test func theGateCounterRises() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let error = try await vault.work { (core, transaction) throws(VaultError) in
            try core.stage(
                EntryDraft(.gateCheck, by: .system, object: .gate),
                GateStatement(effects: StatementEffects(gate: core.gate.rows.state)), in: transaction)
        }
        #expect(error == .notPermitted)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// The row with the newest step was removed: after opening, the counter is the log's, and work goes on.
    @Test func theCounterOfARemovedRowIsNotUsedAgain() async throws {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        var vault = try await house.open()
        let id = VaultCrypto.RowID(bytes: [UInt8](repeating: 7, count: 16))
        let row = try #require(id)
        #expect(
            try await vault.gateWork { (core) throws(VaultError) in
                let step = core.gate.rows.nextStep
                let drawn = try core.gate.rows.drawn(.generation, row, step: step, core.environment.randomness)
                return GateChange(added: [drawn.row])
            } == nil)
        #expect(
            try await vault.gateWork { (core) throws(VaultError) in
                let found = try stored { try core.gate.rows.database.row(kind: 68, id: StoredID(row)) }
                return GateChange(removed: found.map { [$0] } ?? [])
            } == nil)
        let counter = try await vault.gateCounter()
        await vault.close()
        #expect(try await house.check().findings == [])
        vault = try await house.open()
        #expect(try await vault.gateCounter() == counter)
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["attorney"], by: ana)
        #expect(try await vault.gateCounter() == counter + 1)
        await vault.lock(ana)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// The same when the gate is opened anew while the vault stays open.
    @Test func theCounterOutlivesAMove() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["lena": "case-lead", "nada": "case-lead"])
        let lena = try await vault.unlocked("lena")
        let new = try await vault.newCase(in: lena)
        try await vault.write("Zapis", to: "core", of: new, in: lena)
        _ = try await vault.perform(CaseAssign(case: new, login: "nada"), in: lena)
        _ = try await vault.unlocked("nada")
        _ = try await vault.perform(CaseUnassign(case: new, login: "nada"), in: lena)
        _ = try await vault.perform(Rotate(case: new, against: "nada"), in: lena)
        _ = try await vault.rekeyed(new, in: lena)
        let counter = try await vault.gateCounter()
        #expect(try await vault.newestStep() < counter)
        _ = try await vault.perform(GateMoveTo(path: house.folder + "/elsewhere"), in: ana)
        #expect(try await vault.gateCounter() == counter)
        try await vault.enrolled("mira", ["attorney"], by: ana)
        await vault.lock(lena)
        await vault.lock(ana)
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    /// Keys that were made in work that is undone lie in nobody's keyring, and the next case is as if it had not been.
    @Test func undoneKeysAreNobodys() async throws {
        let house = try TestVault()
        let vault = try await house.staffed(["lena": "case-lead"]).vault
        let lena = try await vault.unlocked("lena")
        _ = try await vault.newCase(in: lena)
        let before = try await vault.held(by: "lena")
        for writing in [KeyringWriting.atOnce, .atEnd] {
            let error = try await vault.work { (core, transaction) throws(VaultError) in
                let session = core.sessions.values.first { $0.login == "lena" }
                guard let session else { throw .sessionEnded }
                _ = try NewCase(CaseNew(label: "Ljubica", lead: nil), by: session, core).stage(
                    core, keyring: writing, in: transaction)
                throw .conflict(current: 1)
            }
            #expect(error == .conflict(current: 1))
            #expect(try await vault.held(by: "lena") == before)
        }
        let new = try await vault.newCase(in: lena)
        try await vault.write("Zapis", to: "core", of: new, in: lena)
        #expect(try await vault.held(by: "lena").isSuperset(of: before))
        #expect(try await vault.isKnown(vault.held(by: "lena")))
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// A reading that stops in the middle leaves nothing of itself; those that share its transaction are done, once each,
    /// and whoever was refused among them is so in the log.
    @Test func aReadingThatStopsInTheMiddle() async throws {
        let house = try TestVault()
        let vault = try await house.staffed(["lena": "case-lead"]).vault
        let lena = try await vault.unlocked("lena")
        let record = try await vault.write("Zapis", to: "core", of: try await vault.newCase(in: lena), in: lena).record
        for stops: [Reading] in [[.whole, .half, .whole], [.half], [.refused, .whole, .half, .refused, .whole]] {
            let done = try await vault.count("record.read", "intent")
            let refused = try await vault.count("record.read", "denied")
            let errors = try await vault.readings(stops, of: RecordReference(record), by: "lena")
            #expect(errors == stops.map(\.error))
            #expect(try await vault.count("record.read", "intent") == done + stops.count { $0 == .whole })
            #expect(try await vault.count("record.read", "denied") == refused + stops.count { $0 == .refused })
            #expect(try await vault.show(record, in: lena).text == "Zapis")
        }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// A command was cut off between the two files: `check` tells of it, finds no fault, and records the rows.
    @Test func rowsWithoutTheirEntryAreNoFault() async throws {
        let before = try TestVault()
        await (try await before.staffed()).vault.close()
        let after = try TestVault(copying: before)
        let vault = try await after.open()
        _ = try await vault.newCase(in: try await vault.unlocked("ana"))
        await vault.close()
        try FileManager.default.removeItem(atPath: before.gateDatabase)
        try FileManager.default.copyItem(atPath: after.gateDatabase, toPath: before.gateDatabase)
        let report = try await Vault.checkAndRecord(at: before.directory, gate: before.gate, in: before.environment)
        #expect(report.ok && report.findings.map(\.kind) == [.gateAhead])
        #expect(try await before.check().findings == [])
        let gate = RawDatabase(before.gateDatabase)
        try gate.run("UPDATE gate SET step = step + 1000 WHERE kind = 70")
        #expect(try await before.check().findings.contains { $0.kind == .stateMismatch })
    }
}

/// How a reading goes.
private enum Reading {
    case whole, half, refused

    var error: VaultError? {
        switch self {
        case .whole: nil
        case .half: .damaged(.row)
        case .refused: .notPermitted
        }
    }
}

extension Vault {
    /// Commits readings of one record in one transaction.
    fileprivate func readings(
        _ readings: [Reading], of record: RecordReference, by login: String
    ) throws -> [VaultError?] {
        let core = try opened()
        let person = try #require(core.sessions.values.first { $0.login == login })
        let draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        let why = try #require(PurposeCode(rawValue: "court"))
        return core.commit(
            readings.map { reading in
                PendingWork(
                    prepare: { (core, transaction) throws(VaultError) in
                        if reading == .refused { throw .notPermitted }
                        let place = try core.place(of: record, revision: nil, for: person)
                        _ = try core.stageReads([place], of: draft, why: why, by: person, in: transaction)
                        if reading == .half { throw .damaged(.row) }
                    }, kind: .reading, refusal: draft, finish: { _ in nil }, fail: { _ in })
            })
    }

    /// How many keys a session holds before one piece of work drops them all, after it, and when the transaction fails.
    fileprivate func keyringsAfterAFailure(of login: String) throws -> (Int, Int, Int) {
        let person = try #require(try opened().sessions.values.first { $0.login == login })
        var staged = StagedCommit()
        let before = person.keyring.items.count
        staged.note(keyringOf: person)
        person.keyring.drop(person.keyring.items.map(\.name.id))
        let kept = person.keyring.items.count
        staged.keepKeyrings()
        staged.restoreAllKeyrings()
        return (before, kept, person.keyring.items.count)
    }

    /// Runs one piece of work in a transaction of its own.
    fileprivate func work(
        _ prepare: @escaping @Sendable (VaultCore, borrowing StoreTransaction) throws(VaultError) -> Void
    ) throws -> VaultError? {
        let core = try opened()
        do throws(VaultError) { try core.commitAlone(prepare) } catch { return error }
        return nil
    }

    fileprivate func gateWork(
        _ change: @escaping @Sendable (VaultCore) throws(VaultError) -> GateChange
    ) throws -> VaultError? {
        try work { (core, transaction) throws(VaultError) in
            try core.stage(
                EntryDraft(.gateCheck, by: .system, object: .gate), [], gate: try change(core), in: transaction
            ) { GateStatement(effects: $0) }
        }
    }

    fileprivate func held(by login: String) throws -> Set<GenerationID> {
        Set(try opened().sessions.values.filter { $0.login == login }.flatMap { $0.keyring.generations })
    }

    fileprivate func isKnown(_ ids: Set<GenerationID>) throws -> Bool {
        let generations = try opened().fold.generations
        return ids.allSatisfy { generations[$0] != nil }
    }

    fileprivate func newestStep() throws -> UInt64 { try opened().gate.rows.allLeaves.map(\.revision).max() ?? 0 }

    fileprivate func gateCounter() throws -> UInt64 { try opened().gate.rows.state.counter }
}
