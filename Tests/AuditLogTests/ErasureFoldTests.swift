import Testing
import VaultCrypto

@testable import AuditLog

/// Guards the fold of erasures and holds: who may, when, what closes, and which rows an erasure may name.
@Suite struct ErasureFoldTests {
    @Test func anErasureNamesItsRowsAndNoOthers() throws {
        let world = try ErasureWorld()
        try world.order()
        let good = world.effects
        #expect(world.erased(good, after: 7))
        #expect(!world.erased(good, after: 6))
        for (index, change) in good.rows.enumerated() {
            for spoilt in change.spoilt {
                var bad = good
                bad.rows[index] = spoilt
                #expect(!world.erased(bad, after: 7), "\(change) as \(spoilt)")
            }
            var twice = good
            twice.rows.append(change)
            #expect(!world.erased(twice, after: 7))
            var missing = good
            missing.rows.remove(at: index)
            // A row that is gone already stops no erasure; a tombstone is there for each generation.
            #expect(world.erased(missing, after: 7) == (change.table != TableCode.gateTombstone))
        }
        for foreign in world.foreign {
            var bad = good
            bad.rows.append(foreign)
            #expect(!world.erased(bad, after: 7), "\(foreign)")
        }
    }

    @Test func anErasureFollowsItsOrder() throws {
        let world = try ErasureWorld()
        #expect(!world.erased(world.effects, after: 7))
        try world.order()
        let effects = world.effects
        #expect(!world.erased(effects, after: 7, order: world.orderSeq + 1))
        #expect(!world.erased(effects, after: 7, compartment: .core))
        #expect(!world.erased(effects, after: 7, act: .generationErase))
        #expect(!world.erased(effects, after: 7, as: .caseLead))
        #expect(!world.erased(effects, after: 7, by: world.lead))
        var stale = effects
        stale.gate = GateState(counter: 3, root: .zero)
        #expect(!world.erased(stale, after: 7))
        // After a counter near its end nothing could ever be changed.
        for counter: UInt64 in [.max, 5 + (1 << 32) + 1] {
            #expect(!world.erased(world.effects(at: counter), after: 7))
        }
        #expect(world.erased(effects, after: 7))
        #expect(world.fold.generations.count == 2 && world.fold.cases.count == 2)
    }

    @Test func whatIsErasedIsForgottenAndItsTombstoneStays() throws {
        let world = try ErasureWorld()
        try world.order()
        #expect(world.apply(world.erase(world.effects, after: 7)))
        #expect(world.fold.cases[ErasureWorld.caseID] == nil)
        #expect(world.fold.records.all.isEmpty && world.fold.drafts.isEmpty)
        #expect(world.fold.orders[ErasureWorld.caseID]?.isEmpty ?? true)
        #expect(world.fold.erased.tombstones.keys.sorted() == [ErasureWorld.generation])
        #expect(world.fold.generations.keys.sorted() == [ErasureWorld.otherGeneration])
        // Neither twice nor once more with a new order.
        #expect(!world.apply(world.erase(world.effects, after: 8)))
        #expect(!world.fold.mayOrder(world.scope))
    }

    @Test func anOrderClosesAndAStopOpens() throws {
        let world = try ErasureWorld()
        #expect(world.opens)
        try world.order()
        #expect(!world.opens && !world.fold.worksOn(ErasureWorld.caseID, world.lead.person))
        let stop = EraseStopStatement(caseID: ErasureWorld.caseID, order: world.orderSeq)
        #expect(!world.apply(world.entry(.caseEraseStop, stop, by: world.lead, as: .caseLead)))
        #expect(!world.apply(world.entry(.caseEraseStop, stop, by: world.officer, as: .caseLead)))
        let other = EraseStopStatement(caseID: ErasureWorld.caseID, order: world.orderSeq + 1)
        #expect(!world.apply(world.entry(.caseEraseStop, other, by: world.officer)))
        let wrong = EraseStopStatement(caseID: ErasureWorld.otherCase, order: world.orderSeq)
        #expect(!world.apply(world.entry(.caseEraseStop, wrong, by: world.officer)))
        #expect(world.apply(world.entry(.caseEraseStop, stop, by: world.officer)))
        #expect(world.opens)
        #expect(!world.erased(world.effects, after: 9))
    }

    @Test func aHoldEndsAnOrderAndOnlyAnOfficerLiftsIt() throws {
        let world = try ErasureWorld()
        try world.order()
        let set = HoldStatement(caseID: ErasureWorld.caseID)
        #expect(!world.apply(world.entry(.holdSet, set, by: world.colleague, as: .attorney)))
        #expect(!world.apply(world.entry(.holdLift, set, by: world.officer)))
        #expect(world.apply(world.entry(.holdSet, set, by: world.lead, as: .caseLead)))
        #expect(world.opens && world.fold.orders[ErasureWorld.caseID] == nil)
        #expect(!world.apply(world.entry(.holdSet, set, by: world.officer)))
        #expect(!world.fold.mayOrder(world.scope))
        #expect(throws: OrderRefused.self) { try world.order() }
        let hold = try #require(world.fold.holds[ErasureWorld.caseID]).seq
        let lift = HoldStatement(caseID: ErasureWorld.caseID, lifted: hold)
        let wrong = HoldStatement(caseID: ErasureWorld.caseID, lifted: hold + 1)
        #expect(!world.apply(world.entry(.holdLift, wrong, by: world.officer)))
        #expect(!world.apply(world.entry(.holdLift, lift, by: world.lead, as: .caseLead)))
        #expect(!world.apply(world.entry(.holdSet, lift, by: world.officer)))
        #expect(world.apply(world.entry(.holdLift, lift, by: world.officer)))
        #expect(throws: Never.self) { try world.order() }
    }

    @Test func anOrderNeedsAnApprovalOrASoleOfficer() throws {
        let world = try ErasureWorld()
        let order = EraseOrderStatement(scope: world.scope)
        #expect(!world.apply(world.entry(.caseEraseOrder, order, by: world.officer)))
        #expect(!world.apply(world.entry(.caseEraseOrder, order, by: world.lead, as: .caseLead, flags: [.alone])))
        world.fold.secondOfficerUntil = 0
        #expect(world.apply(world.entry(.caseEraseOrder, order, by: world.officer, flags: [.alone], after: 30)))
        #expect(!world.apply(world.entry(.caseEraseOrder, order, by: world.officer, flags: [.alone], after: 30)))
        let recent = try ErasureWorld()
        recent.fold.secondOfficerUntil = recent.now
        #expect(!recent.apply(recent.entry(.caseEraseOrder, order, by: recent.officer, flags: [.alone], after: 6)))
    }

    /// A policy that shortens the wait takes nothing from the days in which colleagues can stop an erasure.
    @Test func aWaitThatWasShortened() throws {
        let world = try ErasureWorld()
        let short = PolicyStatement(policy: Policy(rules: Policy.standard.rules, erasureDays: 0))
        #expect(world.apply(world.entry(.policySet, short, by: world.officer)))
        try world.order()
        #expect(!world.erased(world.effects, after: 6))
        #expect(world.erased(world.effects, after: 7))
        let later = try ErasureWorld()
        #expect(later.apply(later.entry(.policySet, short, by: later.officer)))
        let order = EraseOrderStatement(scope: later.scope)
        #expect(later.apply(later.entry(.caseEraseOrder, order, by: later.officer, flags: [.alone], after: 8)))
        #expect(later.fold.dueErasures(at: later.now + 8 * 24 * 60 * 60 * 1000).count == 1)
        let empty = try ErasureWorld()
        let cases = empty.fold.cases
        empty.fold.cases = [:]
        #expect(empty.apply(empty.entry(.policySet, short, by: empty.officer)))
        empty.fold.cases = cases
        try empty.order()
        #expect(empty.erased(empty.effects, after: 0))
        let longer = try ErasureWorld()
        let long = PolicyStatement(policy: Policy(rules: Policy.standard.rules, erasureDays: 14))
        #expect(longer.apply(longer.entry(.policySet, long, by: longer.officer)))
        try longer.order()
        #expect(!longer.erased(longer.effects, after: 13) && longer.erased(longer.effects, after: 14))
    }

    /// Who declared a conflict in a case has no say in whether it is kept.
    @Test func anOfficerInConflict() throws {
        let world = try ErasureWorld()
        world.fold.secondOfficerUntil = 0
        world.fold.conflicts[ErasureWorld.caseID] = [world.officer.person: 1]
        let order = EraseOrderStatement(scope: world.scope)
        #expect(!world.apply(world.entry(.caseEraseOrder, order, by: world.officer, flags: [.alone], after: 30)))
        let set = HoldStatement(caseID: ErasureWorld.caseID)
        #expect(world.apply(world.entry(.holdSet, set, by: world.lead, as: .caseLead)))
        let hold = try #require(world.fold.holds[ErasureWorld.caseID]).seq
        let lift = HoldStatement(caseID: ErasureWorld.caseID, lifted: hold)
        #expect(!world.apply(world.entry(.holdLift, lift, by: world.officer)))
        world.fold.conflicts = [:]
        #expect(world.apply(world.entry(.holdLift, lift, by: world.officer)))
        #expect(world.apply(world.entry(.caseEraseOrder, order, by: world.officer, flags: [.alone], after: 30)))
    }

    @Test(arguments: [CompartmentCode.header, .processNotes]) func noSuchPartAlone(_ compartment: CompartmentCode) {
        let scope = ErasureScope(caseID: .zero, compartment: compartment)
        #expect(throws: MalformedTuple.self) {
            _ = try EraseOrderStatement(decoding: EraseOrderStatement(scope: scope).tuple.bytes)
        }
    }
}

private struct OrderRefused: Error {}

/// A fold with one officer, a lead and a colleague; a case with a record, a draft and a wrap, and another case.
private final class ErasureWorld {
    static let caseID = CaseID.random(.system)
    static let otherCase = CaseID.random(.system)
    static let generation = GenerationID.random(.system)
    static let otherGeneration = GenerationID.random(.system)
    private static let header = RecordID.random(.system)
    private static let draft = RowID.random(.system)
    private static let look = RowID.random(.system)
    private static let tagKey = RowID.random(.system)

    var fold: LogFold
    let officer: Member
    let lead: Member
    let colleague: Member
    private(set) var orderSeq: UInt64 = 0
    private var seq: UInt64 = 100
    let now: UInt64 = 1_790_000_000_000

    init() throws {
        let vault = VaultID.random(.system)
        fold = LogFold(vault: vault)
        officer = try Member.made(vault, [.administrator])
        lead = try Member.made(vault, [.caseLead])
        colleague = try Member.made(vault, [.attorney])
        for member in [officer, lead, colleague] {
            fold.members[member.person] = member
            fold.holders[member.key] = .person(member.person)
        }
        fold.gate = GateState(counter: 5, root: .zero)
        add(Self.caseID, Self.generation, Self.header)
        add(Self.otherCase, Self.otherGeneration, .random(.system))
        let mark = RowMark(revision: 3, tag: .zero, time: try #require(EntryTime(milliseconds: now)))
        fold.records[Self.header] = RecordFold(
            caseID: Self.caseID, compartment: .shared(.header), number: 0,
            first: RevisionFold(author: lead.person, mark: mark))
        fold.drafts[Self.draft] = DraftFold(
            row: Self.draft, person: lead.person, caseID: Self.caseID, number: 1, mark: mark)
        fold.caseRows[Self.caseID] = [
            RowName(table: TableCode.lookup, row: Self.look),
            RowName(table: TableCode.gateTagKey, row: Self.tagKey),
        ]
    }

    private func add(_ caseID: CaseID, _ generation: GenerationID, _ header: RecordID) {
        fold.cases[caseID] = CaseFold(
            id: caseID, reference: "7F3Q2M", lead: lead.person, maker: lead.person, members: [lead.person: 3],
            closed: false, newest: [.shared(.header): generation], generations: [generation], hasLabel: false,
            header: header, nextNumber: 1, counts: [:])
        let grant = Grant(rights: .read, expires: 0, seq: 4, granter: lead.key, grantee: lead.key)
        fold.generations[generation] = GenerationFold(
            id: generation, caseID: caseID, compartment: .shared(.header), number: 1, commitment: .zero,
            maker: lead.person, seq: 4, grants: [lead.person: grant], held: [lead.person])
    }

    var scope: ErasureScope { ErasureScope(caseID: Self.caseID, compartment: nil) }

    var opens: Bool { fold.holds(.read, lead.person, in: Self.generation, at: now) }

    /// What erasing the case changes.
    var effects: StatementEffects { effects(at: 9) }

    /// The same with another counter of the gate; the world's is 5.
    func effects(at counter: UInt64) -> StatementEffects {
        let generation = Self.generation.retyped(as: RowKind.self)
        return StatementEffects(
            rows: [
                .removed(TableCode.record, Self.header.retyped()), .removed(TableCode.generation, generation),
                .removed(TableCode.draft, Self.draft), .removed(TableCode.lookup, Self.look),
                .removed(TableCode.gateGeneration, generation), .removed(TableCode.gateTagKey, Self.tagKey),
                .made(TableCode.gateTombstone, generation, at: counter),
            ], gate: GateState(counter: counter, root: .zero))
    }

    /// Rows that are somebody else's.
    var foreign: [RowChange] {
        let other = Self.otherGeneration.retyped(as: RowKind.self)
        return [
            .removed(TableCode.generation, other), .removed(TableCode.gateGeneration, other),
            .made(TableCode.gateTombstone, other, at: 9), .removed(TableCode.record, .random(.system)),
            .removed(TableCode.keyring, lead.person.retyped()), .removed(TableCode.lookup, .random(.system)),
            .removed(TableCode.gateTagKey, .random(.system)), .removed(TableCode.draft, .random(.system)),
            .removed(TableCode.gatePerson, .random(.system)), .made(TableCode.searchIndex, .random(.system)),
        ]
    }

    /// Orders the erasure of the case as its sole officer.
    func order() throws {
        let statement = EraseOrderStatement(scope: scope)
        guard apply(entry(.caseEraseOrder, statement, by: officer, flags: [.alone])) else { throw OrderRefused() }
        orderSeq = seq - 1
    }

    typealias Made = (entry: AuditEntry, statement: [UInt8])

    func erase(
        _ effects: StatementEffects, after days: UInt64, order: UInt64? = nil, compartment: CompartmentCode? = nil,
        act: Act = .caseErase, as role: RoleCode = .administrator, by signer: Member? = nil
    ) -> Made {
        let statement = EraseStatement(
            scope: ErasureScope(caseID: Self.caseID, compartment: compartment), order: order ?? orderSeq,
            effects: effects)
        return entry(act, statement, by: signer ?? officer, as: role, after: days)
    }

    /// Whether it would count; the fold stays as it is.
    func erased(
        _ effects: StatementEffects, after days: UInt64, order: UInt64? = nil, compartment: CompartmentCode? = nil,
        act: Act = .caseErase, as role: RoleCode = .administrator, by signer: Member? = nil
    ) -> Bool {
        let before = (fold, seq)
        defer { (fold, seq) = before }
        return apply(
            erase(effects, after: days, order: order, compartment: compartment, act: act, as: role, by: signer))
    }

    func entry(
        _ act: Act, _ statement: any AuditLog.Statement, by signer: Member, as role: RoleCode = .administrator,
        flags: EntryFlags = [], after days: UInt64 = 0
    ) -> Made {
        let entry = AuditEntry.made(
            act, statement, by: signer, as: role, object: .clientCase, result: .ok, flags: flags, seq: seq,
            at: now, after: days)
        return (entry, statement.tuple.bytes)
    }

    func apply(_ made: Made) -> Bool {
        seq += 1
        return fold.apply(made.entry, statement: made.statement) == nil
    }
}
