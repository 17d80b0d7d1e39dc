import Testing
import VaultCrypto

@testable import AuditLog

// Members and entries as a program would make them, for folds that are put together by hand.

extension Member {
    /// Confirmed, with keys that nobody has the other half of.
    static func made(_ vault: VaultID, _ roles: [RoleCode]) throws -> Member {
        let key = SigningKey(seed: Secret(random: .system)).verifyingKey
        let wrapping = try #require(WrappingPublicKey(bytes: [UInt8](repeating: 7, count: 1216)))
        return Member(
            person: .random(.system), key: KeyID(vault: vault, signing: key, wrapping: wrapping), signingKey: key,
            wrappingKey: wrapping, roles: roles, since: 0, sinceTime: 0, confirmed: true)
    }
}

extension AuditEntry {
    /// An entry so many days after a moment, both clocks having gone on; its signature is not looked at by a fold.
    static func made(
        _ act: Act, _ statement: any AuditLog.Statement, by signer: Member, as role: RoleCode, object: EntryObject,
        result: ResultCode, flags: EntryFlags, seq: UInt64, at moment: UInt64, after days: UInt64
    ) -> AuditEntry {
        let passed = days * 24 * 60 * 60 * 1000
        guard let time = EntryTime(milliseconds: moment + passed) else { preconditionFailure("a day of this century") }
        let boot = ShortHash(bootID: "")
        var fields = EntryFields(
            time: time, boot: boot, mono: 1 + passed, act: .known(act), by: signer.key, role: role, peer: boot,
            object: object, result: result, flags: flags, data: SHA256Hash.hash(statement.tuple.bytes))
        fields.tell(of: (statement as? any ChangingStatement)?.effects.main)
        let signature = SigningKey(seed: Secret(random: .system)).sign([])
        return AuditEntry(seq: seq, prev: .zero, fields: fields, signature: signature)
    }
}
