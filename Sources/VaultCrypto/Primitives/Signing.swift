import CSodium

/// An Ed25519 signing key (RFC 8032), its 64 bytes in locked memory.
///
/// Unchecked `Sendable`: the bytes are written only inside the initialiser, before anyone else can hold the value, and
/// wiped in `deinit`, after its one owner let go. In between they are only read.
@safe
package struct SigningKey: ~Copyable, @unchecked Sendable {
    // libsodium's form: seed ‖ public key, 64 bytes, as many as a slot of this pool has.
    private let slot: SlotPool.Slot
    package let verifyingKey: VerifyingKey

    package init(seed: borrowing Secret) {
        Sodium.require()
        let slot = SlotPool.signingKeys.take()
        verifyingKey = unsafe VerifyingKey(
            made: withNewBytes(count: VerifyingKey.byteCount) { publicKey in
                unsafe seed.withUnsafeBytes { seed in
                    _ = unsafe crypto_sign_ed25519_seed_keypair(
                        publicKey, slot.address.assumingMemoryBound(to: UInt8.self), seed.start)
                }
            })
        self.slot = slot
    }

    deinit {
        SlotPool.signingKeys.release(slot)
    }

    /// Signs a message; the same key and message always give the same signature.
    package borrowing func sign(_ message: [UInt8]) -> Signature {
        unsafe Signature(
            made: withNewBytes(count: Signature.byteCount) { signature in
                _ = unsafe crypto_sign_ed25519_detached(
                    signature, nil, message, UInt64(message.count), slot.address.assumingMemoryBound(to: UInt8.self))
            })
    }

    package borrowing func sign(_ tuple: Tuple) -> Signature {
        sign(tuple.bytes)
    }
}

extension VerifyingKey {
    /// Whether libsodium accepts the signature.
    ///
    /// Verifiers of Ed25519 disagree on edge cases; the vault accepts exactly what libsodium does: canonical key and S,
    /// key and R not of small order.
    package func isValid(_ signature: Signature, for message: [UInt8]) -> Bool {
        Sodium.require()
        return unsafe crypto_sign_ed25519_verify_detached(
            signature.bytes, message, UInt64(message.count), bytes) == 0
    }

    package func isValid(_ signature: Signature, for tuple: Tuple) -> Bool {
        isValid(signature, for: tuple.bytes)
    }
}
