import AuditLog
import VaultCrypto

/// A signing key that a session or the gate holds, with the id under which the log knows it.
final class HeldSigningKey: Sendable {
    /// Shared by holdings of the same key under different ids.
    private final class Box: Sendable {
        let key: SigningKey
        init(_ key: consuming SigningKey) { self.key = key }
    }

    private let box: Box
    let id: KeyID
    let verifyingKey: VerifyingKey

    /// A key of the gate: its id has an empty wrapping key.
    convenience init(seed: HeldSecret, vault: VaultID) {
        self.init(seed: seed, vault: vault, wrapping: nil)
    }

    init(seed: HeldSecret, vault: VaultID, wrapping: WrappingPublicKey?) {
        let key = seed.withSecret { SigningKey(seed: $0) }
        verifyingKey = key.verifyingKey
        id = KeyID(vault: vault, signing: key.verifyingKey, wrapping: wrapping)
        box = Box(key)
    }

    private init(_ other: HeldSigningKey, id: KeyID) {
        (box, verifyingKey) = (other.box, other.verifyingKey)
        self.id = id
    }

    /// The same key under the id it has in another vault.
    func named(in vault: VaultID, wrapping: WrappingPublicKey?) -> HeldSigningKey {
        HeldSigningKey(self, id: KeyID(vault: vault, signing: verifyingKey, wrapping: wrapping))
    }

    func sign(_ message: [UInt8]) -> Signature { box.key.sign(message) }

    /// Signs a checkpoint of the log.
    func sign(_ checkpoint: Checkpoint) -> SignedCheckpoint { checkpoint.signed(by: box.key) }
}
