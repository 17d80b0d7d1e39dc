import Testing
import VaultCrypto

@testable import AuditLog

/// Guards who may order new keys, against whom, and what that takes from her and when it ends.
@Suite struct RotationRuleTests {
    @Test func anOrderIsFollowed() throws {
        var world = try ClaimWorld()
        world.fold.cases[world.caseID]?.members[world.other.person] = 5
        #expect(try world.rotate(against: world.other.person) == nil)
        #expect(world.fold.rotations[world.caseID]?.due.keys.sorted { $0.text < $1.text } == [.shared(.header)])
        #expect(try world.rotate(against: nil, case: .zero, []) == nil)
        #expect(world.fold.rekeyOrder > 0)
    }

    @Test func whatIsNoOrder() throws {
        var world = try ClaimWorld()
        let stranger = PersonID.random(.system)
        let refused: [(String, PersonID?, CaseID, [CompartmentField])] = [
            ("against herself", world.officer.person, world.caseID, [.shared(.header)]),
            ("against nobody known", stranger, world.caseID, [.shared(.header)]),
            ("a compartment without keys", nil, world.caseID, [.shared(.legal)]),
            ("one with, one without", nil, world.caseID, [.shared(.header), .shared(.legal)]),
            ("another's process notes", nil, world.caseID, [.processNotes(of: stranger)]),
            ("an unknown case", nil, .random(.system), [.shared(.header)]),
        ]
        for (name, person, caseID, compartments) in refused {
            #expect(try world.rotate(against: person, case: caseID, compartments) == .notPermitted, "\(name)")
        }
        for (person, caseID, compartments): (PersonID?, CaseID, [CompartmentField]) in [
            (world.other.person, .zero, []), (nil, .zero, [.shared(.header)]), (nil, world.caseID, []),
        ] {
            #expect(try world.rotate(against: person, case: caseID, compartments) == .statementWrong)
        }
        world.fold.conflicts[world.caseID] = [world.officer.person: 4]
        #expect(try world.rotate(against: nil) == .notPermitted)
        #expect(world.fold.rotations.isEmpty)
    }

    /// Neither lead nor officer, she orders, but not against who is entitled to the keys.
    @Test func againstWhomSheMay() throws {
        let world = try ClaimWorld()
        var fold = world.fold
        fold.cases[world.caseID]?.members[world.other.person] = 5
        let found = try #require(fold.cases[world.caseID])
        #expect(fold.mayRotate(world.other, found, against: nil))
        #expect(!fold.mayRotate(world.other, found, against: world.officer.person))
        #expect(fold.mayRotate(world.officer, found, against: world.other.person))
        fold.members[world.officer.person]?.suspended = 6
        #expect(fold.mayRotate(world.other, found, against: world.officer.person))
        fold.cases[world.caseID]?.members[world.other.person] = nil
        #expect(!fold.mayRotate(world.other, try #require(fold.cases[world.caseID]), against: nil))
    }

    @Test func anExclusionEnds() throws {
        let world = try ClaimWorld()
        var fold = world.fold
        fold.cases[world.caseID]?.members[world.other.person] = 5
        var generation = GenerationFold(
            id: .random(.system), caseID: world.caseID, compartment: .shared(.header), number: 2, commitment: .zero,
            maker: world.officer.person, seq: 30, grants: [:])
        #expect(!fold.entitlement(world.other, in: generation).isEmpty)
        fold.rotations[world.caseID] = RotationFold(excluded: [world.other.person: 20])
        #expect(fold.entitlement(world.other, in: generation).isEmpty)
        #expect(!fold.entitlement(world.officer, in: generation).isEmpty)
        var older = generation
        older = GenerationFold(
            id: older.id, caseID: older.caseID, compartment: older.compartment, number: 1, commitment: .zero,
            maker: older.maker, seq: 10, grants: [:])
        #expect(!fold.entitlement(world.other, in: older).isEmpty)
        fold.cases[world.caseID]?.members[world.other.person] = 21
        #expect(!fold.entitlement(world.other, in: generation).isEmpty)
        fold.cases[world.caseID]?.members[world.other.person] = 5
        fold.liftExclusions(of: world.other.person)
        #expect(!fold.entitlement(world.other, in: generation).isEmpty)
        generation.isRetired = true
        #expect(fold.entitlement(world.officer, in: generation).isEmpty)
    }

    /// After the first, a generation is made by who holds the newest with `write`.
    @Test func whoMayMakeTheNext() throws {
        let world = try ClaimWorld()
        let found = try #require(world.fold.cases[world.caseID])
        #expect(world.fold.mayReplace(.shared(.header), of: found, world.officer.person, at: 0))
        #expect(!world.fold.mayReplace(.shared(.header), of: found, world.other.person, at: 0))
        #expect(world.fold.mayReplace(.shared(.legal), of: found, world.other.person, at: 0))
    }
}

extension ClaimWorld {
    fileprivate mutating func rotate(
        against person: PersonID?, case caseID: CaseID? = nil, _ compartments: [CompartmentField] = [.shared(.header)]
    ) throws -> FoldProblem? {
        try apply(
            .keyRotate, RotateStatement(caseID: caseID ?? self.caseID, against: person, compartments: compartments))
    }
}
