import VaultCrypto

@testable import AuditLog

private struct OrderRefused: Error {}

/// A case with two records in `core`: three generations of it, the oldest retired, and both records under the second.
final class RecordWorld {
    static let caseID = CaseID.random(.system)
    static let (gone, kept, header) = (RecordID.random(.system), RecordID.random(.system), RecordID.random(.system))
    static let (oldest, older, newer) = (
        GenerationID.random(.system), GenerationID.random(.system), GenerationID.random(.system)
    )
    private static let draft = RowID.random(.system)

    var fold: LogFold
    let officer: Member
    let writer: Member
    let reader: Member
    /// Passes keys on and opens nothing.
    let keeper: Member
    private(set) var orderSeq: UInt64 = 0
    private var seq: UInt64 = 100
    let now: UInt64 = 1_790_000_000_000

    init() throws {
        let vault = VaultID.random(.system)
        fold = LogFold(vault: vault)
        officer = try Member.made(vault, [.administrator])
        writer = try Member.made(vault, [.caseLead])
        reader = try Member.made(vault, [.attorney])
        keeper = try Member.made(vault, [.attorney])
        for member in [officer, writer, reader, keeper] {
            fold.members[member.person] = member
            fold.holders[member.key] = .person(member.person)
        }
        fold.gate = GateState(counter: 5, root: .zero)
        fold.cases[Self.caseID] = CaseFold(
            id: Self.caseID, reference: "7F3Q2M", lead: writer.person, maker: writer.person,
            members: [writer.person: 3, reader.person: 3], closed: false, newest: [.shared(.core): Self.newer],
            generations: [Self.oldest, Self.older, Self.newer], hasLabel: false, header: Self.header, nextNumber: 3,
            counts: [.core: 2])
        for (number, id) in [Self.oldest, Self.older, Self.newer].enumerated() { add(id, UInt32(number + 1)) }
        fold.generations[Self.oldest]?.isRetired = true
        add(Self.gone, 1, revisions: 2)
        add(Self.kept, 2, revisions: 1)
        fold.records[Self.header] = RecordFold(
            caseID: Self.caseID, compartment: .shared(.header), number: 0, first: revision(1, in: .random(.system)))
        fold.drafts[Self.draft] = DraftFold(
            row: Self.draft, person: writer.person, caseID: Self.caseID, number: 1, mark: mark(3))
    }

    private func add(_ id: GenerationID, _ number: UInt32) {
        func grant(_ member: Member, _ rights: Rights) -> Grant {
            Grant(rights: rights, expires: 0, seq: 4, granter: writer.key, grantee: member.key)
        }
        fold.generations[id] = GenerationFold(
            id: id, caseID: Self.caseID, compartment: .shared(.core), number: number, commitment: .zero,
            maker: writer.person, seq: 4,
            grants: [
                writer.person: grant(writer, [.read, .write]), reader.person: grant(reader, .read),
                keeper.person: grant(keeper, .give),
            ],
            held: [writer.person])
    }

    private func add(_ record: RecordID, _ number: UInt32, revisions: UInt64) {
        fold.records[record] = RecordFold(
            caseID: Self.caseID, compartment: .shared(.core), number: number, first: revision(1, in: Self.older))
        for number in 1..<revisions { fold.records[record]?.take(revision(number + 1, in: Self.older)) }
        for _ in 0..<revisions { fold.enter(Self.older) }
    }

    private func mark(_ revision: UInt64) -> RowMark {
        guard let time = EntryTime(milliseconds: now) else { preconditionFailure("a day of this century") }
        return RowMark(revision: revision, tag: RowChange.resealed(0, .zero).oldTag, time: time)
    }

    func revision(_ number: UInt64, in generation: GenerationID) -> RevisionFold {
        RevisionFold(author: writer.person, mark: mark(number), generation: generation)
    }

    /// The neighbour lies under the newest keys now.
    func resealNeighbour() {
        fold.records[Self.kept]?.reseal(mark(1), in: Self.newer)
        fold.leave(Self.older)
        fold.enter(Self.newer)
    }

    /// Whether it would count that somebody seals the neighbour again; the fold stays as it is.
    func resealed(
        by signer: Member, into generation: GenerationID = RecordWorld.newer, after days: UInt64 = 0
    ) -> Bool {
        let before = (fold, seq)
        defer { (fold, seq) = before }
        let change = RowChange.resealed(TableCode.record, Self.kept.retyped())
        let statement = RekeyStatement(
            caseID: Self.caseID, generation: generation, effects: StatementEffects(rows: [change]))
        return apply(entry(.generationRekey, statement, by: signer, as: signer.roles[0], after: days))
    }

    func scope(_ part: ErasureScope.Part) -> ErasureScope { ErasureScope(caseID: Self.caseID, part: part) }

    func opens(_ record: RecordID) -> Bool {
        fold.mayOpen(record, revision: 1, of: Self.older, reader.person, at: now)
    }

    /// What erasing the record changes.
    var effects: StatementEffects {
        let (oldest, older) = (Self.oldest.retyped(as: RowKind.self), Self.older.retyped(as: RowKind.self))
        return StatementEffects(
            rows: [
                .removed(TableCode.record, Self.gone.retyped()), .removed(TableCode.generation, older),
                .removed(TableCode.generation, oldest), .removed(TableCode.draft, Self.draft),
                .removed(TableCode.searchIndex, older), .removed(TableCode.gateGeneration, older),
                .made(TableCode.gateTombstone, older, at: 9), .made(TableCode.gateTombstone, oldest, at: 9),
            ], gate: GateState(counter: 9, root: .zero))
    }

    /// Rows that are its neighbour's, the case's or somebody else's.
    var foreign: [RowChange] {
        let newer = Self.newer.retyped(as: RowKind.self)
        return [
            .removed(TableCode.record, Self.kept.retyped()), .removed(TableCode.record, Self.header.retyped()),
            .removed(TableCode.generation, newer), .removed(TableCode.gateGeneration, newer),
            .made(TableCode.gateTombstone, newer, at: 9), .removed(TableCode.searchIndex, newer),
            .removed(TableCode.lookup, .random(.system)), .removed(TableCode.gateTagKey, .random(.system)),
            .removed(TableCode.keyring, writer.person.retyped()), .made(TableCode.record, .random(.system)),
        ]
    }

    func ask(_ part: ErasureScope.Part) throws {
        let request = RequestStatement(
            kind: .erasure, target: Self.caseID.retyped(), subject: fold.erasure(scope(part)))
        guard apply(entry(.caseEraseOrder, request, by: officer, result: .intent)) else { throw OrderRefused() }
    }

    /// Orders it as the sole officer.
    func order(_ part: ErasureScope.Part = .record(RecordWorld.gone)) throws {
        let statement = EraseOrderStatement(scope: scope(part))
        guard apply(entry(.caseEraseOrder, statement, by: officer, flags: [.alone])) else { throw OrderRefused() }
        orderSeq = seq - 1
    }

    typealias Made = (entry: AuditEntry, statement: [UInt8])

    func erase(
        _ effects: StatementEffects, after days: UInt64 = 7, order: UInt64? = nil, part: ErasureScope.Part? = nil,
        act: Act = .recordErase, as role: RoleCode = .administrator, by signer: Member? = nil
    ) -> Made {
        let statement = EraseStatement(
            scope: scope(part ?? .record(Self.gone)), order: order ?? orderSeq, effects: effects)
        return entry(act, statement, by: signer ?? officer, as: role, after: days)
    }

    /// Whether it would count; the fold stays as it is.
    func erased(
        _ effects: StatementEffects, after days: UInt64 = 7, order: UInt64? = nil, part: ErasureScope.Part? = nil,
        act: Act = .recordErase, as role: RoleCode = .administrator, by signer: Member? = nil
    ) -> Bool {
        let before = (fold, seq)
        defer { (fold, seq) = before }
        return apply(erase(effects, after: days, order: order, part: part, act: act, as: role, by: signer))
    }

    func entry(
        _ act: Act, _ statement: any AuditLog.Statement, by signer: Member, as role: RoleCode = .administrator,
        result: ResultCode = .ok, flags: EntryFlags = [], after days: UInt64 = 0
    ) -> Made {
        let entry = AuditEntry.made(
            act, statement, by: signer, as: role, object: result == .intent ? .approval : .record, result: result,
            flags: flags, seq: seq,
            at: now, after: days)
        return (entry, statement.tuple.bytes)
    }

    func apply(_ made: Made) -> Bool {
        seq += 1
        return fold.apply(made.entry, statement: made.statement) == nil
    }
}
