import CSodium
import Synchronization

/// The memory that secrets lie in: guarded, locked into RAM, left out of core dumps, wiped on release.
///
/// `sodium_malloc` succeeds although locking failed (RLIMIT_MEMLOCK, 8 MiB for an ordinary Debian user), so every
/// block is locked a second time here and the answer kept; programs show a loud warning when ``Status/isLocked`` is
/// false. The limit is not enforced on allocation, because a secret must never fall back to ordinary memory: whoever
/// caches keys asks for ``Status/isFull`` and drops the least used ones first.
package enum LockedMemory {
    /// What is known about the locked memory of this process at one moment.
    package struct Status: Hashable, Sendable {
        /// False as soon as one block in use could not be locked and may be written to swap.
        package let isLocked: Bool
        /// Bytes that hold secrets now.
        package let bytesInUse: Int
        /// Bytes taken from the system, free slots included, guard pages and canaries not.
        package let bytesReserved: Int
        /// Whether caches of keys should let go of some.
        package var isFull: Bool { bytesInUse >= LockedMemory.limit }
    }

    /// So many bytes may hold secrets before ``Status/isFull`` says so: 6 of the 8 MiB that the system lets be locked.
    static let limit = 6 << 20

    // Process-wide because the system's limit is: mlock counts pages of the process, not of a value. Atomics only.
    private static let unlockedBlocks = Atomic<Int>(0)
    private static let bytesReserved = Atomic<Int>(0)
    private static let bufferBytes = Atomic<Int>(0)

    package static var status: Status {
        Status(
            isLocked: unlockedBlocks.load(ordering: .relaxed) == 0,
            bytesInUse: bufferBytes.load(ordering: .relaxed) + SlotPool.secrets.bytesInUse
                + SlotPool.signingKeys.bytesInUse,
            bytesReserved: bytesReserved.load(ordering: .relaxed))
    }

    /// Takes one guarded block; ends the process when the system has no memory left.
    static func allocate(byteCount: Int) -> Block {
        Sodium.require()
        guard let address = unsafe sodium_malloc(byteCount) else { preconditionFailure("no memory for secrets") }
        let isLocked = unsafe sodium_mlock(address, byteCount) == 0
        if !isLocked { unlockedBlocks.add(1, ordering: .relaxed) }
        bytesReserved.add(byteCount, ordering: .relaxed)
        return unsafe Block(address: address, byteCount: byteCount, isLocked: isLocked)
    }

    /// Wipes and returns a block to the system.
    static func free(_ block: Block) {
        if !block.isLocked { unlockedBlocks.subtract(1, ordering: .relaxed) }
        bytesReserved.subtract(block.byteCount, ordering: .relaxed)
        unsafe sodium_memzero(block.address, block.byteCount)
        unsafe sodium_free(block.address)
    }

    static func countBuffer(_ change: Int) {
        bufferBytes.add(change, ordering: .relaxed)
    }

    /// One allocation.
    ///
    /// Unchecked `Sendable`: an address is a number; who may read or write behind it is decided by its one owner,
    /// a ``SecretBuffer`` or a ``SlotPool``.
    @safe struct Block: @unchecked Sendable {
        let address: UnsafeMutableRawPointer
        let byteCount: Int
        let isLocked: Bool
    }
}
