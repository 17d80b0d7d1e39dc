import CSodium

/// BLAKE2b-256 (RFC 7693): `H(x)` without a key, `B2(k; x)` with one; no salt, no personalisation.
package enum Blake2b {
    /// `H(x)` of a tuple.
    package static func hash(_ tuple: Tuple) -> Blake2bDigest {
        hash(bytes: tuple.bytes)
    }

    /// `H(x)` of bytes whose meaning is fixed elsewhere: stored rows, wraps, another tuple already encoded.
    package static func hash(bytes: [UInt8]) -> Blake2bDigest {
        Sodium.require()
        return unsafe withDigestBytes { output in
            _ = unsafe crypto_generichash_blake2b(output, 32, bytes, UInt64(bytes.count), nil, 0)
        }
    }

    /// `H(T(label, fields…, last))` without copying the last field, which may be megabytes of plaintext.
    package static func hash<each Field: TupleField>(
        _ label: Label, _ fields: repeat each Field, last: [UInt8]
    ) -> Blake2bDigest {
        var encoder = TupleEncoder(label)
        repeat encoder.append(each fields)
        encoder.appendLength(ofStreamedField: last.count)
        return hash(encoder.finish(), last)
    }

    /// `B2(key; x)` of a tuple, as a public value.
    package static func mac(_ key: borrowing Secret, _ tuple: Tuple) -> Blake2bDigest {
        unsafe withDigestBytes { output in
            unsafe key.withUnsafeBytes { unsafe keyed($0, tuple.bytes, output) }
        }
    }

    /// `B2(key; x)` of a tuple, as a new secret.
    package static func derive(_ key: borrowing Secret, _ tuple: Tuple) -> Secret {
        unsafe Secret { memory in
            unsafe key.withUnsafeBytes { unsafe keyed($0, tuple.bytes, memory.start) }
        }
    }

    /// `B2(key; x)` under a key of 16 to 64 bytes: the code of an invitation.
    package static func derive(_ key: borrowing SecretBuffer, _ tuple: Tuple) -> Secret {
        precondition((16...64).contains(key.count), "BLAKE2b keys have 16 to 64 bytes")
        return unsafe Secret { memory in
            unsafe key.withUnsafeBytes { unsafe keyed($0, tuple.bytes, memory.start) }
        }
    }

    /// `B2(key; T(label, secret, rest…))`: the secret is the first field and goes from its locked memory into the hash.
    package static func derive<each Field: TupleField>(
        _ key: borrowing Secret, _ label: Label, secret: borrowing Secret, _ rest: repeat each Field
    ) -> Secret {
        derive(key, SecretFirstTuple(label, repeat each rest), secret)
    }

    /// `B2(key; T(label, secret, rest…))` as a public value.
    package static func mac<each Field: TupleField>(
        _ key: borrowing Secret, _ label: Label, secret: borrowing Secret, _ rest: repeat each Field
    ) -> Blake2bDigest {
        mac(key, SecretFirstTuple(label, repeat each rest), secret)
    }

    /// `H(T(label, secret, rest…))` as a new secret.
    package static func derive<each Field: TupleField>(
        _ label: Label, secret: borrowing Secret, _ rest: repeat each Field
    ) -> Secret {
        derive(SecretFirstTuple(label, repeat each rest), secret)
    }

    private static func hash(_ head: [UInt8], _ last: [UInt8]) -> Blake2bDigest {
        unsafe withDigestBytes { output in
            unsafe Blake2bStream.run(key: nil, output: output) { stream in
                stream.update(head)
                stream.update(last)
            }
        }
    }

    private static func derive(
        _ key: borrowing Secret, _ parts: SecretFirstTuple, _ secret: borrowing Secret
    ) -> Secret {
        unsafe Secret { memory in unsafe stream(key, parts, secret, memory.start) }
    }

    private static func mac(
        _ key: borrowing Secret, _ parts: SecretFirstTuple, _ secret: borrowing Secret
    ) -> Blake2bDigest {
        unsafe withDigestBytes { output in unsafe stream(key, parts, secret, output) }
    }

    private static func derive(_ parts: SecretFirstTuple, _ secret: borrowing Secret) -> Secret {
        unsafe Secret { memory in
            unsafe Blake2bStream.run(key: nil, output: memory.start) { stream in
                unsafe parts.visit(secret) { unsafe stream.update($0) }
            }
        }
    }

    private static func stream(
        _ key: borrowing Secret, _ parts: SecretFirstTuple, _ secret: borrowing Secret,
        _ output: UnsafeMutablePointer<UInt8>
    ) {
        unsafe key.withUnsafeBytes { key in
            unsafe Blake2bStream.run(key: key, output: output) { stream in
                unsafe parts.visit(secret) { unsafe stream.update($0) }
            }
        }
    }

    private static func keyed(_ key: UnsafeRawBufferPointer, _ message: [UInt8], _ output: UnsafeMutablePointer<UInt8>)
    {
        Sodium.require()
        let status = unsafe crypto_generichash_blake2b(
            output, 32, message, UInt64(message.count), key.start, key.count)
        precondition(status == 0, "BLAKE2b refuses only lengths that are fixed here")
    }
}
