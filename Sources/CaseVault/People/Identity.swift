import AuditLog
import VaultCrypto
import VaultStore

/// A person's keys, derived from one 32-byte seed (KeyHierarchy.md, "Of a person").
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
