import AuditLog
import VaultCrypto
import VaultStore

// How each kind of gate secret is drawn and laid down.
extension GateRows {
    /// Draws a 32-byte secret and seals it as a row that is not written yet.
    func drawn(
        _ kind: GateKind, _ id: RowID, step: UInt64, _ randomness: Randomness
    ) throws(VaultError) -> (row: GateRow, secret: HeldSecret) {
        let secret = Secret(random: randomness)
        return (sealed(secret, as: kind, id, step: step), HeldSecret(secret))
    }

    /// Seals a person's u: her id, then 32 bytes. The row's id is random, since there are two while it changes.
    func sealed(
        _ u: HeldSecret, for person: PersonID, step: UInt64, _ randomness: Randomness
    ) throws(VaultError) -> GateRow {
        var buffer = SecretBuffer(capacity: PersonID.byteCount + Secret.byteCount)
        buffer.append(person.bytes)
        u.withSecret { buffer.append($0) }
        return try sealed(buffer, as: .person, .random(randomness), step: step)
    }

    /// Every u of a person, newest first; none while she is suspended.
    func personSecrets(_ person: PersonID) throws(VaultError) -> [(row: GateRow, u: HeldSecret)] {
        var found: [(row: GateRow, u: HeldSecret)] = []
        for row in try stored(in: .gateDatabase, { try database.rows(kind: GateKind.person.rawValue) }) {
            let buffer = try open(row)
            guard buffer.count == PersonID.byteCount + Secret.byteCount else { throw .damaged(.gateDatabase) }
            guard PersonID(bytes: buffer.bytes(0..<PersonID.byteCount)) == person else { continue }
            guard let u = buffer.secret(at: PersonID.byteCount) else { throw .damaged(.gateDatabase) }
            found.append((row, HeldSecret(u)))
        }
        return found.sorted { $0.row.step > $1.row.step }
    }
}
