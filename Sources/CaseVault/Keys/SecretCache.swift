import VaultCrypto

/// Opened secrets by id, in locked memory; when that is full the least recently used half goes.
struct SecretCache<ID: Hashable> {
    private var entries: [ID: (secret: HeldSecret, used: UInt64)] = [:]
    private var clock: UInt64 = 0

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

    mutating func keep(_ secret: HeldSecret, as id: ID) {
        if LockedMemory.status.isFull { dropHalf() }
        clock += 1
        entries[id] = (secret, clock)
    }

    mutating func drop(_ id: ID) { entries[id] = nil }

    private mutating func dropHalf() {
        let oldest = entries.sorted { $0.value.used < $1.value.used }.prefix((entries.count + 1) / 2)
        for (id, _) in oldest { entries[id] = nil }
    }
}
