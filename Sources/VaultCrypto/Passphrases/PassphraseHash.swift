import CSodium

/// Argon2id version 1.3 with one lane (RFC 9106), straight from locked memory into locked memory.
package enum PassphraseHash {
    /// Derives 32 bytes; takes from a fraction of a second to several, by the parameters.
    /// - Throws: `.outOfMemory`.
    package static func derive(
        _ passphrase: borrowing SecretBuffer, salt: PassphraseSalt, parameters: DerivationParameters
    ) throws(DerivationError) -> Secret {
        try unsafe passphrase.withUnsafeBytes { bytes throws(DerivationError) in
            try unsafe argon2id(bytes, salt, parameters)
        }
    }

    /// Slows down the guessing of something public: the words people compare by voice.
    /// - Throws: `.outOfMemory`.
    static func derive(
        public input: [UInt8], salt: PassphraseSalt, parameters: DerivationParameters
    ) throws(DerivationError) -> Secret {
        var buffer = SecretBuffer(capacity: input.count)
        buffer.append(input)
        return try derive(buffer, salt: salt, parameters: parameters)
    }

    private static func argon2id(
        _ input: UnsafeRawBufferPointer, _ salt: PassphraseSalt, _ parameters: DerivationParameters
    ) throws(DerivationError) -> Secret {
        Sodium.require()
        return try unsafe Secret { output throws(DerivationError) in
            // C takes a passphrase as `char`; they are the same bytes.
            let status = unsafe crypto_pwhash_argon2id(
                output.start, UInt64(output.count), UnsafePointer<CChar>(OpaquePointer(input.start)),
                UInt64(input.count), salt.bytes, UInt64(parameters.passes), Int(parameters.memoryBytes),
                crypto_pwhash_argon2id_ALG_ARGON2ID13)
            guard status == 0 else { throw .outOfMemory(neededBytes: parameters.memoryBytes) }
        }
    }
}
