import CaseVault
import VaultCrypto
import VaultStore

/// A person's locked seed: its salt is read and hashed with before anyone is known. Nobody without the passphrase and u makes
/// what opens.
enum ProbedIdentity: ProbedParser {
    private static let lock = IdentityLock(vault: .zero, person: PersonID(high: 1, low: 2), parameters: .standard)
    private static let seed: UInt8 = 3

    static let seeds: [[UInt8]] = [32, 31, 0].flatMap { count in
        [UInt8(4), 0xFF].compactMap { salt in locked(byteCount: count, salt: salt) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let row = StoredRow.probed(.identity, bytes)
        guard let salt = try? LockedIdentity.salt(of: row) else { return .refused }
        guard bytes.count > PassphraseSalt.byteCount, bytes[1...].starts(with: salt.bytes) else {
            return .broken(.misread)
        }
        let (stretched, u) = (HeldSecret.repeating(1), HeldSecret.repeating(2))
        let opened = try? stretched.withSecret { (stretched) throws(VaultError) in
            try u.withSecret { (u) throws(VaultError) in
                try LockedIdentity.open(row, with: stretched, u: u, lock)
            }
        }
        guard let opened else { return .refused }
        let isOurs = opened.withSecret { opened in HeldSecret.repeating(seed).withSecret { opened.isEqual(to: $0) } }
        return isOurs && seeds.contains(bytes) ? .accepted : .broken(.forged)
    }

    /// A seed of this many bytes, locked; only one of 32 is a seed.
    private static func locked(byteCount: Int, salt: UInt8) -> [UInt8]? {
        guard let salt = PassphraseSalt(bytes: [UInt8](repeating: salt, count: PassphraseSalt.byteCount)) else {
            return nil
        }
        var buffer = SecretBuffer(capacity: byteCount)
        buffer.append([UInt8](repeating: seed, count: byteCount))
        let stretched = Secret(random: .repeating(1))
        return try? LockedIdentity.lock(
            buffer, with: stretched, u: Secret(random: .repeating(2)), salt: salt, lock, revision: 1, .repeating(5)
        ).sealed
    }
}
