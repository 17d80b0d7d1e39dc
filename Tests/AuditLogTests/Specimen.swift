import Testing
import VaultCrypto

@testable import AuditLog

/// One statement of each kind, every field with bytes of its own.
struct Specimen: Sendable, CustomTestStringConvertible {
    let label: Label
    let bytes: [UInt8]
    /// Fields that hold any text.
    let freeText: Set<Int>
    /// Fields that hold a list without a least number of items.
    let mayBeEmpty: Set<Int>
    private let decode: @Sendable ([UInt8]) throws -> [UInt8]

    init<S: Statement>(_ statement: S, freeText: Set<Int> = [], mayBeEmpty: Set<Int> = []) {
        label = S.label
        bytes = statement.tuple.bytes
        (self.freeText, self.mayBeEmpty) = (freeText, mayBeEmpty)
        decode = { try S(decoding: $0).tuple.bytes }
    }

    var testDescription: String { label.rawValue }

    var fields: [[UInt8]] { Self.split(bytes) }

    func reencoded(_ bytes: [UInt8]) throws -> [UInt8] { try decode(bytes) }

    func with(_ index: Int, _ field: [UInt8]) -> [UInt8] {
        var fields = fields
        fields[index] = field
        return Self.encode(label.rawValue, fields)
    }

    func refuse(_ bytes: [UInt8], _ what: String) {
        #expect(throws: MalformedTuple.self, "\(label.rawValue): \(what)") { _ = try decode(bytes) }
    }

    // MARK: - The encoding, written a second time

    static func encode(_ label: String, _ fields: [[UInt8]]) -> [UInt8] {
        func prefixed(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count) + bytes }
        func number(_ count: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(count >> $0 & 255) } }
        return prefixed(Array(label.utf8)) + number(fields.count) + fields.flatMap(prefixed)
    }

    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var rest = bytes[...]
        func number() -> Int {
            defer { rest = rest.dropFirst(4) }
            return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        let labelCount = number()
        rest = rest.dropFirst(labelCount)
        return (0..<number()).map { _ in
            let count = number()
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    // MARK: - One of each

    private static func id<Kind>(_ number: UInt8) -> Identifier<Kind> {
        Identifier(bytes: (0..<16).map { number &+ $0 }) ?? .zero
    }

    private static func digest<Algorithm>(_ number: UInt8) -> Digest<Algorithm> {
        Digest(bytes: (0..<32).map { number &+ $0 }) ?? .zero
    }

    private static func fixed<Kind>(_ number: UInt8) -> FixedBytes<Kind> {
        guard let value = FixedBytes<Kind>(bytes: (0..<Kind.byteCount).map { number &+ UInt8($0 & 255) }) else {
            preconditionFailure("these are as many bytes as it has")
        }
        return value
    }

    private static let rows = [
        RowChange(table: 11, row: id(3), oldRevision: 1, newRevision: 2, oldTag: digest(4), newTag: digest(5)),
        RowChange(table: 70, row: id(6), oldRevision: 0, newRevision: .max, oldTag: .zero, newTag: digest(7)),
    ]
    private static let effects = StatementEffects(rows: rows)
    private static let gated = StatementEffects(rows: rows, gate: GateState(counter: 9, root: digest(8)))

    static let invite = Specimen(
        InviteStatement(
            person: id(1), roles: [.attorney, .administrator], codeKey: fixed(2), expires: 1_790_000_000_000,
            effects: effects), mayBeEmpty: [4])

    static let generation = Specimen(
        GenerationStatement(
            generation: id(1), caseID: id(2), compartment: .processNotes(of: id(3)), number: 7, commitment: digest(4),
            maker: id(5), rights: [.read, .give], effects: gated), mayBeEmpty: [9])

    private static let grant = GrantInfo(
        vault: id(1), caseID: id(2), compartment: .shared(.legal), number: 1, generation: id(3), commitment: digest(4),
        grantee: id(5), granter: id(6), rights: .all, expires: 0, authority: 17)

    private static let answer = AnswerStatement(
        Request(
            kind: .resume, target: id(1), subject: digest(2),
            asker: Request.Signer(
                Member(
                    person: id(3), key: id(4), signingKey: fixed(5), wrappingKey: fixed(6), roles: [], since: 0,
                    sinceTime: 0, confirmed: true)), seq: 7, time: 8), approves: true)

    private static func head(size: UInt64, _ root: UInt8) -> Checkpoint {
        guard let origin = Origin(vault: id(1), number: 2) else { preconditionFailure("two is a number of a log") }
        return Checkpoint(origin: origin, size: size, root: digest(root))
    }

    private static let enrolment = Enrolment(
        vault: id(1), person: id(2), invitation: 3, signingKey: fixed(4), wrappingKey: fixed(5), head: digest(6))

    static let all = [
        invite, generation,
        Specimen(
            GenesisStatement(
                nonce: digest(1), signingKey: fixed(2), wrappingKey: fixed(3), policyHash: digest(4), created: 5)),
        Specimen(
            KeysStatement(
                person: id(1), roles: [.administrator, .coordinator], systemKey: fixed(2), logKey: fixed(3),
                effects: gated), mayBeEmpty: [6]),
        Specimen(PolicyStatement(policy: .standard)),
        Specimen(BackupDestroyedStatement(copy: 7)),
        Specimen(PolicyStatement(policy: Policy(rules: Policy.standard.rules, erasureDays: 14))),
        Specimen(GateRotateStatement(effects: gated), mayBeEmpty: [2]),
        Specimen(GateMoveStatement(gate: GateState(counter: 2, root: digest(3)), device: .other)),
        Specimen(StateStatement(vaultRoot: digest(1), gate: GateState(counter: 2, root: digest(3)))),
        Specimen(GateStatement(effects: gated), mayBeEmpty: [2]),
        Specimen(
            EnrolStatement(enrolment: enrolment, signature: fixed(7), codeSignature: fixed(8), effects: gated),
            mayBeEmpty: [5]),
        Specimen(ConfirmStatement(person: id(1), key: id(2))),
        Specimen(PassphraseStatement(person: id(1), effects: gated), mayBeEmpty: [3]),
        Specimen(AttemptStatement(login: id(1), secret: .passphrase)),
        Specimen(
            CaseStatement(caseID: id(1), reference: "7F3Q2M", lead: id(2), members: [id(2), id(3)], effects: gated),
            freeText: [1], mayBeEmpty: [3, 6]),
        Specimen(AssignStatement(caseID: id(1), person: id(2), assigned: true)),
        Specimen(CaseStateStatement(caseID: id(1), closed: true, effects: effects), mayBeEmpty: [2]),
        Specimen(
            RecordStatement(
                caseID: id(1), generation: id(2), record: id(3), number: 4, revision: 5, effects: effects),
            mayBeEmpty: [5]),
        Specimen(
            ImportStatement(
                batch: 1, mark: id(1), total: 9, from: 4, caseID: id(2), opens: true,
                items: [.init(generation: id(3), record: id(4), number: 5)], effects: effects), mayBeEmpty: [6, 7]),
        Specimen(
            ImportUndoStatement(batch: 1, caseID: id(2), records: [id(3), id(4)], effects: effects),
            mayBeEmpty: [2, 3]),
        Specimen(
            RestoreStatement(
                restored: head(size: 5, 2), known: head(size: 6, 3), members: digest(4), erasures: digest(5),
                effects: gated), mayBeEmpty: [10]),
        Specimen(
            ReadStatement(items: [.init(record: id(1), revision: 1), .init(record: id(2), revision: .max)]),
            mayBeEmpty: [0]),
        Specimen(
            ExportStatement(
                generation: id(1), record: id(2), revision: 3, recipient: digest(4), item: 1, items: 2)),
        Specimen(GrantStatement(info: grant, wrapHash: digest(7))),
        Specimen(
            RotateStatement(
                caseID: id(1), against: id(2), compartments: [.shared(.legal), .processNotes(of: id(3))])),
        Specimen(RekeyStatement(caseID: id(1), generation: id(2), effects: effects), mayBeEmpty: [2]),
        Specimen(RetireStatement(caseID: id(1), generation: id(2), effects: gated), mayBeEmpty: [4]),
        Specimen(
            KeyringStatement(person: id(1), accepted: [1, .max], dropped: [id(2), id(3)], effects: effects),
            mayBeEmpty: [1, 2, 3]),
        Specimen(RequestStatement(kind: .erasure, target: id(1), subject: digest(2))),
        Specimen(answer), Specimen(ResumeStatement(person: id(1), suspension: 2)),
        Specimen(SuspendStatement(person: id(1), effects: effects), mayBeEmpty: [1]),
        Specimen(RoleStatement(person: id(1), roles: [.jurist, .house], effects: effects), mayBeEmpty: [2]),
        Specimen(RenewStatement(person: id(1), codeKey: fixed(2), expires: 3)),
        Specimen(ConflictStatement(caseID: id(1), person: id(2), effects: effects), mayBeEmpty: [2]),
        Specimen(
            EraseOrderStatement(scope: ErasureScope(caseID: id(1), compartment: .medical)), mayBeEmpty: [1]),
        Specimen(EraseOrderStatement(scope: ErasureScope(caseID: id(1), compartment: nil)), mayBeEmpty: [1]),
        Specimen(EraseStopStatement(caseID: id(1), order: 2)),
        Specimen(
            EraseStatement(
                scope: ErasureScope(caseID: id(1), compartment: .core), order: 2, effects: gated), mayBeEmpty: [1, 5]),
        Specimen(HoldStatement(caseID: id(1), lifted: 2)),
        Specimen(DraftStatement(person: id(1), caseID: id(2), effects: effects), mayBeEmpty: [2]),
        Specimen(
            BackupStatement(
                part: .gate, size: 1, root: digest(2), fileHash: digest(3), manifestHash: digest(4), device: .shared)),
        Specimen(UploadStatement(caseID: id(1), generation: id(2), file: id(3), effects: effects), mayBeEmpty: [3]),
        Specimen(
            FileStatement(caseID: id(1), generation: id(2), record: id(3), number: 4, file: id(5), effects: effects),
            mayBeEmpty: [5]),
        Specimen(FileReadStatement(record: id(1), revision: 2, file: id(3), from: 4, count: 5)),
        Specimen(
            IndexStatement(
                caseID: id(1), generation: id(2), items: [.init(record: id(3), revision: 4)], effects: effects),
            mayBeEmpty: [2, 3]),
    ]
}
