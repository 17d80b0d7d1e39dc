import VaultCrypto

/// Opened secrets by id, in locked memory; when that is full the least recently used half goes.
///
/// Not those whose rows are staged: until they are written nothing could bring them back, and the work that made them, or
/// a colleague's in the same transaction, would find the gate without them.
struct SecretCache<ID: Hashable> {
    private var entries: [ID: (secret: HeldSecret, used: UInt64)] = [:]
    private var staged: Set<ID> = []
    private var clock: UInt64 = 0
    /// So many stay, however full it is: 32 KiB, without which each key would be opened anew whenever large keyrings fill
    /// the memory.
    var least = 1024
    var isFull: () -> Bool = { LockedMemory.status.isFull }

    /// The secret of an id, opened and kept if it is not here yet.
    ///
    /// - Parameter open: returns nil when there is none.
    mutating func secret(
        _ id: ID, orOpen open: () throws(VaultError) -> HeldSecret?
    ) throws(VaultError) -> HeldSecret? {
        clock += 1
        if let found = entries[id] {
            entries[id]?.used = clock
            return found.secret
        }
        guard let secret = try open() else { return nil }
        keep(secret, as: id)
        return secret
    }

    /// Keeps a secret whose row is staged at least until ``settle()``.
    mutating func stage(_ secret: HeldSecret, as id: ID) {
        keep(secret, as: id)
        staged.insert(id)
    }

    /// What was staged is written, or was taken back.
    mutating func settle() { staged = [] }

    mutating func drop(_ id: ID) {
        entries[id] = nil
        staged.remove(id)
    }

    private mutating func keep(_ secret: HeldSecret, as id: ID) {
        if entries.count - staged.count > least, isFull() { dropHalf() }
        clock += 1
        entries[id] = (secret, clock)
    }

    private mutating func dropHalf() {
        let written = entries.filter { !staged.contains($0.key) }.sorted { $0.value.used < $1.value.used }
        for (id, _) in written.prefix((written.count + 1) / 2) { entries[id] = nil }
    }
}
