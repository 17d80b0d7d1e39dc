import AuditLog
import VaultCrypto

/// A signing key that a session or the gate holds, with the id under which the log knows it.
final class HeldSigningKey: Sendable {
    private let key: SigningKey
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
        self.key = key
    }

    func sign(_ message: [UInt8]) -> Signature { key.sign(message) }

    /// Signs a checkpoint of the log.
    func sign(_ checkpoint: Checkpoint) -> SignedCheckpoint { checkpoint.signed(by: key) }
}
