import CSodium

/// Secret bytes of any length up to a capacity fixed at the start, in a locked block of their own.
///
/// For what is longer than a ``Secret``: a passphrase, a keyring, an opened identity. One block costs about 15 µs and
/// a page, so keys in number are secrets, not buffers. The whole capacity is wiped on release, not the used part only.
///
/// Unchecked `Sendable`: the block has one owner, this move-only value, and changes only through `mutating` functions.
@safe
package struct SecretBuffer: ~Copyable, @unchecked Sendable {
    private let block: LockedMemory.Block
    package let capacity: Int
    private(set) package var count = 0

    /// An empty buffer for at most `capacity` bytes.
    package init(capacity: Int) {
        self.capacity = capacity
        block = LockedMemory.allocate(byteCount: max(capacity, 1))
        LockedMemory.countBuffer(block.byteCount)
        unsafe sodium_memzero(block.address, block.byteCount)
    }

    /// A buffer whose bytes `body` writes in place; `body` returns how many of the capacity it used.
    init(capacity: Int, unsafeInitializing body: (UnsafeMutableRawBufferPointer) -> Int) {
        self.init(capacity: capacity)
        let used = unsafe body(memory)
        precondition((0...capacity).contains(used))
        count = used
    }

    /// Draws `count` random bytes in place.
    package init(random: Randomness, count: Int) {
        unsafe self.init(capacity: count) { memory in
            unsafe random.fill(memory)
            return count
        }
    }

    deinit {
        LockedMemory.countBuffer(-block.byteCount)
        LockedMemory.free(block)
    }

    package var isEmpty: Bool { count == 0 }

    /// Appends an array's bytes, all at once; that copy is not wiped. The caller knows that they fit.
    package mutating func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe appendUnsafe($0) }
    }

    /// Appends zeros up to the capacity.
    package mutating func fill() {
        unsafe sodium_memzero(block.address + count, capacity - count)
        count = capacity
    }

    /// Appends bytes from ordinary memory; that copy is not wiped. The caller knows that they fit.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        precondition(bytes.count <= capacity - count, "a secret buffer does not grow")
        for byte in bytes { append(byte) }
    }

    package mutating func append(_ byte: UInt8) {
        precondition(count < capacity, "a secret buffer does not grow")
        unsafe memory[count] = byte
        count += 1
    }

    /// Appends the 32 bytes of a secret.
    package mutating func append(_ secret: borrowing Secret) {
        unsafe secret.withUnsafeBytes { unsafe appendUnsafe($0) }
    }

    /// Appends a range of another buffer.
    package mutating func append(_ other: borrowing SecretBuffer, range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count, "no such bytes")
        unsafe other.withUnsafeBytes { unsafe appendUnsafe(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The secret that begins at byte `offset`, or nil when fewer than 32 bytes follow there.
    package borrowing func secret(at offset: Int) -> Secret? {
        guard offset >= 0, offset <= count - Secret.byteCount else { return nil }
        return unsafe Secret { target in
            unsafe target.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[offset..<(offset + 32)]))
        }
    }

    /// Copies bytes out into ordinary memory, for the parts that are not secret: ids, numbers, a name.
    package borrowing func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe [UInt8](UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[range]))
    }

    /// Whether both hold the same bytes; constant time for buffers of equal length.
    package borrowing func isEqual(to other: borrowing SecretBuffer) -> Bool {
        unsafe count == other.count && sodium_memcmp(block.address, other.block.address, count) == 0
    }

    /// Drops and wipes everything from byte `newCount` on.
    package mutating func truncate(to newCount: Int) {
        precondition((0...count).contains(newCount))
        unsafe sodium_memzero(block.address + newCount, count - newCount)
        count = newCount
    }

    /// Lends the used bytes to this module.
    borrowing func withUnsafeBytes<R: ~Copyable, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try unsafe body(UnsafeRawBufferPointer(start: block.address, count: count))
    }

    private var memory: UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: block.address, count: capacity)
    }

    private mutating func appendUnsafe(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count <= capacity - count, "a secret buffer does not grow")
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }
}
