import Testing
import VaultCrypto

@testable import AuditLog

/// Guards that an invitation which was over stays over, whatever time a later entry names.
struct ExpiryTests {
    /// The rows that an enrolment makes.
    private static func effects(_ person: PersonID) -> StatementEffects {
        let row = person.retyped(as: RowKind.self)
        return StatementEffects(
            rows: [.made(6, row), .made(7, row), .made(70, .random(.system), at: 2)],
            gate: GateState(counter: 2, root: .zero))
    }

    private static let expires: UInt64 = 1_790_000_000_000

    @Test(arguments: [(0, expires - 1, true), (0, expires, false), (expires - 1, 0, true), (expires, 0, false)])
    func anEnrolment(latest: UInt64, time: UInt64, counts: Bool) throws {
        let (person, vault) = (PersonID.random(.system), VaultID.random(.system))
        let key = SigningKey(seed: Secret(random: .system))
        let code = SigningKey(seed: Secret(random: .system))
        let wrapping = try #require(WrappingPublicKey(bytes: [UInt8](repeating: 7, count: 1216)))
        var fold = LogFold(vault: vault)
        fold.invitations[person] = Invitation(
            person: person, roles: [.attorney], codeKey: code.verifyingKey, seq: 0, time: 0, expires: Self.expires)
        fold.latest = latest
        let enrolment = Enrolment(
            vault: vault, person: person, invitation: 0, signingKey: key.verifyingKey, wrappingKey: wrapping,
            head: .zero)
        let message = enrolment.tuple.bytes
        let effects = Self.effects(person)
        let statement = EnrolStatement(
            enrolment: enrolment, signature: key.sign(message), codeSignature: code.sign(message),
            effects: effects
        ).tuple.bytes
        let boot = ShortHash(bootID: "")
        var fields = EntryFields(
            time: try #require(EntryTime(milliseconds: time)), boot: boot, mono: 0, act: .known(.staffEnrol),
            by: KeyID(vault: vault, signing: key.verifyingKey, wrapping: wrapping), role: nil, peer: boot,
            object: .person, result: .ok, data: SHA256Hash.hash(statement))
        fields.tell(of: effects.main)
        let entry = AuditEntry(seq: 9, prev: .zero, fields: fields, signature: key.sign([]))
        #expect((fold.apply(entry, statement: statement) == nil) == counts)
        #expect((fold.members[person] != nil) == counts)
        #expect(fold.latest == (counts ? max(latest, time) : latest))
    }
}
