import CSodium

/// A public number modulo the order of ristretto255 (RFC 9496): an index, a Lagrange coefficient, a proof's response.
///
/// Always canonical: 32 bytes, little endian, below the order. Shares and nonces are ``SecretScalar``.
package struct Scalar: Hashable, Sendable {
    package let bytes: [UInt8]

    /// The scalar with this encoding, or nil unless it is 32 bytes and below the order.
    ///
    /// libsodium takes larger values and the highest bit silently and then adds wrongly.
    package init?(bytes: some Collection<UInt8>) {
        let bytes = [UInt8](bytes)
        guard bytes.count == 32, Self.reduced(bytes + [UInt8](repeating: 0, count: 32)) == bytes else { return nil }
        self.bytes = bytes
    }

    /// A small number: the index of a trustee.
    package init(_ value: UInt32) {
        bytes = value.fieldBytes.reversed() + [UInt8](repeating: 0, count: 28)
    }

    /// For what libsodium computed from canonical scalars.
    init(canonical bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static let zero = Scalar(0)
    package static let one = Scalar(1)

    package var isZero: Bool { bytes.allSatisfy { $0 == 0 } }

    package static func + (left: Scalar, right: Scalar) -> Scalar {
        unsafe combine(left, right) { unsafe crypto_core_ristretto255_scalar_add($0, $1, $2) }
    }

    package static func - (left: Scalar, right: Scalar) -> Scalar {
        unsafe combine(left, right) { unsafe crypto_core_ristretto255_scalar_sub($0, $1, $2) }
    }

    package static func * (left: Scalar, right: Scalar) -> Scalar {
        unsafe combine(left, right) { unsafe crypto_core_ristretto255_scalar_mul($0, $1, $2) }
    }

    package static prefix func - (scalar: Scalar) -> Scalar {
        zero - scalar
    }

    /// The number that times this one is one, or nil for zero.
    package var inverse: Scalar? {
        if isZero { return nil }
        Sodium.require()
        return unsafe Scalar(
            canonical: withNewBytes(count: 32) { _ = unsafe crypto_core_ristretto255_scalar_invert($0, bytes) })
    }

    /// Hashes a message to a scalar: 64 bytes of `expand_message_xmd`, little endian, modulo the order (RFC 9497,
    /// section 4.1, HashToScalar).
    package static func hash(_ message: [UInt8], domain: [UInt8]) -> Scalar {
        unsafe ExpandMessage.run(domain: domain) { update in
            unsafe message.withUnsafeBytes { unsafe update($0) }
        } _: { uniform in
            unsafe Scalar(canonical: reduced([UInt8](uniform)))
        }
    }

    package static func hash(_ tuple: Tuple, domain: String) -> Scalar {
        hash(tuple.bytes, domain: [UInt8](domain.utf8))
    }

    /// 64 bytes, little endian, modulo the order.
    private static func reduced(_ wide: [UInt8]) -> [UInt8] {
        Sodium.require()
        return unsafe withNewBytes(count: 32) { unsafe crypto_core_ristretto255_scalar_reduce($0, wide) }
    }

    private static func combine(
        _ left: Scalar, _ right: Scalar,
        _ operation: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
    ) -> Scalar {
        Sodium.require()
        return unsafe Scalar(canonical: withNewBytes(count: 32) { unsafe operation($0, left.bytes, right.bytes) })
    }
}

extension Scalar: TupleField {
    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}
