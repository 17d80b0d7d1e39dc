import CSodium

/// Why sealed bytes were not opened.
package enum SealError: Error, Hashable, Sendable {
    /// The version is unknown or no seal has this length; no key was tried.
    case malformed
    /// Wrong key, wrong associated data or changed bytes: which of them cannot be told.
    case cannotOpen
    /// Genuine bytes whose filling is not the one of the format: a program that seals wrongly made them.
    case badPadding
}

/// The committing seal: XChaCha20-Poly1305 under a key derived for this nonce and these associated data.
///
/// ```
/// h = H(AD)      com = B2(K; T("…/seal/commit", N, h))      K_e = B2(K; T("…/seal/key", N, h))
/// sealed = version ‖ N (24) ‖ com (32) ‖ XChaCha20-Poly1305(K_e, N, h, pad(M)) (L + 16)
/// ```
/// XChaCha20-Poly1305 alone is not key-committing: one ciphertext can be made that opens under two keys. The
/// commitment is compared first, in constant time, and binds key, nonce and associated data.
package enum Seal {
    package static let version: UInt8 = 1
    static let headByteCount = 1 + SealNonce.byteCount + Blake2bDigest.byteCount
    static let tagByteCount = 16
    /// What a seal adds to the padded plaintext.
    package static let overhead = headByteCount + tagByteCount

    /// Seals bytes. The nonce must be fresh: drawn at random for this one seal.
    package static func seal(
        _ plaintext: [UInt8], under key: borrowing Secret, associatedData: Tuple, nonce: SealNonce
    ) -> [UInt8] {
        unsafe plaintext.withUnsafeBytes { bytes in
            unsafe SealBox(key, associatedData, nonce).seal(bytes)
        }
    }

    /// Seals secret bytes from locked memory.
    package static func seal(
        _ plaintext: borrowing SecretBuffer, under key: borrowing Secret, associatedData: Tuple, nonce: SealNonce
    ) -> [UInt8] {
        unsafe plaintext.withUnsafeBytes { bytes in
            unsafe SealBox(key, associatedData, nonce).seal(bytes)
        }
    }

    /// Seals one secret of 32 bytes: a half, a seed.
    package static func seal(
        _ secret: borrowing Secret, under key: borrowing Secret, associatedData: Tuple, nonce: SealNonce
    ) -> [UInt8] {
        unsafe secret.withUnsafeBytes { bytes in
            unsafe SealBox(key, associatedData, nonce).seal(bytes)
        }
    }

    /// Opens sealed bytes that came from anywhere.
    /// - Throws: `.malformed`, `.cannotOpen`, `.badPadding`.
    package static func open(
        _ sealed: [UInt8], under key: borrowing Secret, associatedData: Tuple
    ) throws(SealError) -> [UInt8] {
        let nonce = try nonce(of: sealed)
        let box = SealBox(key, associatedData, nonce)
        var failure: SealError?
        let plaintext = unsafe [UInt8](unsafeUninitializedCapacity: sealed.count - overhead) { memory, count in
            do throws(SealError) {
                count = try unsafe box.open(sealed, into: UnsafeMutableRawBufferPointer(memory))
            } catch {
                failure = error
                count = 0
            }
        }
        if let failure { throw failure }
        return plaintext
    }

    /// Opens sealed bytes into locked memory.
    /// - Throws: `.malformed`, `.cannotOpen`, `.badPadding`.
    package static func openSecret(
        _ sealed: [UInt8], under key: borrowing Secret, associatedData: Tuple
    ) throws(SealError) -> SecretBuffer {
        let nonce = try nonce(of: sealed)
        let box = SealBox(key, associatedData, nonce)
        var failure: SealError?
        let plaintext = unsafe SecretBuffer(capacity: sealed.count - overhead) { memory in
            do throws(SealError) {
                return try unsafe box.open(sealed, into: memory)
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        return plaintext
    }

    /// Opens one sealed secret of 32 bytes, without the cost of a ``SecretBuffer``.
    /// - Throws: `.malformed` (also when it is no secret of 32 bytes), `.cannotOpen`, `.badPadding`.
    package static func openKey(
        _ sealed: [UInt8], under key: borrowing Secret, associatedData: Tuple
    ) throws(SealError) -> Secret {
        let nonce = try nonce(of: sealed)
        let paddedByteCount = Padding.paddedByteCount(Secret.byteCount)
        guard sealed.count == overhead + paddedByteCount else { throw .malformed }
        let box = SealBox(key, associatedData, nonce)
        return try unsafe withUnsafeTemporaryAllocation(
            byteCount: paddedByteCount, alignment: 16
        ) { memory throws(SealError) in
            defer { unsafe sodium_memzero(memory.start, memory.count) }
            guard try unsafe box.open(sealed, into: memory) == Secret.byteCount else { throw .malformed }
            return unsafe Secret { target in
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<Secret.byteCount]))
            }
        }
    }

    /// The nonce of sealed bytes, which the gate needs to compute its half, after a check of version and length.
    /// - Throws: `.malformed`.
    package static func nonce(of sealed: [UInt8]) throws(SealError) -> SealNonce {
        guard sealed.first == version, Padding.isPaddedByteCount(sealed.count - overhead) else { throw .malformed }
        return SealNonce(made: [UInt8](sealed[1..<(1 + SealNonce.byteCount)]))
    }
}
