import CSodium

/// A secret number modulo the order of ristretto255, in locked memory: a share, a coefficient, a nonce.
///
/// Move-only like ``Secret``; all operations are libsodium's constant-time ones.
package struct SecretScalar: ~Copyable, Sendable {
    private let secret: Secret

    /// The scalar with these 32 bytes, or nil when they are not below the order.
    package init?(_ secret: consuming Secret) {
        let reduced = unsafe Self.reduced { wide in
            unsafe secret.withUnsafeBytes { unsafe wide.copyMemory(from: $0) }
        }
        guard reduced.isEqual(to: secret) else { return nil }
        self.secret = secret
    }

    /// A uniformly random scalar.
    package init(random: Randomness) {
        secret = unsafe Self.reduced { unsafe random.fill($0) }
    }

    /// A scalar that others know too, where a secret one is asked for.
    package init(_ scalar: Scalar) {
        secret = unsafe Secret { unsafe $0.copyBytes(from: scalar.bytes) }
    }

    private init(canonical secret: consuming Secret) {
        self.secret = secret
    }

    /// Hashes `T(label, secret, rest…)` to a scalar without bringing the secret into ordinary memory.
    package static func hash<each Field: TupleField>(
        domain: String, _ label: Label, secret: borrowing Secret, _ rest: repeat each Field
    ) -> SecretScalar {
        let parts = SecretFirstTuple(label, repeat each rest)
        return unsafe SecretScalar(
            canonical: reduced { wide in
                unsafe ExpandMessage.run(domain: [UInt8](domain.utf8)) { update in
                    unsafe parts.visit(secret, update)
                } _: { uniform in
                    unsafe wide.copyMemory(from: uniform)
                }
            })
    }

    package borrowing func duplicate() -> SecretScalar {
        SecretScalar(canonical: secret.duplicate())
    }

    /// The bytes as a secret: to be wrapped, sealed or hashed.
    package borrowing func withSecret<R: ~Copyable, E: Error>(
        _ body: (borrowing Secret) throws(E) -> R
    ) throws(E) -> R {
        try body(secret)
    }

    package borrowing func adding(_ other: borrowing SecretScalar) -> SecretScalar {
        unsafe combined(with: other) { unsafe crypto_core_ristretto255_scalar_add($0, $1, $2) }
    }

    package borrowing func subtracting(_ other: borrowing SecretScalar) -> SecretScalar {
        unsafe combined(with: other) { unsafe crypto_core_ristretto255_scalar_sub($0, $1, $2) }
    }

    package borrowing func multiplied(by other: borrowing SecretScalar) -> SecretScalar {
        unsafe combined(with: other) { unsafe crypto_core_ristretto255_scalar_mul($0, $1, $2) }
    }

    package borrowing func multiplied(by scalar: Scalar) -> SecretScalar {
        multiplied(by: SecretScalar(scalar))
    }

    /// The number as a public value, for what a proof or a protocol publishes.
    package borrowing func revealed() -> Scalar {
        Scalar(canonical: secret.revealedBytes())
    }

    private borrowing func combined(
        with other: borrowing SecretScalar,
        _ operation: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
    ) -> SecretScalar {
        Sodium.require()
        return SecretScalar(
            canonical: unsafe Secret { result in
                unsafe secret.withUnsafeBytes { left in
                    unsafe other.secret.withUnsafeBytes { right in
                        unsafe operation(result.start, left.start, right.start)
                    }
                }
            })
    }

    /// Reduces 64 bytes that `fill` writes over zeros, little endian, modulo the order.
    private static func reduced(_ fill: (UnsafeMutableRawBufferPointer) -> Void) -> Secret {
        let wide = unsafe SecretBuffer(capacity: 64) { memory in
            unsafe fill(memory)
            return 64
        }
        return unsafe wide.withUnsafeBytes { wide in
            unsafe Secret { unsafe crypto_core_ristretto255_scalar_reduce($0.start, wide.start) }
        }
    }
}
