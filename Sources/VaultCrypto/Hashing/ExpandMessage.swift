import CSodium

/// `expand_message_xmd` with SHA-512 (RFC 9380, section 5.3.1).
enum ExpandMessage {
    /// What ristretto255 needs: for a scalar 64 bytes to reduce, for a point two field elements.
    static let usualByteCount = 64
    private static let blockByteCount = 64

    /// Hashes a message under a domain separation tag into uniform bytes, which `body` may use while it runs.
    ///
    /// `visit` hands the parts of the message over one after the other, secrets straight from locked memory. States and
    /// results are wiped afterwards.
    static func run<R: ~Copyable>(
        domain: [UInt8], byteCount: Int = usualByteCount, visit: ((UnsafeRawBufferPointer) -> Void) -> Void,
        _ body: (UnsafeRawBufferPointer) -> R
    ) -> R {
        precondition((1...255).contains(domain.count), "a domain separation tag has 1 to 255 bytes")
        precondition((1...(255 * blockByteCount)).contains(byteCount), "no such length")
        let blockCount = (byteCount + blockByteCount - 1) / blockByteCount
        let suffix = domain + [UInt8(domain.count)]
        // Block 0 is b_0, block i is b_i; one more holds b_0 XOR b_i.
        return unsafe withUnsafeTemporaryAllocation(
            byteCount: (blockCount + 2) * blockByteCount, alignment: 8
        ) { memory in
            defer { unsafe sodium_memzero(memory.start, memory.count) }
            unsafe SHA512Stream.run(into: block(0, of: memory)) { stream in
                stream.update([UInt8](repeating: 0, count: 128))
                unsafe visit { unsafe stream.update($0) }
                stream.update(UInt16(byteCount).fieldBytes + [0] + suffix)
            }
            for index in 1...blockCount {
                let mixed = unsafe block(blockCount + 1, of: memory)
                unsafe mix(block(0, of: memory), index == 1 ? nil : block(index - 1, of: memory), into: mixed)
                unsafe SHA512Stream.run(into: block(index, of: memory)) { stream in
                    unsafe stream.update(UnsafeRawBufferPointer(mixed))
                    stream.update([UInt8(index)] + suffix)
                }
            }
            return unsafe body(UnsafeRawBufferPointer(rebasing: memory[blockByteCount...].prefix(byteCount)))
        }
    }

    private static func block(_ index: Int, of memory: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(
            rebasing: memory[(index * blockByteCount)..<((index + 1) * blockByteCount)])
    }

    private static func mix(
        _ left: UnsafeMutableRawBufferPointer, _ right: UnsafeMutableRawBufferPointer?,
        into result: UnsafeMutableRawBufferPointer
    ) {
        for index in 0..<blockByteCount {
            unsafe result[index] = left[index] ^ (right?[index] ?? 0)
        }
    }
}
