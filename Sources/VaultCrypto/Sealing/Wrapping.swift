import CSodium
import Crypto
import FoundationEssentials

/// Why a secret could not be wrapped or unwrapped.
package enum WrapError: Error, Hashable, Sendable {
    /// swift-crypto refuses the public key. It checks little: a trial wrap at enrolment finds a key that opens nothing.
    case badPublicKey
    /// Not for this key, not with this info, or changed on the way.
    case cannotUnwrap
}

private let suite = HPKE.Ciphersuite(kem: .XWingMLKEM768X25519, kdf: .HKDF_SHA256, aead: .chaChaPoly)

/// The private half of a person's wrapping key: HPKE base mode (RFC 9180) with X-Wing, HKDF-SHA256 and
/// ChaCha20-Poly1305.
///
/// Only the 32-byte seed is kept, in locked memory. swift-crypto has no way to lend it: each ``unwrap(_:info:)`` makes
/// a private key in ordinary memory for about 100 µs, and that memory is freed without being wiped.
package struct WrappingKey: ~Copyable, Sendable {
    private let seed: Secret
    package let publicKey: WrappingPublicKey

    /// - Throws: `.badPublicKey` when no key comes from the seed, which has not been seen to happen.
    package init(seed: borrowing Secret) throws(WrapError) {
        self.seed = seed.duplicate()
        publicKey = try WrappingPublicKey(made: [UInt8](Self.privateKey(from: seed).publicKey.rawRepresentation))
    }

    /// Opens a wrap made for this key with the same info.
    /// - Throws: `.cannotUnwrap`.
    package borrowing func unwrap(_ wrapped: WrappedSecret, info: [UInt8]) throws(WrapError) -> Secret {
        var opened = try open(
            wrapped.bytes[WrappedSecret.encapsulationByteCount...],
            encapsulation: wrapped.bytes[..<WrappedSecret.encapsulationByteCount], info: info, associatedData: [])
        defer { opened.wipe() }
        guard let secret = Secret(copying: opened) else { throw .cannotUnwrap }
        return secret
    }

    /// Opens any HPKE message of the suite, as the published vectors have them.
    /// - Throws: `.cannotUnwrap`.
    borrowing func open(
        _ ciphertext: ArraySlice<UInt8>, encapsulation: ArraySlice<UInt8>, info: [UInt8], associatedData: [UInt8]
    ) throws(WrapError) -> Data {
        do {
            var recipient = try HPKE.Recipient(
                privateKey: Self.privateKey(from: seed), ciphersuite: suite, info: Data(info),
                encapsulatedKey: Data(encapsulation))
            return try recipient.open(ciphertext, authenticating: associatedData)
        } catch {
            throw .cannotUnwrap
        }
    }

    private static func privateKey(from seed: borrowing Secret) throws(WrapError) -> XWingMLKEM768X25519.PrivateKey {
        do {
            return try unsafe seed.withUnsafeBytes { bytes throws(any Error) in
                try unsafe XWingMLKEM768X25519.PrivateKey(seedRepresentation: bytes, publicKey: nil)
            }
        } catch {
            throw .badPublicKey
        }
    }
}

extension WrappingPublicKey {
    /// Wraps a secret for the holder of the private key; the info (a tuple's bytes) must be given again to unwrap.
    ///
    /// swift-crypto draws the randomness of the encapsulation itself.
    /// - Throws: `.badPublicKey`.
    package func wrap(_ secret: borrowing Secret, info: [UInt8]) throws(WrapError) -> WrappedSecret {
        do {
            let publicKey = try XWingMLKEM768X25519.PublicKey(rawRepresentation: bytes)
            var sender = try HPKE.Sender(recipientKey: publicKey, ciphersuite: suite, info: Data(info))
            let ciphertext = try unsafe secret.withUnsafeBytes { bytes throws(any Error) in
                try unsafe sender.seal(bytes, authenticating: [UInt8]())
            }
            return WrappedSecret(made: [UInt8](sender.encapsulatedKey) + [UInt8](ciphertext))
        } catch {
            throw .badPublicKey
        }
    }
}

extension WrappedSecret {
    /// The length of the X-Wing ciphertext: ML-KEM-768 (1,088 bytes) and X25519 (32).
    static var encapsulationByteCount: Int { 1_120 }
}

extension Data {
    /// Overwrites the bytes where they lie; the caller is their only owner.
    fileprivate mutating func wipe() {
        unsafe withUnsafeMutableBytes { unsafe sodium_memzero($0.start, $0.count) }
    }
}
