// libsodium declares its pointers non-null even where a length of zero follows; Swift's empty buffers have none.

extension UnsafeRawBufferPointer {
    /// The first byte as C sees it; for an empty buffer an address that is not null and must not be read.
    ///
    /// Bytes may be read where anything lies, so nothing is bound anew; and the number 1 is an address that is not null.
    var start: UnsafePointer<UInt8> {
        unsafe UnsafePointer(
            (baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped).assumingMemoryBound(to: UInt8.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    /// The first byte as C sees it; for an empty buffer an address that is not null and must not be touched.
    var start: UnsafeMutablePointer<UInt8> {
        unsafe UnsafeMutablePointer(mutating: UnsafeRawBufferPointer(self).start)
    }
}

/// Lends 32 bytes of the stack to a function of C that writes a digest there.
func withDigestBytes<Algorithm>(_ body: (UnsafeMutablePointer<UInt8>) -> Void) -> Digest<Algorithm> {
    unsafe withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { memory in
        unsafe body(memory.start)
        return unsafe Digest(unsafeReading: UnsafeRawBufferPointer(memory))
    }
}

/// An array whose `count` bytes a function of C writes.
func withNewBytes(count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { memory, initialised in
        unsafe body(UnsafeMutableRawBufferPointer(memory).start)
        initialised = count
    }
}

extension Collection<UInt8> {
    /// Lends the bytes where they lie, or a copy when they do not lie together.
    func withContiguousBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        if let result = withContiguousStorageIfAvailable({ unsafe body(UnsafeRawBufferPointer($0)) }) {
            return result
        }
        return unsafe [UInt8](self).withUnsafeBytes { unsafe body($0) }
    }
}
