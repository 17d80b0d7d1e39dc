import CSodium

/// HMAC-SHA-256 (RFC 2104) through libsodium, so that the key stays in locked memory.
package enum HMACSHA256 {
    package static func mac(_ key: borrowing Secret, _ message: [UInt8]) -> SHA256Digest {
        Sodium.require()
        return unsafe withDigestBytes { output in
            unsafe key.withUnsafeBytes { key in
                _ = unsafe crypto_auth_hmacsha256(output, message, UInt64(message.count), key.start)
            }
        }
    }

    package static func mac(_ key: borrowing Secret, _ tuple: Tuple) -> SHA256Digest {
        mac(key, tuple.bytes)
    }
}
