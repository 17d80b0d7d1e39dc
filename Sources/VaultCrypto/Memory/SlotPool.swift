import CSodium
import Synchronization

/// Equal slots cut from slabs of locked memory, so that one small secret costs 50 ns and not a page and 15 µs.
///
/// There is one pool per slot size for the process: the number of pages that may be locked is a limit of the process,
/// and a pool per owner would lock a slab for every handful of keys. The mutex is held for a push or a pop only.
final class SlotPool: Sendable {
    /// Slots of 32 bytes for ``Secret``.
    static let secrets = SlotPool(slotByteCount: 32, slotsPerSlab: 511)
    /// Slots of 64 bytes for ``SigningKey``.
    static let signingKeys = SlotPool(slotByteCount: 64, slotsPerSlab: 63)

    /// One slot.
    ///
    /// Unchecked `Sendable`: between `take` and `release` exactly one move-only value owns the address.
    @safe struct Slot: @unchecked Sendable {
        let address: UnsafeMutableRawPointer
    }

    private struct State {
        // The free list lies in ordinary memory, so that a free slot is zero over its whole length.
        var free: [Slot] = []
        var slotCount = 0
    }

    let slotByteCount: Int
    private let slotsPerSlab: Int
    private let state = Mutex(State())

    init(slotByteCount: Int, slotsPerSlab: Int) {
        self.slotByteCount = slotByteCount
        self.slotsPerSlab = slotsPerSlab
    }

    var bytesInUse: Int {
        state.withLock { ($0.slotCount - $0.free.count) * slotByteCount }
    }

    /// Takes a slot whose bytes are zero.
    func take() -> Slot {
        state.withLock { state in
            if let slot = state.free.popLast() { return slot }
            addSlab(to: &state)
            return state.free.removeLast()
        }
    }

    /// Wipes the slot and takes it back.
    func release(_ slot: Slot) {
        unsafe sodium_memzero(slot.address, slotByteCount)
        state.withLock { $0.free.append(slot) }
    }

    private func addSlab(to state: inout State) {
        // Slabs are kept for the life of the process: what was locked once stays available.
        let slab = LockedMemory.allocate(byteCount: slotByteCount * slotsPerSlab)
        unsafe sodium_memzero(slab.address, slab.byteCount)
        state.slotCount += slotsPerSlab
        state.free.reserveCapacity(state.slotCount)
        for index in (0..<slotsPerSlab).reversed() {
            unsafe state.free.append(Slot(address: slab.address + index * slotByteCount))
        }
    }
}
