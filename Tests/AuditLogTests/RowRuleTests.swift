import Testing
import VaultCrypto

@testable import AuditLog

/// Guards the allow-list of rows: an entry counts with exactly the rows of its act, and with any other for nothing.
@Suite struct RowRuleTests {
    /// Each act of the list with its rows as they are written.
    private static let acts: [RowCase] = [
        RowCase("key.system") { world in
            let person = RowRuleWorld.newcomer.retyped(as: RowKind.self)
            let rows: [RowChange] = [
                .made(1, person), .made(5, world.fold.vault.retyped(as: RowKind.self)), .made(6, person),
                .made(7, person), .made(8, world.random),
            ]
            return (rows, nil)
        } isAllowed: { world, effects in
            let key = SigningKey(seed: Secret(random: .system)).verifyingKey
            return world.fold.mayChange(
                KeysStatement(
                    person: RowRuleWorld.newcomer, roles: [.administrator], systemKey: key, logKey: key,
                    effects: effects))
        },
        RowCase("staff.invite") { world in
            ([.made(1, RowRuleWorld.newcomer.retyped()), .made(8, world.random)], nil)
        } isAllowed: { world, effects in
            world.fold.mayChange(world.invitation(of: RowRuleWorld.newcomer, effects))
        },
        RowCase("staff.invite again") { _ in
            ([.changed(1, RowRuleWorld.invited.retyped())], nil)
        } isAllowed: { world, effects in
            world.fold.mayChange(world.invitation(of: RowRuleWorld.invited, effects))
        },
        RowCase("staff.passphrase") { world in
            let rows: [RowChange] = [
                .changed(6, RowRuleWorld.person.retyped()), .made(70, world.random, at: 9),
                .removed(70, RowRuleWorld.secret),
            ]
            return (rows, 9)
        } isAllowed: { world, effects in
            world.fold.mayChange(PassphraseStatement(person: RowRuleWorld.person, effects: effects))
        },
        RowCase("case.create") { world in
            let rows: [RowChange] = [
                .made(11, world.random), .made(11, world.random), .made(8, world.random),
                .made(69, world.random, at: 9),
            ]
            return (rows, 9)
        } isAllowed: { world, effects in
            world.fold.mayChange(
                CaseStatement(
                    caseID: .random(.system), reference: "7F3Q2M", lead: RowRuleWorld.person,
                    members: [RowRuleWorld.person], effects: effects))
        },
        RowCase("case.close") { _ in
            ([.changed(11, RowRuleWorld.header.retyped())], nil)
        } isAllowed: { world, effects in
            world.fold.mayChange(
                CaseStateStatement(caseID: world.found.id, closed: true, effects: effects), of: world.found)
        },
        RowCase("generation.make") { _ in
            let generation = RowRuleWorld.generation.retyped(as: RowKind.self)
            return (
                [.changed(7, RowRuleWorld.person.retyped()), .made(9, generation), .made(68, generation, at: 9)], 9
            )
        } isAllowed: { world, effects in
            world.fold.mayChange(
                GenerationStatement(
                    generation: RowRuleWorld.generation, caseID: world.found.id, compartment: .shared(.legal),
                    number: 1, commitment: .zero, maker: RowRuleWorld.person, rights: .read, effects: effects))
        },
        RowCase("generation.make, keyring later") { _ in
            let generation = RowRuleWorld.generation.retyped(as: RowKind.self)
            return ([.made(9, generation), .made(68, generation, at: 9)], 9)
        } isAllowed: { world, effects in
            world.fold.mayChange(
                GenerationStatement(
                    generation: RowRuleWorld.generation, caseID: world.found.id, compartment: .shared(.legal),
                    number: 1, commitment: .zero, maker: RowRuleWorld.person, rights: .read, effects: effects))
        },
        RowCase("grant.accept") { world in
            ([.changed(7, RowRuleWorld.person.retyped()), .removed(10, world.grant.row)], nil)
        } isAllowed: { world, effects in
            world.fold.mayChange(
                KeyringStatement(person: RowRuleWorld.person, accepted: [5], dropped: [], effects: effects))
        },
        RowCase("record.write, first") { _ in
            ([.made(11, RowRuleWorld.record.retyped()), .changed(11, RowRuleWorld.header.retyped())], nil)
        } isAllowed: { world, effects in
            world.allowsWriting(1, effects)
        },
        RowCase("record.write, next") { _ in
            ([.changed(11, RowRuleWorld.record.retyped()), .changed(11, RowRuleWorld.header.retyped())], nil)
        } isAllowed: { world, effects in
            world.allowsWriting(4, effects)
        },
        RowCase("import.batch") { _ in
            (
                [
                    .changed(11, RowRuleWorld.header.retyped()), .made(11, RowRuleWorld.record.retyped()),
                    .made(11, RowRuleWorld.second.retyped()),
                ], nil
            )
        } isAllowed: { world, effects in
            let items = [RowRuleWorld.record, RowRuleWorld.second].enumerated().map {
                ImportStatement.Item(generation: RowRuleWorld.generation, record: $1, number: UInt32($0) + 1)
            }
            return world.fold.mayChange(
                ImportStatement(
                    batch: 1, mark: .zero, total: 2, from: 0, caseID: world.found.id, opens: false, items: items,
                    effects: effects), of: world.found)
        },
        RowCase("import.undo") { _ in
            (
                [
                    .changed(11, RowRuleWorld.header.retyped()), .removed(11, RowRuleWorld.record.retyped()),
                    .removed(11, RowRuleWorld.second.retyped()),
                ], nil
            )
        } isAllowed: { world, effects in
            world.fold.mayChange(
                ImportUndoStatement(
                    batch: 1, caseID: world.found.id, records: [RowRuleWorld.record, RowRuleWorld.second],
                    effects: effects), of: world.found)
        },
    ]

    @Test(arguments: acts)
    func exactlyItsRows(_ act: RowCase) {
        let world = RowRuleWorld()
        let (rows, step) = act.rows(world)
        let gate = step.map { GateState(counter: $0, root: .zero) }
        func allows(_ rows: [RowChange]) -> Bool { act.isAllowed(world, StatementEffects(rows: rows, gate: gate)) }
        #expect(allows(rows))
        for (index, row) in rows.enumerated() {
            func with(_ changed: RowChange) -> [RowChange] { Array(rows[..<index] + [changed] + rows[(index + 1)...]) }
            #expect(!allows(rows + [row]), "twice: table \(row.table)")
            for changed in row.spoilt { #expect(!allows(with(changed)), "table \(row.table): \(changed)") }
        }
        for table in UInt8(1)...71 where ![11, 15].contains(table) || act.name != "case.create" {
            #expect(!allows(rows + [.made(table, world.random, at: table < 64 ? 1 : 9)]), "also table \(table)")
            #expect(!allows(rows + [.changed(table, world.random)]), "also table \(table)")
            // Older secrets, and the draft that a record was, are asked for elsewhere.
            let isAskedElsewhere =
                (table == 70 && act.name == "staff.passphrase") || (table == 14 && act.name.hasPrefix("record.write"))
            if !isAskedElsewhere {
                #expect(!allows(rows + [.removed(table, world.random)]), "also table \(table)")
            }
        }
    }

    /// Another person's rows under the cover of an act of one's own.
    @Test func nobodyElsesRows() {
        let world = RowRuleWorld()
        let colleague = RowRuleWorld.invited.retyped(as: RowKind.self)
        let gate = GateState(counter: 9, root: .zero)
        let keyring = StatementEffects(rows: [.changed(7, colleague)])
        #expect(
            !world.fold.mayChange(
                KeyringStatement(person: RowRuleWorld.person, accepted: [], dropped: [], effects: keyring)))
        let lock = StatementEffects(rows: [.changed(6, colleague), .made(70, world.random, at: 9)], gate: gate)
        #expect(!world.fold.mayChange(PassphraseStatement(person: RowRuleWorld.person, effects: lock)))
        let own = RowChange.changed(6, RowRuleWorld.person.retyped())
        for secret in [RowRuleWorld.othersSecret, world.random] {
            let theft = StatementEffects(rows: [own, .made(70, world.random, at: 9), .removed(70, secret)], gate: gate)
            #expect(!world.fold.mayChange(PassphraseStatement(person: RowRuleWorld.person, effects: theft)))
        }
    }

    /// What the row was before is 8 bytes of the signer's choice.
    @Test(arguments: [0, 1, 4, UInt64.max]) func noRevisionIsTooLarge(_ new: UInt64) {
        let world = RowRuleWorld()
        let change = RowChange.changed(7, RowRuleWorld.person.retyped())
        let last = RowChange(
            table: 7, row: change.row, oldRevision: .max, newRevision: new, oldTag: change.oldTag, newTag: change.newTag
        )
        #expect(
            !world.fold.mayChange(
                KeyringStatement(
                    person: RowRuleWorld.person, accepted: [], dropped: [], effects: StatementEffects(rows: [last]))))
    }

    /// A row that stands already is not made again under the same id.
    @Test func nothingIsMadeTwice() {
        var world = RowRuleWorld()
        let rows: [RowChange] = [.made(1, RowRuleWorld.newcomer.retyped()), .made(8, world.random)]
        let effects = StatementEffects(rows: rows)
        #expect(world.fold.mayChange(world.invitation(of: RowRuleWorld.newcomer, effects)))
        world.fold.know(effects)
        #expect(!world.fold.mayChange(world.invitation(of: RowRuleWorld.newcomer, effects)))
    }

    @Test func whatTheGateAdopts() {
        var world = RowRuleWorld()
        let row = world.random
        func allows(_ rows: [RowChange]) -> Bool {
            world.fold.mayChange(
                GateStatement(effects: StatementEffects(rows: rows, gate: GateState(counter: 9, root: .zero))))
        }
        #expect(!allows([.removed(68, row)]))
        #expect(allows([.made(68, row, at: 4)]))
        #expect(!allows([.made(68, row, at: 10)]))
        #expect(!allows([.made(11, row)]))
        #expect(!allows([.changed(68, row)]))
        world.fold.adopt(StatementEffects(rows: [.made(68, row, at: 4)]))
        #expect(allows([.removed(68, row)]))
        #expect(!allows([.made(68, row, at: 9)]))
        #expect(!allows([.removed(68, world.random)]))
    }

    /// No policy gives officers without a client's work, trustees or auditors anything, or opens process notes.
    @Test func noPolicyBeyondTheLaw() {
        #expect(Policy.standard.isLawful)
        for role in [RoleCode.administrator, .trustee, .auditor] {
            var rules = Policy.standard.rules
            rules[.stat]?.rights[role] = .own
            #expect(!Policy(rules: rules).isLawful)
        }
        var notes = Policy.standard.rules
        notes[.processNotes]?.rights[.psychologist] = [.write, .own, .give]
        #expect(!Policy(rules: notes).isLawful)
        notes = Policy.standard.rules
        notes[.processNotes]?.custodians = .coordinators
        #expect(!Policy(rules: notes).isLawful)
        var fewer = Policy.standard.rules
        fewer[.core] = nil
        #expect(!Policy(rules: fewer).isLawful)
    }
}

/// One act, its rows, and the question that the fold asks.
struct RowCase: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: @Sendable (RowRuleWorld) -> ([RowChange], step: UInt64?)
    let isAllowed: @Sendable (RowRuleWorld, StatementEffects) -> Bool

    init(
        _ name: String, rows: @escaping @Sendable (RowRuleWorld) -> ([RowChange], step: UInt64?),
        isAllowed: @escaping @Sendable (RowRuleWorld, StatementEffects) -> Bool
    ) {
        (self.name, self.rows, self.isAllowed) = (name, rows, isAllowed)
    }

    var testDescription: String { name }
}

/// A fold with one person, one case with a header and a record, and one wrap that waits.
struct RowRuleWorld: Sendable {
    static let person = PersonID.random(.system)
    static let invited = PersonID.random(.system)
    static let newcomer = PersonID.random(.system)
    static let generation = GenerationID.random(.system)
    static let header = RecordID.random(.system)
    static let record = RecordID.random(.system)
    static let second = RecordID.random(.system)
    static let secret = RowID.random(.system)
    static let othersSecret = RowID.random(.system)
    private static let code = SigningKey(seed: Secret(random: .system)).verifyingKey

    var fold: LogFold
    let found: CaseFold
    let grant: GrantStatement

    init() {
        found = CaseFold(
            id: .random(.system), reference: "7F3Q2M", lead: Self.person, maker: Self.person,
            members: [Self.person: 3], closed: false, newest: [:], generations: [], hasLabel: false,
            header: Self.header, nextNumber: 1, counts: [:])
        let info = GrantInfo(
            vault: .zero, caseID: found.id, compartment: .shared(.legal), number: 1, generation: Self.generation,
            commitment: .zero, grantee: .zero, granter: .zero, rights: .read, expires: 0, authority: 3)
        grant = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: [1, 2, 3]))
        fold = LogFold(vault: .random(.system))
        fold.cases[found.id] = found
        fold.wraps[Self.person] = [5: grant]
        fold.gateSecrets = [Self.secret: Self.person, Self.othersSecret: Self.invited]
        fold.invitations[Self.invited] = Invitation(
            person: Self.invited, roles: [.attorney], codeKey: Self.code, seq: 1, time: 0, expires: 1)
    }

    var random: RowID { .random(.system) }

    func invitation(of person: PersonID, _ effects: StatementEffects) -> InviteStatement {
        InviteStatement(person: person, roles: [.attorney], codeKey: Self.code, expires: 1, effects: effects)
    }

    func allowsWriting(_ revision: UInt64, _ effects: StatementEffects) -> Bool {
        let generation = GenerationFold(
            id: Self.generation, caseID: found.id, compartment: .shared(.legal), number: 1, commitment: .zero,
            maker: Self.person, seq: 4, grants: [:])
        let statement = RecordStatement(
            caseID: found.id, generation: Self.generation, record: Self.record, number: 2, revision: revision,
            effects: effects)
        return fold.mayChange(statement, of: found, in: generation)
    }
}

extension RowChange {
    static func made(_ table: UInt8, _ row: RowID, at step: UInt64 = 1) -> RowChange {
        RowChange(table: table, row: row, oldRevision: 0, newRevision: step, oldTag: .zero, newTag: mark(1))
    }

    static func changed(_ table: UInt8, _ row: RowID) -> RowChange {
        RowChange(table: table, row: row, oldRevision: 3, newRevision: 4, oldTag: mark(1), newTag: mark(2))
    }

    static func removed(_ table: UInt8, _ row: RowID) -> RowChange {
        RowChange(table: table, row: row, oldRevision: 3, newRevision: 0, oldTag: mark(1), newTag: .zero)
    }

    static func resealed(_ table: UInt8, _ row: RowID) -> RowChange {
        RowChange(table: table, row: row, oldRevision: 1, newRevision: 1, oldTag: mark(1), newTag: mark(2))
    }

    private static func mark(_ byte: UInt8) -> ContentTag {
        ContentTag(bytes: [UInt8](repeating: byte, count: 32)) ?? .zero
    }

    /// The change with one thing about it wrong.
    var spoilt: [RowChange] {
        func with(
            table: UInt8? = nil, old: UInt64? = nil, new: UInt64? = nil, oldTag: ContentTag? = nil,
            newTag: ContentTag? = nil
        ) -> RowChange {
            RowChange(
                table: table ?? self.table, row: row, oldRevision: old ?? oldRevision, newRevision: new ?? newRevision,
                oldTag: oldTag ?? self.oldTag, newTag: newTag ?? self.newTag)
        }
        // Which revision is removed is compared with the rows, not here.
        let older = newRevision == 0 ? [] : [with(old: oldRevision + 1)]
        return older + [
            with(table: table ^ 1), with(new: newRevision + 1),
            with(old: oldRevision == 0 ? 1 : 0), with(new: newRevision == 0 ? 1 : 0),
            with(oldTag: oldTag == .zero ? Self.mark(3) : .zero), with(newTag: newTag == .zero ? Self.mark(3) : .zero),
        ]
    }
}
