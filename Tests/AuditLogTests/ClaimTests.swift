import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what an entry may say besides its rows: that it was done, whose login it names, which wrap it makes, and which
/// reference. Each is well made and signed by a member who may make such an entry.
@Suite struct ClaimTests {
    /// A change that only intends to happen changes nothing: `check` would not look for its rows.
    @Test(arguments: [ResultCode.ok, .intent]) func aChangeIsDone(result: ResultCode) throws {
        var world = try ClaimWorld()
        let assignment = AssignStatement(caseID: world.caseID, person: world.other.person, assigned: true)
        let problem = try world.apply(.caseAssign, assignment, result: result)
        #expect(problem == (result == .ok ? nil : .notPermitted))
        #expect((world.fold.cases[world.caseID]?.members[world.other.person] != nil) == (result == .ok))
    }

    /// Every act that changes something and has a statement; an export opens, and changes nothing.
    @Test func noChangeIsOnlyIntended() throws {
        let world = try ClaimWorld()
        for act in Act.allCases {
            let entry = try world.entry(act, data: nil, result: .intent)
            // An export is only ever an intent.
            let isChange = entry.needsStatement && ![.sessionDenied, .recordExport].contains(act)
            #expect(entry.isOnlyEverDone == isChange, "\(act)")
        }
    }

    /// Who unlocks names her own login, so that nobody forgets the wrong passphrases at a colleague's.
    @Test func anUnlockOfHerOwnLogin() throws {
        var world = try ClaimWorld()
        let failures = 4
        for login in [world.login, world.otherLogin] {
            world.fold.attempts[login, default: .init()].passphrases = failures
        }
        for login in [world.otherLogin, RowID.random(.system)] {
            let problem = try world.apply(.sessionUnlock, AttemptStatement(login: login, secret: .passphrase))
            #expect(problem == .notPermitted)
        }
        #expect(world.fold.attempts[world.otherLogin]?.passphrases == failures)
        #expect(try world.apply(.sessionUnlock, AttemptStatement(login: world.login, secret: .passphrase)) == nil)
        #expect(world.fold.attempts[world.login]?.passphrases == 0)
    }

    /// Logins are those of the founding and of first invitations.
    @Test func whoseALoginIs() throws {
        var world = try ClaimWorld()
        let (person, login) = (PersonID.random(.system), RowID.random(.system))
        let rows: [RowChange] = [.made(TableCode.person, person.retyped()), .made(TableCode.lookup, login)]
        let invitation = InviteStatement(
            person: person, roles: [.attorney], codeKey: SigningKey(seed: Secret(random: .system)).verifyingKey,
            expires: .max, effects: StatementEffects(rows: rows))
        #expect(try world.apply(.staffInvite, invitation, as: .administrator) == nil)
        #expect(world.fold.logins[login] == person)
    }

    /// A grant makes a wrap where none stood, and its line says which; otherwise `check` has nothing to compare.
    @Test func aGrantMakesOneNewWrap() throws {
        let tag = RowChange.made(TableCode.wrap, .random(.system)).newTag
        for (before, after) in [(nil, nil), (tag, tag), (tag, nil), (nil, .zero)] as [(ContentTag?, ContentTag?)] {
            var world = try ClaimWorld()
            #expect(try world.give([1, 2, 3], before: before, after: after) == .notPermitted)
            #expect(world.fold.wraps[world.other.person] == nil)
        }
        var world = try ClaimWorld()
        #expect(try world.give([1, 2, 3], before: nil, after: tag) == nil)
        #expect(try world.give([1, 2, 3], before: nil, after: tag) == .notPermitted)
        #expect(world.fold.wraps[world.other.person]?.count == 1)
        #expect(try world.give([4, 5, 6], before: nil, after: tag) == nil)
    }

    /// A draft is its writer's: nobody else goes on with it, throws it away, or turns it into her record.
    @Test func anothersDraft() throws {
        var world = try ClaimWorld()
        let row = RowID.random(.system)
        func save(_ change: RowChange, as person: Member) -> DraftStatement {
            DraftStatement(person: person.person, caseID: world.caseID, effects: StatementEffects(rows: [change]))
        }
        #expect(try world.apply(.draftSave, save(.made(TableCode.draft, row), as: world.other)) == .notPermitted)
        #expect(try world.apply(.draftSave, save(.made(TableCode.draft, row), as: world.officer)) == nil)
        let known = try #require(world.fold.drafts[row])
        world.fold.drafts[row] = DraftFold(
            row: row, person: world.other.person, caseID: known.caseID, number: 1, mark: known.mark)
        for change in [RowChange.removed(TableCode.draft, row), .changed(TableCode.draft, row)] {
            let first = RowChange(
                table: change.table, row: row, oldRevision: 1, newRevision: change.newRevision == 0 ? 0 : 2,
                oldTag: change.oldTag, newTag: change.newTag)
            #expect(try world.apply(.draftSave, save(first, as: world.officer)) == .notPermitted)
            #expect(!world.fold.mayFinish([first], of: world.caseID, by: world.officer.person))
        }
        #expect(world.fold.drafts[row]?.person == world.other.person)
    }

    /// Who declared a conflict begins no draft of the case and goes on with none; she may still throw hers away.
    @Test func draftsOfACaseInConflict() throws {
        var world = try ClaimWorld()
        let (row, caseID) = (RowID.random(.system), world.caseID)
        func save(_ change: RowChange) -> DraftStatement {
            DraftStatement(person: world.officer.person, caseID: caseID, effects: StatementEffects(rows: [change]))
        }
        #expect(try world.apply(.draftSave, save(.made(TableCode.draft, row))) == nil)
        world.fold.conflicts[caseID] = [world.officer.person: 1]
        #expect(!world.fold.worksOn(caseID, world.officer.person))
        #expect(try world.apply(.draftSave, save(.made(TableCode.draft, .random(.system)))) == .notPermitted)
        let tag = RowChange.made(TableCode.draft, row).newTag
        let next = RowChange(
            table: TableCode.draft, row: row, oldRevision: 1, newRevision: 2, oldTag: tag, newTag: tag)
        #expect(try world.apply(.draftSave, save(next)) == .notPermitted)
        let gone = RowChange(
            table: TableCode.draft, row: row, oldRevision: 1, newRevision: 0, oldTag: tag, newTag: .zero)
        #expect(try world.apply(.draftSave, save(gone)) == nil)
    }

    /// A line that tells of another row than its statement, or of none, or of one where there is none, counts for nothing.
    @Test func aLineTellsWhatItsStatementDoes() throws {
        let (row, other) = (RowID.random(.system), try #require(ContentTag(bytes: [UInt8](repeating: 3, count: 32))))
        let change = RowChange.made(TableCode.draft, row)
        func save(_ before: ContentTag?, _ after: ContentTag?) throws -> FoldProblem? {
            var world = try ClaimWorld()
            let statement = DraftStatement(
                person: world.officer.person, caseID: world.caseID, effects: StatementEffects(rows: [change]))
            return try world.apply(.draftSave, statement, before: before, after: after)
        }
        #expect(try save(nil, nil) == nil)
        #expect(try save(nil, change.newTag) == nil)
        #expect(try save(nil, other) == .statementWrong)
        #expect(try save(other, nil) == .statementWrong)
        #expect(try save(nil, .zero) == .statementWrong)
        var world = try ClaimWorld()
        let policy = PolicyStatement(policy: .standard)
        #expect(try world.apply(.policySet, policy, as: .administrator, after: other) == .statementWrong)
    }

    /// The gate gives a suspended person nothing, and one in conflict nothing of that case.
    @Test func rightsThatAreWithheld() throws {
        var world = try ClaimWorld()
        let generation = world.fold.cases[world.caseID]?.newest[.shared(.header)]
        let person = world.officer.person
        #expect(world.fold.holds(.read, person, in: generation, at: 0))
        world.fold.members[person]?.suspended = 5
        #expect(!world.fold.holds(.read, person, in: generation, at: 0))
        world.fold.members[person]?.suspended = nil
        world.fold.conflicts[world.caseID] = [person: 6]
        #expect(!world.fold.holds(.give, person, in: generation, at: 0))
    }

    /// People find a case by its reference: two cases do not share one.
    @Test func aReferenceNamesOneCase() throws {
        var world = try ClaimWorld()
        #expect(try world.open("7F3Q2M") == nil)
        #expect(try world.open("7F3Q2M") == .notPermitted)
        #expect(try world.open("7F3Q2N") == nil)
    }
}

/// A fold with two members, one of them an officer who leads a case and may pass on one key of it.
struct ClaimWorld {
    var fold: LogFold
    let officer: Member
    let other: Member
    let login = RowID.random(.system)
    let otherLogin = RowID.random(.system)
    let caseID = CaseID.random(.system)
    private let generation: GenerationFold
    private var seq: UInt64 = 10
    private var counter: UInt64 = 1

    init() throws {
        let vault = VaultID.random(.system)
        officer = try Member.made(vault, [.administrator, .coordinator, .caseLead])
        other = try Member.made(vault, [.attorney])
        fold = LogFold(vault: vault)
        for member in [officer, other] {
            fold.members[member.person] = member
            fold.holders[member.key] = .person(member.person)
        }
        fold.logins = [login: officer.person, otherLogin: other.person]
        let grant = Grant(
            rights: [.read, .write, .give], expires: 0, seq: 4, granter: officer.key, grantee: officer.key)
        generation = GenerationFold(
            id: .random(.system), caseID: caseID, compartment: .shared(.header), number: 1, commitment: .zero,
            maker: officer.person, seq: 4, grants: [officer.person: grant])
        fold.generations[generation.id] = generation
        fold.cases[caseID] = CaseFold(
            id: caseID, reference: "000000", lead: officer.person, maker: officer.person,
            members: [officer.person: 3], closed: false, newest: [.shared(.header): generation.id],
            generations: [generation.id], hasLabel: false, header: .random(.system), nextNumber: 1, counts: [:])
    }

    /// An entry of the officer.
    func entry(
        _ act: Act, data: SHA256Digest?, as role: RoleCode = .coordinator, before: ContentTag? = nil,
        after: ContentTag? = nil, result: ResultCode = .ok
    ) throws -> AuditEntry {
        let boot = ShortHash(bootID: "")
        var fields = EntryFields(
            time: try #require(EntryTime(milliseconds: 1_790_000_000_000)), boot: boot, mono: 0, act: .known(act),
            by: officer.key, role: role, peer: boot, object: .none, result: result, data: data)
        (fields.before, fields.after) = (before, after)
        return AuditEntry(
            seq: seq, prev: .zero, fields: fields, signature: SigningKey(seed: Secret(random: .system)).sign([]))
    }

    mutating func apply(
        _ act: Act, _ statement: any Statement, as role: RoleCode = .coordinator, before: ContentTag? = nil,
        after: ContentTag? = nil, result: ResultCode = .ok
    ) throws -> FoldProblem? {
        let bytes = statement.tuple.bytes
        var told = try self.entry(act, data: nil).fields
        told.tell(of: (statement as? any ChangingStatement)?.effects.main)
        let entry = try entry(
            act, data: SHA256Hash.hash(bytes), as: role, before: before ?? told.before, after: after ?? told.after,
            result: result)
        seq += 1
        return fold.apply(entry, statement: bytes)
    }

    /// Grants the header's key to the other, who is assigned first.
    mutating func give(_ wrap: [UInt8], before: ContentTag?, after: ContentTag?) throws -> FoldProblem? {
        fold.cases[caseID]?.members[other.person] = 5
        let info = GrantInfo(
            vault: fold.vault, caseID: caseID, compartment: generation.compartment, number: generation.number,
            generation: generation.id, commitment: generation.commitment, grantee: other.key, granter: officer.key,
            rights: fold.entitlement(other, in: generation), expires: 0, authority: 5)
        return try apply(
            .grantGive, GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: wrap)), before: before, after: after)
    }

    /// Opens a case with rows that nobody has.
    mutating func open(_ reference: String) throws -> FoldProblem? {
        counter += 1
        let rows: [RowChange] = [
            .made(TableCode.record, .random(.system)), .made(TableCode.lookup, .random(.system)),
            .made(TableCode.gateTagKey, .random(.system), at: counter),
        ]
        return try apply(
            .caseCreate,
            CaseStatement(
                caseID: .random(.system), reference: reference, lead: officer.person, members: [officer.person],
                effects: StatementEffects(rows: rows, gate: GateState(counter: counter, root: .zero))))
    }
}
