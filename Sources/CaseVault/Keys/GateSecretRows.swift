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

    /// Every u of a person, newest first.
    func personSecrets(_ person: PersonID) throws(VaultError) -> [(row: GateRow, u: HeldSecret)] {
        var found: [(row: GateRow, u: HeldSecret)] = []
        for id in try personRows()[person] ?? [] {
            let row = try stored(in: .gateDatabase) { try database.row(kind: GateKind.person.rawValue, id: id) }
            guard let row else { throw .damaged(.gateDatabase) }
            let (owner, u) = try openedPerson(row)
            guard owner == person else { throw .damaged(.gateDatabase) }
            found.append((row, u))
        }
        return found.sorted { $0.row.step > $1.row.step }
    }

    /// Which rows hold the u of whom. Only opening a row tells, so this is looked up once, and again when a row came or
    /// went: with hundreds of people each unlock would open the rows of all of them.
    private func personRows() throws(VaultError) -> [PersonID: [StoredID]] {
        if let known = knownPersonRows { return known }
        var rows: [PersonID: [StoredID]] = [:]
        for row in try stored(in: .gateDatabase, { try database.rows(kind: GateKind.person.rawValue) }) {
            rows[try openedPerson(row).owner, default: []].append(row.id)
        }
        knownPersonRows = rows
        return rows
    }

    private func openedPerson(_ row: GateRow) throws(VaultError) -> (owner: PersonID, u: HeldSecret) {
        let buffer = try open(row)
        guard buffer.count == PersonID.byteCount + Secret.byteCount,
            let owner = PersonID(bytes: buffer.bytes(0..<PersonID.byteCount)),
            let u = buffer.secret(at: PersonID.byteCount)
        else { throw .damaged(.gateDatabase) }
        return (owner, HeldSecret(u))
    }
}
