import CSodium

/// `expand_message_xmd` with SHA-512 (RFC 9380, section 5.3.1), for the 64 bytes that ristretto255 needs.
enum ExpandMessage {
    static let byteCount = 64

    /// Hashes a message under a domain separation tag into 64 uniform bytes, which `body` may use while it runs.
    ///
    /// `visit` hands the parts of the message over one after the other, secrets straight from locked memory. The state
    /// and the result are wiped afterwards.
    static func run<R: ~Copyable>(
        domain: [UInt8], visit: ((UnsafeRawBufferPointer) -> Void) -> Void, _ body: (UnsafeRawBufferPointer) -> R
    ) -> R {
        precondition((1...255).contains(domain.count), "a domain separation tag has 1 to 255 bytes")
        let suffix = domain + [UInt8(domain.count)]
        return unsafe withUnsafeTemporaryAllocation(byteCount: 2 * byteCount, alignment: 8) { memory in
            defer { unsafe sodium_memzero(memory.start, memory.count) }
            let first = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[..<byteCount])
            let output = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[byteCount...])
            // b_0 = H(Z_pad ‖ msg ‖ l_i_b_str ‖ 0 ‖ DST_prime), Z_pad one block of zeros.
            unsafe SHA512Stream.run(into: first) { stream in
                stream.update([UInt8](repeating: 0, count: 128))
                unsafe visit { unsafe stream.update($0) }
                stream.update([0, UInt8(byteCount), 0] + suffix)
            }
            // b_1 = H(b_0 ‖ 1 ‖ DST_prime): one block is all that 64 bytes need.
            unsafe SHA512Stream.run(into: output) { stream in
                unsafe stream.update(UnsafeRawBufferPointer(first))
                stream.update([1] + suffix)
            }
            return unsafe body(UnsafeRawBufferPointer(output))
        }
    }
}

/// SHA-512 over parts that lie in different places.
@safe
struct SHA512Stream {
    private let state: UnsafeMutablePointer<crypto_hash_sha512_state>

    static func run(into output: UnsafeMutableRawBufferPointer, _ body: (borrowing SHA512Stream) -> Void) {
        Sodium.require()
        var state = crypto_hash_sha512_state()
        unsafe withUnsafeMutablePointer(to: &state) { state in
            _ = unsafe crypto_hash_sha512_init(state)
            unsafe body(SHA512Stream(state: state))
            // Wipes the state as well.
            _ = unsafe crypto_hash_sha512_final(state, output.start)
        }
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        _ = unsafe crypto_hash_sha512_update(state, bytes.start, UInt64(bytes.count))
    }

    func update(_ bytes: [UInt8]) {
        _ = unsafe crypto_hash_sha512_update(state, bytes, UInt64(bytes.count))
    }
}
