import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what one act leaves another: each entry is well made and signed by a member who may make such an entry, and
/// something that happened before takes from it or adds to it.
@Suite struct InterplayRuleTests {
    /// Nobody sits down on a compartment she may not write: whoever may would never make its keys.
    @Test func keysWithoutRights() throws {
        var world = try ClaimWorld()
        world.fold.cases[world.caseID]?.members = [world.other.person: 5]
        #expect(try world.make(.shared(.legal), number: 1, rights: []) == .notPermitted)
        #expect(try world.make(.processNotes(of: world.other.person), number: 1, rights: []) == .notPermitted)
        #expect(world.fold.cases[world.caseID]?.newest[.shared(.legal)] == nil)
    }

    /// Whoever keys are replaced against does not make the next ones, nor those of a compartment that had none.
    @Test func keysMadeByTheOneTheyAreAgainst() throws {
        let rights: Rights = [.read, .write, .give]
        for (field, number) in [(CompartmentField.shared(.header), UInt32(2)), (.shared(.core), 1)] {
            var world = try ClaimWorld()
            world.fold.rotations[world.caseID] = RotationFold(
                due: [.shared(.header): 6], excluded: [world.officer.person: 6])
            #expect(try world.make(field, number: number, rights: rights) == .notPermitted)
            #expect(try world.make(field, number: number, rights: []) == .notPermitted)
            #expect(world.fold.rotations[world.caseID]?.due.count == 1)
            // Assigned anew she may.
            world.fold.cases[world.caseID]?.members[world.officer.person] = 7
            #expect(try world.make(field, number: number, rights: rights) == nil)
        }
    }

    @Test func keysThatEnded() throws {
        var world = try ClaimWorld()
        let id = try #require(world.fold.cases[world.caseID]?.newest[.shared(.header)])
        for right in [Rights.read, .write, .give] {
            #expect(world.fold.holds(right, world.officer.person, in: id, at: 0))
        }
        world.fold.generations[id]?.isRetired = true
        for right in [Rights.read, .write, .give] {
            #expect(!world.fold.holds(right, world.officer.person, in: id, at: 0))
        }
    }

    /// A policy that indexes less is followed from its entry on, not only where somebody writes.
    @Test func aPolicyThatIndexesLess() throws {
        var world = try ClaimWorld()
        let record = RecordID.random(.system)
        let mark = RowMark(revision: 1, tag: .zero, time: try world.entry(.state, data: nil).fields.time)
        world.fold.records[record] = RecordFold(
            caseID: world.caseID, compartment: .shared(.core), number: 1,
            first: RevisionFold(author: world.officer.person, mark: mark))
        var rules = Policy.standard.rules
        rules[.core]?.indexing = .partly
        #expect(try world.apply(.policySet, PolicyStatement(policy: Policy(rules: rules)), as: .administrator) == nil)
        #expect(world.fold.search.unindexed[world.caseID] == [record])
    }

    /// The number of a record that was undone is given to none.
    @Test func aRecordThatWasUndone() throws {
        var world = try ClaimWorld()
        let (record, found) = (RecordID.random(.system), try #require(world.fold.cases[world.caseID]))
        #expect(world.fold.isNumbered(record, found.nextNumber, .shared(.core), found))
        world.fold.imports.undone = [record]
        #expect(!world.fold.isNumbered(record, found.nextNumber, .shared(.core), found))
    }
}

extension ClaimWorld {
    /// An entry that makes a generation, the officer's.
    fileprivate mutating func make(
        _ field: CompartmentField, number: UInt32, rights: Rights
    ) throws -> FoldProblem? {
        let id = GenerationID.random(.system)
        let counter = (fold.gate?.counter ?? 0) + 1
        let rows: [RowChange] = [
            .changed(TableCode.keyring, officer.person.retyped()), .made(TableCode.generation, id.retyped()),
            .made(TableCode.gateGeneration, id.retyped(), at: counter),
        ]
        return try apply(
            .generationMake,
            GenerationStatement(
                generation: id, caseID: caseID, compartment: field, number: number, commitment: .zero,
                maker: officer.person, rights: rights,
                effects: StatementEffects(rows: rows, gate: GateState(counter: counter, root: .zero))))
    }
}
