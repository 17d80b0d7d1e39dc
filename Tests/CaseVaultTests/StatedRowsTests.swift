import AuditLog
import Testing
import VaultCrypto
import VaultStore
import VaultTesting

@testable import CaseVault

/// Guards that the root kept between two states is the root over the rows, whatever was written or undone since.
@Suite(.serialized) struct StatedRowsTests {
    @Test func keptIsRead() async throws {
        let (house, vault, ana) = try await opened()
        var seen: Set<SHA256Digest> = []
        for step in 0..<12 {
            let new = try await vault.newCase(in: ana)
            let added = try await vault.write("Record \(step)", to: "core", of: new, in: ana)
            if step.isMultiple(of: 3) { try await vault.edit(added.record, replacing: 1, "Edited", in: ana) }
            if step.isMultiple(of: 4) { try await undo(in: vault, stating: step.isMultiple(of: 8)) }
            let (kept, read) = try await vault.roots()
            #expect(kept == read)
            seen.insert(kept)
        }
        #expect(seen.count == 12)
        await vault.lock(ana)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// Work that stated its rows and is undone takes what it read with it.
    @Test func undoneRowsAreNotStated() async throws {
        let (house, vault, ana) = try await opened()
        _ = try await vault.newCase(in: ana)
        let before = try await vault.roots()
        try await undo(in: vault, stating: true)
        let after = try await vault.roots()
        #expect(after.kept == before.read && after.read == before.read)
        await vault.lock(ana)
        await vault.close()
        #expect(try await house.check().findings == [])
    }

    /// A checkpoint that leaves the rows to a later one is no fault, and the lock states them.
    @Test func aCheckpointWithoutState() async throws {
        let (house, vault, ana) = try await opened()
        _ = try await vault.newCase(in: ana)
        try await vault.checkpoint(stating: false)
        #expect(try await vault.status().uncoveredEntries == 0)
        #expect(try await vault.changedSinceState())
        await vault.close()
        #expect(try await house.check().findings == [])
        let again = try await house.open()
        let session = try await again.unlocked("ana")
        await again.lock(session)
        #expect(try await !again.changedSinceState())
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// By number where it costs little beside what was written, after an hour where it costs little at all, after a day
    /// in any case; also when the clock was set back.
    @Test(
        arguments: [
            (800, 100, 0, true), (801, 100, 0, false), (801, 100, 3_599_999, false), (801, 100, 3_600_000, true),
            (100_000, 1, 3_600_000, true), (100_001, 1, 3_600_000, false), (100_001, 1, 86_399_999, false),
            (100_001, 1, 86_400_000, true), (UInt64.max, UInt64.max, 0, true), (0, 0, 0, true), (1, 0, 0, false),
            (UInt64.max, 1, nil, true),
        ] as [(UInt64, UInt64, UInt64?, Bool)])
    func whenItIsDue(rows: UInt64, entries: UInt64, age: UInt64?, isDue: Bool) {
        #expect(StatingRule(rows: rows, entries: entries, age: age).isDue == isDue)
    }

    /// An hour after the last state a small vault is read whole, and when its clock was set back.
    @Test func afterAnHourItIsStated() async throws {
        let (house, vault, ana) = try await opened()
        for _ in 0..<20 { _ = try await vault.newCase(in: ana) }
        await vault.lock(ana)
        _ = try await vault.unlocked("ana")
        await vault.close()
        let again = try await house.open()
        #expect(try await !again.isStatingDue())
        house.clock.advance(by: 60 * 60 * 1000 - 1)
        #expect(try await !again.isStatingDue())
        house.clock.advance(by: 1)
        #expect(try await again.isStatingDue())
        house.clock.set(by: -TestClock.tenYears)
        #expect(try await again.isStatingDue())
        await again.close()
    }

    /// Whoever locks while others are at work does not make them wait; the last one states.
    @Test func theLastLockStates() async throws {
        let (house, again) = try await stated(cases: 20)
        let (early, late) = (try await again.unlocked("ana"), try await again.unlocked("ana"))
        _ = try await again.newCase(in: early)
        #expect(try await !again.isStatingDue())
        await again.lock(early)
        #expect(try await again.changedSinceState())
        #expect(try await again.status().uncoveredEntries == 0)
        await again.lock(late)
        #expect(try await !again.changedSinceState())
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// Of two who lock in one transaction neither is alone when it begins; the rows are stated all the same.
    @Test func theLastOfTwoLocksStates() async throws {
        let (house, again) = try await stated(cases: 60)
        let (one, two) = (try await again.unlocked("ana"), try await again.unlocked("ana"))
        _ = try await again.newCase(in: one)
        #expect(try await !again.isStatingDue())
        await again.lockTogether([one, two])
        #expect(try await !again.changedSinceState())
        await again.close()
        #expect(try await house.check().findings == [])
    }

    /// What stating will read: everything at first, then the buckets of what was written.
    @Test func costIsKnown() async throws {
        let (_, vault, ana) = try await opened()
        #expect(try await vault.toRead(ofAbout: 1_000_000) == 1_000_000)
        _ = try await vault.roots()
        #expect(try await vault.toRead(ofAbout: 1_000_000) == 0)
        _ = try await vault.newCase(in: ana)
        let rows = try await vault.statedCount()
        #expect(try await (1..<rows).contains(vault.toRead(ofAbout: 1_000_000)))
        await vault.close()
    }

    /// Opened anew after cases were made and stated, so that nothing of the rows was read.
    private func stated(cases: Int) async throws -> (house: TestVault, vault: Vault) {
        let (house, vault, ana) = try await opened()
        for _ in 0..<cases { _ = try await vault.newCase(in: ana) }
        await vault.lock(ana)
        await vault.close()
        return (house, try await house.open())
    }

    private func opened() async throws -> (TestVault, Vault, Session) {
        let house = try TestVault()
        try await house.create(furtherRoles: ["coordinator", "case-lead"])
        let vault = try await house.open()
        return (house, vault, try await vault.unlocked("ana"))
    }

    private func undo(in vault: Vault, stating: Bool) async throws {
        await #expect(throws: VaultError.notPermitted) { try await vault.undoneRow(stating: stating) }
    }
}

extension Vault {
    /// All of them ask before the first transaction begins.
    fileprivate func lockTogether(_ sessions: [Session]) async {
        let locks = sessions.map { session in Task { await self.lock(session) } }
        for lock in locks { await lock.value }
    }

    fileprivate func roots() throws -> (kept: SHA256Digest, read: SHA256Digest) {
        let core = try opened()
        return (try core.statedRows.root(of: core.store), try core.store.stateRoot())
    }

    fileprivate func toRead(ofAbout all: UInt64) throws -> UInt64 { try opened().statedRows.toRead(ofAbout: all) }

    fileprivate func isStatingDue() throws -> Bool { try opened().isStatingDue }

    fileprivate func changedSinceState() throws -> Bool { try opened().fold.changedSinceState }

    fileprivate func statedCount() throws -> UInt64 {
        let store = try opened().store
        return UInt64(try VaultDatabase.statedTables.reduce(0) { $0 + (try store.count($1)) })
    }

    fileprivate func checkpoint(stating: Bool) throws {
        try opened().commitAlone { (core, transaction) throws(VaultError) in
            try core.cutCheckpoint(in: transaction, stating: stating)
        }
    }

    /// Writes a row, states it if asked, and is refused.
    fileprivate func undoneRow(stating: Bool) throws {
        try opened().commitAlone { (core, transaction) throws(VaultError) in
            let row = core.gate.rowKey.seal(
                [1], as: .wrap, .random(core.environment.randomness), revision: 1, core.environment.randomness)
            try stored { try transaction.insert(row) }
            core.statedRows.follow(RowEdit(old: nil, new: row))
            if stating { _ = try core.statedRows.root(of: core.store) }
            throw .notPermitted
        }
    }
}
