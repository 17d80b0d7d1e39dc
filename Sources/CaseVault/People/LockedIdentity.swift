import AuditLog
package import VaultCrypto
import VaultStore

/// A seed locked with a passphrase and the gate's u: version ‖ salt ‖ seal, a row by person id.
///
/// L = B2(Argon2id(passphrase, salt); T("…/identity/lock", u, vault, person)); AD = T("…/identity/locked", vault,
/// person, parameters, salt). Without u no passphrase can be tried on a copy of vault.db.
package enum LockedIdentity {
    private static let version: UInt8 = 1

    package static func lock(
        _ seed: borrowing SecretBuffer, with stretched: borrowing Secret, u: borrowing Secret, salt: PassphraseSalt,
        _ lock: IdentityLock, revision: UInt64, _ randomness: Randomness
    ) throws(VaultError) -> StoredRow {
        let key = Blake2b.derive(stretched, .identityLock, secret: u, lock.vault, lock.person)
        let sealed = Seal.seal(
            seed, under: key, associatedData: lock.associatedData(salt), nonce: .random(randomness))
        return StoredRow(
            .identity, lock.row, revision: revision, sealed: [version] + salt.bytes + sealed)
    }

    /// The salt of a stored row.
    package static func salt(of row: StoredRow) throws(VaultError) -> PassphraseSalt {
        guard row.sealed.first == version, let salt = PassphraseSalt(bytes: row.sealed.dropFirst().prefix(16))
        else { throw .damaged(.identity) }
        return salt
    }

    /// Opens a stored row; nil for a wrong passphrase or another u.
    package static func open(
        _ row: StoredRow, with stretched: borrowing Secret, u: borrowing Secret, _ lock: IdentityLock
    ) throws(VaultError) -> HeldSecret? {
        let salt = try salt(of: row)
        let key = Blake2b.derive(stretched, .identityLock, secret: u, lock.vault, lock.person)
        let sealed = Array(row.sealed.dropFirst(1 + PassphraseSalt.byteCount))
        guard
            let seed = try? Seal.openSecret(sealed, under: key, associatedData: lock.associatedData(salt)),
            let secret = seed.secret(at: 0)
        else { return nil }
        return HeldSecret(secret)
    }
}

/// What a locked identity is bound to.
package struct IdentityLock: Sendable {
    let vault: VaultID
    let person: PersonID
    let parameters: DerivationParameters

    package init(vault: VaultID, person: PersonID, parameters: DerivationParameters) {
        (self.vault, self.person, self.parameters) = (vault, person, parameters)
    }

    var row: RowID { person.retyped(as: RowKind.self) }

    func associatedData(_ salt: PassphraseSalt) -> Tuple {
        Tuple(.identityLocked, vault, person, parameters.passes, parameters.memoryBytes, salt)
    }
}

extension IdentityLock {
    /// Derives from a passphrase under a fresh salt and locks a seed.
    func locked(
        _ seed: HeldSecret, _ passphrase: borrowing Passphrase, u: HeldSecret, revision: UInt64,
        _ environment: VaultEnvironment
    ) throws(VaultError) -> StoredRow {
        let salt = PassphraseSalt.random(environment.randomness)
        let stretched = try environment.stretch(passphrase, salt, parameters)
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        seed.withSecret { buffer.append($0) }
        return try stretched.withSecret { (stretched) throws(VaultError) in
            try u.withSecret { (u) throws(VaultError) in
                try LockedIdentity.lock(
                    buffer, with: stretched, u: u, salt: salt, self, revision: revision, environment.randomness)
            }
        }
    }
}

extension VaultEnvironment {
    /// Argon2id over a passphrase.
    ///
    /// - Throws: `.derivation` when the computer has not enough memory.
    func stretch(
        _ passphrase: borrowing Passphrase, _ salt: PassphraseSalt, _ parameters: DerivationParameters
    ) throws(VaultError) -> HeldSecret {
        do {
            return HeldSecret(try derive(passphrase.buffer, salt, parameters))
        } catch {
            throw .derivation(haveMebibytes: parameters.memoryBytes >> 20, limitMebibytes: 0)
        }
    }
}
