import CSodium

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
