import CSodium

/// A BLAKE2b-256 hash over parts that lie in different places, so that neither secrets nor large fields are copied.
///
/// Safe, although it holds a pointer: it cannot be copied, and ``run(key:output:_:)`` lends it while the state is there.
@safe
struct Blake2bStream: ~Copyable {
    private let state: OpaquePointer

    /// Runs `body` over a fresh state and writes 32 bytes to `output`; libsodium wipes the state when it finishes.
    static func run(
        key: UnsafeRawBufferPointer?, output: UnsafeMutablePointer<UInt8>, _ body: (borrowing Blake2bStream) -> Void
    ) {
        Sodium.require()
        // 64 is what libsodium asks for.
        let size = crypto_generichash_blake2b_statebytes()
        unsafe withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { memory in
            let state = unsafe OpaquePointer(memory.start)
            // Refuses only lengths: a key is a ``Secret``, of 32 bytes.
            _ = unsafe crypto_generichash_blake2b_init(state, key?.start, key?.count ?? 0, 32)
            unsafe body(Blake2bStream(state: state))
            _ = unsafe crypto_generichash_blake2b_final(state, output, 32)
        }
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        _ = unsafe crypto_generichash_blake2b_update(state, bytes.start, UInt64(bytes.count))
    }

    func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }
}
