import CSodium

/// An element of the group ristretto255 (RFC 9496) that is not the identity.
///
/// The identity is refused wherever a point could come from: a key, a commitment or a product that is the identity
/// hides nothing. So every operation that may end there returns an optional.
package struct Point: Hashable, Sendable {
    package let bytes: [UInt8]

    /// The point with this canonical encoding, or nil for anything else.
    ///
    /// Checked beside libsodium, which accepts the identity and ignores the highest bit.
    package init?(bytes: some Collection<UInt8>) {
        let bytes = [UInt8](bytes)
        Sodium.require()
        guard bytes.count == 32, bytes[31] < 0x80, unsafe crypto_core_ristretto255_is_valid_point(bytes) == 1
        else { return nil }
        self.init(valid: bytes)
    }

    /// Refuses the identity only; for results of libsodium on valid points.
    private init?(valid bytes: [UInt8]) {
        guard bytes.contains(where: { $0 != 0 }) else { return nil }
        self.bytes = bytes
    }

    private init(constant bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The generator G (RFC 9496, section 4.1).
    package static let generator = Point(constant: [
        0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71, 0xa8, 0x84, 0xa9, 0x61, 0xc5, 0x00, 0x51, 0x5f,
        0x58, 0xe3, 0x0b, 0x6a, 0xa5, 0x82, 0xdd, 0x8d, 0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76,
    ])

    package static func + (left: Point, right: Point) -> Point? {
        unsafe result { unsafe crypto_core_ristretto255_add($0, left.bytes, right.bytes) }.flatMap(Point.init(valid:))
    }

    package static func - (left: Point, right: Point) -> Point? {
        unsafe result { unsafe crypto_core_ristretto255_sub($0, left.bytes, right.bytes) }.flatMap(Point.init(valid:))
    }

    /// The product, nil when the scalar is zero.
    package static func * (scalar: Scalar, point: Point) -> Point? {
        unsafe result { unsafe crypto_scalarmult_ristretto255($0, scalar.bytes, point.bytes) }
            .flatMap(Point.init(valid:))
    }

    /// The product with a secret scalar, nil when that is zero.
    package static func * (scalar: borrowing SecretScalar, point: Point) -> Point? {
        let encoding = scalar.withSecret { secret in
            unsafe secret.withUnsafeBytes { scalar in
                unsafe result { unsafe crypto_scalarmult_ristretto255($0, scalar.start, point.bytes) }
            }
        }
        return encoding.flatMap(Point.init(valid:))
    }

    /// Hashes a message to a point: `expand_message_xmd` with SHA-512, then the one-way map (RFC 9380, appendix B;
    /// RFC 9496, section 4.3.4). Nil when the result is the identity, which nobody can make happen.
    package static func hash(_ message: [UInt8], domain: [UInt8]) -> Point? {
        unsafe ExpandMessage.run(domain: domain) { update in
            unsafe message.withUnsafeBytes { unsafe update($0) }
        } _: { uniform in
            unsafe result { unsafe crypto_core_ristretto255_from_hash($0, uniform.start) }
        }
        .flatMap(Point.init(valid:))
    }

    /// Runs a function of libsodium that writes a point, or returns nil when it reports an error.
    private static func result(_ body: (UnsafeMutablePointer<UInt8>) -> Int32) -> [UInt8]? {
        Sodium.require()
        var isDone = false
        let bytes = unsafe withNewBytes(count: 32) { isDone = unsafe body($0) == 0 }
        // On an error libsodium leaves garbage in the output.
        return isDone ? bytes : nil
    }
}

extension Point: TupleField {
    package var fieldByteCount: Int { bytes.count }
    package func appendField(to bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}
