import CSodium

/// Where random bytes come from: the system, or in tests a stream that repeats itself.
///
/// HPKE encapsulation is the one act that does not ask here; swift-crypto draws its own.
package struct Randomness: Sendable {
    private let source: (@Sendable (Int) -> [UInt8])?

    /// The kernel's generator through libsodium. Secrets are filled in place.
    package static let system = Randomness(source: nil)

    /// Bytes from `source`, which must return as many as it is asked for.
    package init(_ source: @escaping @Sendable (Int) -> [UInt8]) {
        self.init(source: source)
    }

    private init(source: (@Sendable (Int) -> [UInt8])?) {
        self.source = source
    }

    /// Draws `count` bytes that are not secret: ids, nonces, salts.
    package func bytes(_ count: Int) -> [UInt8] {
        if let source { return checked(source(count), count) }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, initialised in
            unsafe fill(UnsafeMutableRawBufferPointer(memory))
            initialised = count
        }
    }

    /// Fills memory in place.
    func fill(_ memory: UnsafeMutableRawBufferPointer) {
        if let source {
            let bytes = checked(source(memory.count), memory.count)
            unsafe memory.copyBytes(from: bytes)
        } else if let address = memory.baseAddress {
            Sodium.require()
            unsafe randombytes_buf(address, memory.count)
        }
    }

    private func checked(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        precondition(bytes.count == count, "a source of randomness returned another number of bytes")
        return bytes
    }
}
