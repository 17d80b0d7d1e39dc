/// What a ``FixedBytes`` holds, and how long it is.
package protocol FixedBytesKind {
    static var byteCount: Int { get }
}

/// A public byte string of the one length its kind has; a nonce of the wrong length cannot exist.
package struct FixedBytes<Kind: FixedBytesKind>: Hashable, Sendable, TupleField {
    package static var byteCount: Int { Kind.byteCount }

    package let bytes: [UInt8]

    /// The value with these bytes, or nil when their number is not ``byteCount``.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Kind.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// The same without a copy.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Kind.byteCount else { return nil }
        self.bytes = bytes
    }

    /// For bytes whose number was fixed by the function that made them.
    init(made bytes: [UInt8]) {
        precondition(bytes.count == Kind.byteCount)
        self.bytes = bytes
    }

    package static func random(_ randomness: Randomness) -> Self {
        Self(made: randomness.bytes(byteCount))
    }

    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}

/// XChaCha20's nonce: long enough to be drawn at random for every seal.
package enum SealNonceKind: FixedBytesKind { package static let byteCount = 24 }
/// An Ed25519 signature (RFC 8032).
package enum SignatureKind: FixedBytesKind { package static let byteCount = 64 }
/// An Ed25519 public key (RFC 8032).
package enum VerifyingKeyKind: FixedBytesKind { package static let byteCount = 32 }
/// An X-Wing public key: ML-KEM-768 (1,184 bytes) and X25519 (32).
package enum WrappingPublicKeyKind: FixedBytesKind { package static let byteCount = 1_216 }
/// An X-Wing encapsulation (1,120 bytes), 32 sealed bytes and the tag (16).
package enum WrappedSecretKind: FixedBytesKind { package static let byteCount = 1_168 }
/// The salt of a passphrase (Argon2id).
package enum PassphraseSaltKind: FixedBytesKind { package static let byteCount = 16 }

package typealias SealNonce = FixedBytes<SealNonceKind>
package typealias Signature = FixedBytes<SignatureKind>
package typealias VerifyingKey = FixedBytes<VerifyingKeyKind>
package typealias WrappingPublicKey = FixedBytes<WrappingPublicKeyKind>
package typealias WrappedSecret = FixedBytes<WrappedSecretKind>
package typealias PassphraseSalt = FixedBytes<PassphraseSaltKind>
