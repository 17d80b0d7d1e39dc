import CSodium

/// The key material of one seal: derived from key, nonce and associated data, used once, wiped with the value.
struct SealBox: ~Copyable {
    private let nonce: SealNonce
    private let hash: Blake2bDigest
    private let commitment: Blake2bDigest
    private let key: Secret

    init(_ key: borrowing Secret, _ associatedData: Tuple, _ nonce: SealNonce) {
        self.nonce = nonce
        hash = Blake2b.hash(associatedData)
        commitment = Blake2b.mac(key, Tuple(.sealCommit, nonce, hash))
        self.key = Blake2b.derive(key, Tuple(.sealKey, nonce, hash))
    }

    /// Fills up, seals and lays out the stored form.
    borrowing func seal(_ plaintext: UnsafeRawBufferPointer) -> [UInt8] {
        let paddedByteCount = Padding.paddedByteCount(plaintext.count)
        let sealedByteCount = Seal.overhead + paddedByteCount
        return unsafe [UInt8](unsafeUninitializedCapacity: sealedByteCount) { memory, count in
            let memory = UnsafeMutableRawBufferPointer(memory)
            unsafe writeHead(to: memory)
            let padded = unsafe UnsafeMutableRawBufferPointer(
                rebasing: memory[Seal.headByteCount...].prefix(paddedByteCount))
            unsafe padded.copyMemory(from: plaintext)
            unsafe Padding.fill(padded, after: plaintext.count)
            unsafe encrypt(padded)
            count = sealedByteCount
        }
    }

    /// Compares the commitment, decrypts into `memory` (as long as the padded plaintext) and finds its true length.
    ///
    /// `sealed` has the length of a seal: whoever got its nonce from ``Seal/nonce(of:)`` has had it checked.
    borrowing func open(_ sealed: [UInt8], into memory: UnsafeMutableRawBufferPointer) throws(SealError) -> Int {
        guard hasCommitment(sealed), unsafe decrypt(sealed, into: memory) else { throw .cannotOpen }
        guard let byteCount = unsafe Padding.plaintextByteCount(in: UnsafeRawBufferPointer(memory)) else {
            throw .badPadding
        }
        return byteCount
    }

    private borrowing func writeHead(to memory: UnsafeMutableRawBufferPointer) {
        var head = [Seal.version]
        head.reserveCapacity(Seal.headByteCount)
        nonce.appendField(to: &head)
        commitment.appendField(to: &head)
        unsafe memory.copyBytes(from: head)
    }

    private borrowing func hasCommitment(_ sealed: [UInt8]) -> Bool {
        let stored = commitment.bytes
        return unsafe sealed.withUnsafeBytes { bytes in
            unsafe sodium_memcmp(bytes.start + (1 + SealNonce.byteCount), stored, stored.count) == 0
        }
    }

    /// Encrypts in place; the tag follows the padded plaintext, where its 16 bytes are free.
    private borrowing func encrypt(_ padded: UnsafeMutableRawBufferPointer) {
        let associatedData = hash.bytes
        unsafe key.withUnsafeBytes { key in
            _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                padded.start, nil, padded.start, UInt64(padded.count), associatedData, UInt64(associatedData.count),
                nil, nonce.bytes, key.start)
        }
    }

    private borrowing func decrypt(_ sealed: [UInt8], into memory: UnsafeMutableRawBufferPointer) -> Bool {
        let associatedData = hash.bytes
        return unsafe key.withUnsafeBytes { key in
            unsafe sealed.withUnsafeBytes { sealed in
                let ciphertext = unsafe sealed.start + Seal.headByteCount
                let byteCount = UInt64(sealed.count - Seal.headByteCount)
                return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                    memory.start, nil, nil, ciphertext, byteCount, associatedData, UInt64(associatedData.count),
                    nonce.bytes, key.start) == 0
            }
        }
    }
}
