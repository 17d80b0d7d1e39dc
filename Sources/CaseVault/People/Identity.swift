import AuditLog
import VaultCrypto
import VaultStore

/// A person's keys, derived from one 32-byte seed (cryptography.md, "Keys").
struct Identity: Sendable {
    let person: PersonID
    let signing: HeldSigningKey
    let wrapping: HeldWrappingKey
    let keyringKey: HeldSecret

    init(seed: HeldSecret, vault: VaultID, person: PersonID) throws(VaultError) {
        func derived(_ label: Label) -> HeldSecret {
            HeldSecret(seed.withSecret { Blake2b.derive($0, Tuple(label, vault, person)) })
        }
        self.person = person
        wrapping = try HeldWrappingKey(seed: derived(.identityWrap))
        signing = HeldSigningKey(seed: derived(.identitySign), vault: vault, wrapping: wrapping.publicKey)
        keyringKey = derived(.identityKeyring)
    }

    private init(_ other: Identity, signing: HeldSigningKey) {
        (person, wrapping, keyringKey) = (other.person, other.wrapping, other.keyringKey)
        self.signing = signing
    }

    /// The same keys under the id that they have in a vault; for the founder, whose keys came before the vault's id.
    func named(in vault: VaultID) -> Identity {
        Identity(self, signing: signing.named(in: vault, wrapping: wrapping.publicKey))
    }
}

/// A wrapping key that a session holds.
final class HeldWrappingKey: Sendable {
    private let key: WrappingKey
    let publicKey: WrappingPublicKey

    init(seed: HeldSecret) throws(VaultError) {
        do {
            let key = try seed.withSecret { (seed) throws(WrapError) in try WrappingKey(seed: seed) }
            publicKey = key.publicKey
            self.key = key
        } catch {
            throw .damaged(.identity)
        }
    }

    /// Opens a half that was wrapped for this key with this info.
    func unwrap(_ wrapped: WrappedSecret, info: Tuple) throws(VaultError) -> HeldSecret {
        do { return HeldSecret(try key.unwrap(wrapped, info: info.bytes)) } catch { throw .damaged(.grant) }
    }
}

/// A seed locked with a passphrase and the gate's u: version ‖ salt ‖ seal, a row by person id.
///
/// L = B2(Argon2id(passphrase, salt); T("…/identity/lock", u, vault, person)); AD = T("…/identity/locked", vault,
/// person, parameters, salt). Without u no passphrase can be tried on a copy of vault.db.
enum LockedIdentity {
    private static let version: UInt8 = 1

    static func lock(
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
    static func salt(of row: StoredRow) throws(VaultError) -> PassphraseSalt {
        guard row.sealed.first == version, let salt = PassphraseSalt(bytes: row.sealed.dropFirst().prefix(16))
        else { throw .damaged(.identity) }
        return salt
    }

    /// Opens a stored row; nil for a wrong passphrase or another u.
    static func open(
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
struct IdentityLock: Sendable {
    let vault: VaultID
    let person: PersonID
    let parameters: DerivationParameters

    var row: RowID { person.retyped(as: RowKind.self) }

    func associatedData(_ salt: PassphraseSalt) -> Tuple {
        Tuple(.identityLocked, vault, person, parameters.passes, parameters.memoryBytes, salt)
    }
}
