import CSodium

/// Exactly 32 secret bytes in locked memory, wiped when the value goes out of scope.
///
/// Move-only: it cannot be printed, encoded, stored in an array or copied by accident; ``duplicate()`` copies on
/// purpose, ``HeldSecret`` puts one into a dictionary.
///
/// Unchecked `Sendable`: the bytes are written only inside an initialiser, before anyone else can hold the value, and
/// wiped in `deinit`, after the last owner let go. In between they are only read.
@safe
package struct Secret: ~Copyable, @unchecked Sendable {
    package static let byteCount = 32

    private let slot: SlotPool.Slot

    /// Fills 32 bytes in place; the memory handed to `body` is zero before.
    init<E: Error>(unsafeInitializing body: (UnsafeMutableRawBufferPointer) throws(E) -> Void) throws(E) {
        let slot = SlotPool.secrets.take()
        do {
            try unsafe body(UnsafeMutableRawBufferPointer(start: slot.address, count: Self.byteCount))
        } catch {
            SlotPool.secrets.release(slot)
            throw error
        }
        self.slot = slot
    }

    /// Draws 32 random bytes.
    package init(random: Randomness) {
        unsafe self.init { unsafe random.fill($0) }
    }

    /// Copies 32 bytes that already lie in ordinary memory: vectors, statements just parsed.
    ///
    /// The caller's copy is **not** wiped.
    package init?(copying bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        unsafe self.init { memory in
            for (index, byte) in bytes.enumerated() { unsafe memory[index] = byte }
        }
    }

    deinit {
        SlotPool.secrets.release(slot)
    }

    /// Makes a second secret with the same bytes.
    package borrowing func duplicate() -> Secret {
        let source = slot
        return unsafe Secret { memory in
            unsafe memory.copyMemory(from: UnsafeRawBufferPointer(start: source.address, count: Self.byteCount))
        }
    }

    /// Compares in constant time.
    package borrowing func isEqual(to other: borrowing Secret) -> Bool {
        unsafe sodium_memcmp(slot.address, other.slot.address, Self.byteCount) == 0
    }

    /// Combines two secrets bit by bit: a mask laid over a value, or taken off again.
    package borrowing func xor(_ other: borrowing Secret) -> Secret {
        let (left, right) = (slot, other.slot)
        return unsafe Secret { memory in
            for index in 0..<Self.byteCount {
                unsafe memory[index] =
                    left.address.load(fromByteOffset: index, as: UInt8.self)
                    ^ right.address.load(fromByteOffset: index, as: UInt8.self)
            }
        }
    }

    /// Copies the bytes out into ordinary memory, where nothing wipes them.
    ///
    /// For what stops being secret at that moment: a masked half that is written to a ciphertext, a scalar that a
    /// proof reveals, a printed sheet.
    package borrowing func revealedBytes() -> [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Lends the bytes to this module's calls into libsodium.
    borrowing func withUnsafeBytes<R: ~Copyable, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try unsafe body(UnsafeRawBufferPointer(start: slot.address, count: Self.byteCount))
    }
}
