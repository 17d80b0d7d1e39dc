import Testing
import VaultCrypto

@testable import AuditLog

/// Guards the fold of a record's erasure: who may carry it out, that nothing else lies under the keys that go, and which
/// rows it may name.
@Suite struct RecordErasureFoldTests {
    @Test func itNamesItsRowsAndNoOthers() throws {
        let world = try RecordWorld()
        try world.order()
        world.resealNeighbour()
        let good = world.effects
        #expect(world.erased(good))
        #expect(!world.erased(good, after: 6))
        for (index, change) in good.rows.enumerated() {
            for spoilt in change.spoilt {
                var bad = good
                bad.rows[index] = spoilt
                #expect(!world.erased(bad), "\(change) as \(spoilt)")
            }
            var twice = good
            twice.rows.append(change)
            #expect(!world.erased(twice))
            var missing = good
            missing.rows.remove(at: index)
            #expect(world.erased(missing) == (change.table != TableCode.gateTombstone))
        }
        for foreign in world.foreign {
            var bad = good
            bad.rows.append(foreign)
            #expect(!world.erased(bad), "\(foreign)")
        }
    }

    /// While a neighbour lies under a key that would go, nothing goes.
    @Test func itComesAfterItsNeighbours() throws {
        let world = try RecordWorld()
        try world.order()
        #expect(world.fold.isAlone(RecordWorld.gone) == false && !world.fold.needsNewKeys(RecordWorld.gone))
        #expect(!world.erased(world.effects))
        world.resealNeighbour()
        #expect(world.erased(world.effects))
        // One revision of the record under the newest keys, and these would have to go too.
        world.fold.records[RecordWorld.gone]?.take(world.revision(3, in: RecordWorld.newer))
        world.fold.enter(RecordWorld.newer)
        #expect(world.fold.needsNewKeys(RecordWorld.gone))
        #expect(!world.erased(world.effects))
    }

    @Test func whoCarriesItOut() throws {
        let world = try RecordWorld()
        try world.order()
        world.resealNeighbour()
        #expect(world.erased(world.effects, as: .caseLead, by: world.writer))
        #expect(world.erased(world.effects, as: .attorney, by: world.reader))
        #expect(!world.erased(world.effects, as: .attorney, by: world.keeper))
        #expect(!world.erased(world.effects, as: .administrator, by: world.writer))
        #expect(!world.erased(world.effects, order: world.orderSeq + 1))
        #expect(!world.erased(world.effects, act: .generationErase))
        #expect(!world.erased(world.effects, act: .caseErase))
        #expect(!world.erased(world.effects, part: .compartment(.core)))
        #expect(!world.erased(world.effects, part: .record(RecordWorld.kept)))
        world.fold.orders = [:]
        #expect(!world.erased(world.effects))
    }

    /// Who only reads seals again for it, and for nothing else: not before it is due, nor under other keys than the newest.
    @Test func aReaderSealsAgainForIt() throws {
        let world = try RecordWorld()
        #expect(!world.resealed(by: world.reader, after: 30) && world.resealed(by: world.writer))
        try world.order()
        #expect(!world.resealed(by: world.reader, after: 6) && world.resealed(by: world.reader, after: 7))
        #expect(!world.resealed(by: world.reader, into: RecordWorld.older, after: 7))
        #expect(!world.resealed(by: world.keeper, after: 7))
        // Not for the erasure of a whole compartment, nor of a record of another one.
        for part in [ErasureScope.Part.compartment(.risk), .record(RecordWorld.header)] {
            world.fold.orders[RecordWorld.caseID] = [
                ErasureOrder(scope: world.scope(part), seq: 1, by: world.officer.person, due: 0)
            ]
            #expect(!world.resealed(by: world.reader, after: 7) && world.resealed(by: world.writer, after: 7))
        }
    }

    /// For whom it waits, when nobody on the case can do the next step.
    @Test func whomItLacks() throws {
        let world = try RecordWorld()
        try world.order()
        let order = try #require(world.fold.erasure(ofRecord: RecordWorld.gone))
        func lack() -> ErasureLack? { world.fold.lacks(order, at: world.now) }
        #expect(lack() == nil)
        let found = try #require(world.fold.cases[RecordWorld.caseID])
        // The writer may open only her own, and the neighbour is somebody else's.
        world.fold.policy.rules[.core]?.rights[.caseLead] = [.write, .own]
        for id in found.generations {
            world.fold.generations[id]?.grants[world.writer.person]?.rights = [.write, .own]
        }
        #expect(lack() == nil)
        world.fold.cases[RecordWorld.caseID]?.members[world.reader.person] = nil
        #expect(lack() == nil)
        world.fold.records[RecordWorld.kept] = RecordFold(
            caseID: RecordWorld.caseID, compartment: .shared(.core), number: 2,
            first: RevisionFold(
                author: world.reader.person, mark: try #require(world.fold.records[RecordWorld.kept]?[1]?.mark),
                generation: RecordWorld.older))
        #expect(lack() == .reader)
        world.fold.cases[RecordWorld.caseID]?.members[world.reader.person] = 3
        #expect(lack() == nil)
        // She waits for the keys that are hers.
        for id in found.generations { world.fold.generations[id]?.grants[world.reader.person] = nil }
        #expect(lack() == nil)
        world.fold.members[world.reader.person]?.suspended = 9
        #expect(lack() == .reader)
        world.resealNeighbour()
        #expect(lack() == nil)
        // A revision of it under the newest keys: others have to come, and only who writes can make them.
        world.fold.records[RecordWorld.gone]?.take(world.revision(3, in: RecordWorld.newer))
        world.fold.enter(RecordWorld.newer)
        #expect(lack() == .reader)
        world.fold.members[world.reader.person]?.suspended = nil
        #expect(lack() == nil)
        world.fold.cases[RecordWorld.caseID]?.members[world.writer.person] = nil
        #expect(lack() == .writer)
        // Of a case or a compartment nothing is sealed again.
        #expect(
            world.fold.lacks(
                ErasureOrder(
                    scope: world.scope(.whole), seq: 1, by: world.officer.person, due: 0), at: world.now) == nil)
    }

    @Test func whatIsForgottenAndWhatStays() throws {
        let world = try RecordWorld()
        try world.order()
        world.resealNeighbour()
        #expect(world.apply(world.erase(world.effects)))
        let fold = world.fold
        #expect(fold.records.all.map(\.id).sorted() == [RecordWorld.header, RecordWorld.kept].sorted())
        #expect(fold.erased.single.keys.sorted() == [RecordWorld.gone])
        #expect(fold.erased.tombstones.keys.sorted() == [RecordWorld.oldest, RecordWorld.older].sorted())
        #expect(fold.erased.tombstones.values.allSatisfy { $0.outlivedBy != nil })
        #expect(fold.cases[RecordWorld.caseID]?.newest[.shared(.core)] == RecordWorld.newer)
        #expect(fold.generations[RecordWorld.older] == nil && fold.generations[RecordWorld.oldest] == nil)
        #expect(fold.drafts.isEmpty && fold.orders[RecordWorld.caseID]?.isEmpty ?? true)
        let found = try #require(fold.cases[RecordWorld.caseID])
        #expect(!fold.isNumbered(RecordWorld.gone, 1, .shared(.core), found))
        #expect(!fold.mayOrder(world.scope(.record(RecordWorld.gone))))
    }

    @Test func anOrderClosesOneRecord() throws {
        let world = try RecordWorld()
        let (gone, kept) = (RecordWorld.gone, RecordWorld.kept)
        #expect(world.opens(gone) && world.opens(kept))
        try world.order()
        #expect(!world.opens(gone) && world.opens(kept))
        // It may be sealed again with the rest, when it is not its turn yet.
        #expect(
            world.fold.mayReseal(gone, revision: 1, of: RecordWorld.older, world.writer.person, at: world.now))
        #expect(!world.fold.mayOrder(world.scope(.record(gone))))
        #expect(world.fold.mayOrder(world.scope(.record(kept))) && world.fold.mayOrder(world.scope(.whole)))
        let stop = EraseStopStatement(caseID: RecordWorld.caseID, order: world.orderSeq)
        #expect(world.apply(world.entry(.caseEraseStop, stop, by: world.officer)))
        #expect(world.opens(gone))
    }

    @Test func noHeaderNoNoteNoOther() throws {
        let world = try RecordWorld()
        let note = RecordID.random(.system)
        world.fold.records[note] = RecordFold(
            caseID: RecordWorld.caseID, compartment: CompartmentField(.processNotes, author: world.writer.person),
            number: 1, first: world.revision(1, in: RecordWorld.older))
        for record in [RecordWorld.header, note, .random(.system)] {
            #expect(!world.fold.mayOrder(world.scope(.record(record))))
        }
        let elsewhere = ErasureScope(caseID: .random(.system), part: .record(RecordWorld.gone))
        #expect(!world.fold.mayOrder(elsewhere))
        world.fold.holds[RecordWorld.caseID] = HoldFold(seq: 1, time: 1, by: world.officer.person)
        #expect(!world.fold.mayOrder(world.scope(.record(RecordWorld.gone))))
    }

    /// Asking for one record ends no request about another; ordering the compartment ends both.
    @Test func requestsForOthersStay() throws {
        let world = try RecordWorld()
        for record in [RecordWorld.gone, RecordWorld.kept] { try world.ask(.record(record)) }
        try world.order()
        #expect(world.fold.requests.count == 1)
        try world.order(.compartment(.core))
        #expect(world.fold.requests.isEmpty)
    }

    /// An officer records, once of each, that a copy of gate.db is destroyed.
    @Test func copiesOfTheGate() throws {
        let world = try RecordWorld()
        world.fold.gateCopies = [7, 90].map { BackupFold(seq: $0, time: 1, size: 1, device: .other) }
        world.fold.erased.newest = (50, 1)
        #expect(world.fold.gateCopiesBeforeErasure == 1)
        func destroys(_ copy: UInt64, _ signer: Member, _ role: RoleCode, _ result: ResultCode = .ok) -> Bool {
            let statement = BackupDestroyedStatement(copy: copy)
            return world.apply(world.entry(.backupDestroyed, statement, by: signer, as: role, result: result))
        }
        #expect(!destroys(7, world.writer, .caseLead) && !destroys(7, world.writer, .administrator))
        #expect(!destroys(8, world.officer, .administrator) && !destroys(7, world.officer, .administrator, .intent))
        #expect(world.fold.gateCopies.count == 2)
        #expect(destroys(7, world.officer, .administrator) && !destroys(7, world.officer, .administrator))
        #expect(world.fold.gateCopiesBeforeErasure == 0 && world.fold.gateCopies.map(\.seq) == [90])
    }

    @Test(arguments: ["record:", "record:00", "record:" + String(repeating: "0", count: 32), "Record:", "record"])
    func noOtherText(_ text: String) {
        #expect(throws: MalformedTuple.self) {
            _ = try EraseOrderStatement(decoding: Tuple(.statementEraseOrder, CaseID.zero, text).bytes)
        }
        let id = RecordID.random(.system).hex
        for hex in [id.uppercased() + "A", id + "0", String(id.dropLast()), "G" + id.dropFirst()] {
            #expect(throws: MalformedTuple.self) {
                _ = try EraseOrderStatement(
                    decoding: Tuple(.statementEraseOrder, CaseID.zero, "record:" + hex).bytes)
            }
        }
        let order = EraseOrderStatement(scope: ErasureScope(caseID: .zero, part: .record(.random(.system))))
        #expect((try? EraseOrderStatement(decoding: order.tuple.bytes))?.scope == order.scope)
    }
}
