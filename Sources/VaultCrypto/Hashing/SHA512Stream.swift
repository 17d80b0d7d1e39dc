import CSodium

/// SHA-512 over parts that lie in different places.
///
/// Safe, although it holds a pointer: it cannot be copied, and ``run(into:_:)`` lends it while the state is there.
@safe
struct SHA512Stream: ~Copyable {
    private let state: UnsafeMutablePointer<crypto_hash_sha512_state>

    /// Runs `body` over a fresh state and writes 64 bytes to `output`, which has room for them.
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
