import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what the fold takes of searches and indexes: an entry is well made and signed by a member who may make such an
/// entry, and counts for nothing when one thing about it is not as it must be.
@Suite struct SearchRuleTests {
    private struct World {
        var world: ClaimWorld
        let generation = GenerationID.random(.system)
        let record = RecordID.random(.system)
        private var seq: UInt64 = 100

        init() throws {
            world = try ClaimWorld()
            let grant = Grant(
                rights: [.read, .write], expires: 0, seq: 4, granter: world.officer.key, grantee: world.officer.key)
            world.fold.generations[generation] = GenerationFold(
                id: generation, caseID: world.caseID, compartment: .shared(.core), number: 1, commitment: .zero,
                maker: world.officer.person, seq: 4, grants: [world.officer.person: grant])
            let mark = RowMark(revision: 1, tag: .zero, time: try world.entry(.state, data: nil).fields.time)
            world.fold.records[record] = RecordFold(
                caseID: world.caseID, compartment: .shared(.core), number: 1,
                first: RevisionFold(author: world.officer.person, mark: mark))
            world.fold.search.unindexed[world.caseID] = [record]
        }

        func made(_ number: UInt64, in generation: GenerationID? = nil) -> RowChange {
            .made(TableCode.searchIndex, (generation ?? self.generation).retyped(), at: number)
        }

        func gone(_ number: UInt64, tag: ContentTag? = nil) -> RowChange {
            RowChange(
                table: TableCode.searchIndex, row: generation.retyped(), oldRevision: number, newRevision: 0,
                oldTag: tag ?? made(1).newTag, newTag: .zero)
        }

        mutating func rebuild(
            _ rows: [RowChange], _ items: [(RecordID, UInt64)] = [], of caseID: CaseID? = nil,
            in generation: GenerationID? = nil, as role: RoleCode = .coordinator, result: ResultCode = .ok
        ) throws -> FoldProblem? {
            try world.apply(
                .indexRebuild,
                IndexStatement(
                    caseID: caseID ?? world.caseID, generation: generation ?? self.generation,
                    items: items.map { .init(record: $0.0, revision: $0.1) }, effects: StatementEffects(rows: rows)),
                as: role, result: result)
        }

        /// An entry of a search by the officer.
        mutating func search(
            _ result: ResultCode, _ object: EntryObject, ref: UInt64 = 0, why: PurposeCode? = .court,
            of clientCase: CaseTag? = nil, by key: KeyID? = nil, role: RoleCode = .coordinator,
            data: SHA256Digest? = nil
        ) throws -> FoldProblem? {
            let like = try world.entry(.caseSearch, data: nil).fields
            let fields = EntryFields(
                time: like.time, boot: like.boot, mono: 0, act: .known(.caseSearch), by: key ?? like.by, role: role,
                peer: like.peer, clientCase: clientCase, object: object, why: why, ref: ref, result: result, data: data)
            let signature = SigningKey(seed: Secret(random: .system)).sign([])
            let entry = AuditEntry(seq: seq, prev: .zero, fields: fields, signature: signature)
            let problem = world.fold.apply(entry, statement: data == nil ? nil : [])
            if problem == nil { seq += 1 }
            return problem
        }
    }

    @Test func aRebuildInOrder() throws {
        var here = try World()
        #expect(try here.rebuild([here.made(1)], [(here.record, 1)]) == nil)
        #expect(here.world.fold.search.unindexed[here.world.caseID] == [])
        #expect(try here.rebuild([here.made(2), here.made(3), here.gone(1)]) == nil)
        let index = try #require(here.world.fold.search.indexes[here.generation])
        #expect(index.segments.map(\.revision) == [2, 3] && index.last == 3)
        #expect(here.world.fold.changedSinceState)
    }

    @Test func rowsThatDoNotContinue() throws {
        var here = try World()
        #expect(try here.rebuild([here.made(1)]) == nil)
        let other = GenerationID.random(.system)
        let rows: [[RowChange]] = [
            [], [here.made(1)], [here.made(3)], [here.made(3), here.made(2)], [here.made(2), here.made(2)],
            [here.made(2, in: other)], [here.made(2), here.gone(2)], [here.made(2), here.gone(1), here.gone(1)],
            [here.gone(1)], [here.made(2), here.gone(1, tag: .made(other))], [here.made(2), here.gone(1, tag: .zero)],
            [here.made(2), .made(TableCode.record, .random(.system))],
            [here.made(2), .changed(TableCode.searchIndex, here.generation.retyped())],
            [here.made(2), .removed(TableCode.wrap, .random(.system))],
        ]
        for rows in rows { #expect(try here.rebuild(rows) == .notPermitted, "\(rows)") }
        #expect(here.world.fold.search.indexes[here.generation]?.segments.map(\.revision) == [1])
        #expect(here.world.fold.search.indexes.count == 1)
    }

    /// An index goes with all of its segments or not at all, whatever takes it: an undone import, or the end of its keys.
    @Test func anIndexGoesWhole() throws {
        var here = try World()
        #expect(try here.rebuild([here.made(1)]) == nil)
        #expect(try here.rebuild([here.made(2)]) == nil)
        let fold = here.world.fold
        let time = try here.world.entry(.state, data: nil).fields.time
        #expect(fold.dropsIndexes(of: [here.generation], [here.gone(1), here.gone(2)], at: time))
        #expect(fold.dropsIndexes(of: [], [], at: time))
        let rows: [[RowChange]] = [
            [], [here.gone(1)], [here.gone(1), here.gone(1)], [here.gone(1), here.gone(3)],
            [here.gone(1), here.gone(2), here.made(3)], [here.gone(1), here.gone(2, tag: .made(.random(.system)))],
            [here.gone(1), here.gone(2, tag: .zero)],
        ]
        for rows in rows { #expect(!fold.dropsIndexes(of: [here.generation], rows, at: time), "\(rows)") }
        #expect(!fold.dropsIndexes(of: [], [here.gone(1), here.gone(2)], at: time))
        #expect(!fold.dropsIndexes(of: [.random(.system)], [here.gone(1)], at: time))
        func retire(_ rows: [RowChange], _ id: GenerationID? = nil) -> Bool {
            let secret = RowChange.removed(TableCode.gateGeneration, (id ?? here.generation).retyped())
            return fold.mayChange(
                RetireStatement(
                    caseID: here.world.caseID, generation: here.generation,
                    effects: StatementEffects(rows: rows + [secret])))
        }
        #expect(retire([here.gone(1), here.gone(2)]))
        #expect(!retire([here.gone(1), here.gone(2)], .random(.system)))
        #expect(!retire([here.gone(1), here.gone(2), .removed(TableCode.record, .random(.system))]))
        #expect(!retire([here.gone(1), here.gone(2), here.made(3)]))
    }

    @Test func recordsThatAreNotTheNewest() throws {
        var here = try World()
        let row = here.made(1)
        #expect(try here.rebuild([row], [(here.record, 2)]) == .notPermitted)
        #expect(try here.rebuild([row], [(.random(.system), 1)]) == .notPermitted)
        #expect(try here.rebuild([row], [(here.record, 1), (here.record, 1)]) == .statementWrong)
        #expect(try here.rebuild([row], [(here.record, 1)], of: .random(.system)) == .notPermitted)
        #expect(try here.rebuild([row], [(here.record, 1)], in: .random(.system)) == .notPermitted)
        #expect(try here.rebuild([row], [(here.record, 1)], result: .intent) == .notPermitted)
        #expect(here.world.fold.search.unindexed[here.world.caseID] == [here.record])
    }

    /// Whoever reads and writes there, and nobody else.
    @Test(arguments: [Rights.read, .write, .own, .give, [.own, .write], [.read, .give]])
    func whoRebuilds(rights: Rights) throws {
        var here = try World()
        let officer = here.world.officer
        here.world.fold.generations[here.generation]?.grants[officer.person] = Grant(
            rights: rights, expires: 0, seq: 4, granter: officer.key, grantee: officer.key)
        #expect(try here.rebuild([here.made(1)]) == .notPermitted)
    }

    @Test func nobodyInConflict() throws {
        var here = try World()
        here.world.fold.conflicts[here.world.caseID] = [here.world.officer.person: 5]
        #expect(try here.rebuild([here.made(1)]) == .notPermitted)
    }

    /// A rebuild takes no role that opens nothing, and a search neither.
    @Test func rolesThatOpenNothing() throws {
        for role in [RoleCode.trustee, .auditor] {
            #expect(!ActRule.allows(.indexRebuild, role) && !ActRule.allows(.caseSearch, role))
        }
        #expect(!ActRule.isSystems(.caseSearch) && !ActRule.isSystems(.indexRebuild))
    }

    @Test func aSearchBeginsIsShownAndEnds() throws {
        var here = try World()
        let tag = CaseTag.random(.system)
        #expect(try here.search(.intent, .search) == nil)
        #expect(try here.search(.ok, .clientCase, ref: 101, of: tag) == nil)
        #expect(try here.search(.ok, .clientCase, ref: 101, of: tag) == nil)
        #expect(try here.search(.ok, .search, ref: 101) == nil)
        // It is ended.
        #expect(try here.search(.ok, .clientCase, ref: 101, of: tag) == .notPermitted)
        #expect(try here.search(.ok, .search, ref: 101) == .notPermitted)
    }

    @Test func searchesThatWereNeverIntended() throws {
        var here = try World()
        let tag = CaseTag.random(.system)
        #expect(try here.search(.ok, .clientCase, ref: 101, of: tag) == .notPermitted)
        #expect(try here.search(.intent, .search, why: nil) == .notPermitted)
        #expect(try here.search(.intent, .search, of: tag) == .notPermitted)
        #expect(try here.search(.intent, .search, ref: 5) == .notPermitted)
        #expect(try here.search(.intent, .record) == .notPermitted)
        #expect(try here.search(.intent, .search, data: SHA256Hash.hash([])) == .notPermitted)
        #expect(try here.search(.intent, .search) == nil)
        #expect(try here.search(.ok, .clientCase, ref: 0, of: tag) == .notPermitted)
        #expect(try here.search(.ok, .clientCase, ref: 100, of: tag) == .notPermitted)
        #expect(try here.search(.ok, .clientCase, ref: 101) == .notPermitted)
        #expect(try here.search(.ok, .search, ref: 101, of: tag) == .notPermitted)
        #expect(try here.search(.ok, .clientCase, ref: 101, why: nil, of: tag) == .notPermitted)
        // A colleague shows nothing under another's intent.
        let other = here.world.other.key
        #expect(
            try here.search(.ok, .clientCase, ref: 101, of: tag, by: other, role: .attorney) == .notPermitted)
        #expect(try here.search(.ok, .search, ref: 101) == nil)
    }

    /// A policy that wants a compartment indexed otherwise makes its records due.
    @Test func aNewPolicyMakesRecordsDue() throws {
        var here = try World()
        #expect(try here.rebuild([here.made(1)], [(here.record, 1)]) == nil)
        var rules = Policy.standard.rules
        rules[.legal]?.indexing = .none
        here.world.fold.noteIndexing(by: Policy(rules: rules))
        #expect(here.world.fold.search.unindexed[here.world.caseID] == [])
        rules[.core]?.indexing = .partly
        here.world.fold.noteIndexing(by: Policy(rules: rules))
        #expect(here.world.fold.search.unindexed[here.world.caseID] == [here.record])
    }

    @Test func theStatementReadsBackExactly() throws {
        let statement = IndexStatement(
            caseID: .random(.system), generation: .random(.system),
            items: [.init(record: .random(.system), revision: 3)],
            effects: StatementEffects(rows: [.made(TableCode.searchIndex, .random(.system), at: 4)]))
        let bytes = statement.tuple.bytes
        #expect(try IndexStatement(decoding: bytes).tuple.bytes == bytes)
        for count in 0..<bytes.count {
            #expect(throws: MalformedTuple.self) { _ = try IndexStatement(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: MalformedTuple.self) { _ = try IndexStatement(decoding: bytes + [0]) }
    }
}

extension ContentTag {
    fileprivate static func made(_ id: GenerationID) -> ContentTag {
        ContentTag(bytes: id.bytes + id.bytes) ?? .zero
    }
}
