import AuditLog
import Foundation
package import VaultCrypto

/// A staff half as it lies in a keyring.
package struct StolenHalf: Sendable {
    package let generation: GenerationID
    let caseID: CaseID
    let half: HeldSecret
    let number: UInt32
    let compartment: String
}

// Somebody who has vault, gate, gate key and her own passphrase opens what her halves open, without asking anyone. Written
// from the design's tuples, so that a test does not ask the vault.
extension GateThief {
    /// Every half in a person's keyring.
    package func halves(of person: StolenIdentity) throws -> [StolenHalf] {
        let found = try RawDatabase(files.database).rows(
            "SELECT rowid, id, revision, hash, sealed FROM keyring WHERE id = ?", .bytes(person.person.bytes))
        guard let row = found.first.flatMap({ RawRow(.keyring, $0) }) else { throw NoSuchThing() }
        let id = person.person.retyped(as: RowKind.self)
        let data = Tuple(.row, vault, RowTable.keyring.code, id, UInt64(row.revision))
        let bytes = try person.keyringKey.withSecret { try Seal.open(row.sealed, under: $0, associatedData: data) }
        return try stride(from: 0, to: bytes.count, by: 80).compactMap { start in
            let item = Array(bytes[start..<start + 80])
            guard item.contains(where: { $0 != 0 }) else { return nil }
            return try StolenHalf(item, of: person.person)
        }
    }

    /// Whether one of these halves opens a record's row, with whatever this gate still holds.
    package func opens(_ row: RawRow, with halves: [StolenHalf]) -> Bool {
        halves.contains { half in
            rows.contains { q in
                guard q.kind == 68, let secret = Secret(copying: q.secret) else { return false }
                return opens(row, half, HeldSecret(secret))
            }
        }
    }

    private func opens(_ row: RawRow, _ half: StolenHalf, _ q: HeldSecret) -> Bool {
        guard let record = RecordID(bytes: row.id), let nonce = try? Seal.nonce(of: row.sealed) else { return false }
        let (p, g, revision) = (half.compartment, half.number, UInt64(row.revision))
        let key = q.withSecret { q in
            let b = Blake2b.derive(q, Tuple(.gateHalf, vault, half.caseID, p, g, record, revision, nonce))
            return HeldSecret(
                half.half.withSecret { a in
                    Blake2b.derive(a, .recordKey, secret: b, vault, half.caseID, p, g, record, revision)
                })
        }
        let data = Tuple(.record, vault, half.caseID, p, g, record, revision)
        return key.withSecret { (try? Seal.open(row.sealed, under: $0, associatedData: data)) != nil }
    }
}

extension StolenHalf {
    /// gen 16 ‖ c 16 ‖ a 32 ‖ g u32 ‖ compartment number u16 ‖ rights u16 ‖ seq u64
    fileprivate init(_ item: [UInt8], of person: PersonID) throws {
        func number(_ range: Range<Int>) -> UInt64 { item[range].reduce(0) { $0 << 8 | UInt64($1) } }
        guard let generation = GenerationID(bytes: item[0..<16]), let caseID = CaseID(bytes: item[16..<32]),
            let half = Secret(copying: Array(item[32..<64])),
            let code = CompartmentCode(number: UInt16(number(68..<70)))
        else { throw NoSuchThing() }
        (self.generation, self.caseID) = (generation, caseID)
        self.half = HeldSecret(half)
        self.number = UInt32(number(64..<68))
        compartment = CompartmentField(code, author: person).text
    }
}
