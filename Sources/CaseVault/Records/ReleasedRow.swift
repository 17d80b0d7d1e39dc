import VaultCrypto
import VaultStore

/// A row that the gate has released, with the two halves that open it.
///
/// Opening it is hashing and deciphering and asks nobody, so that any thread may do it. The compiler watches over the receipt as
/// far as the gate; whoever has this drops it after one opening.
struct ReleasedRow: Sendable {
    let place: RecordPlace
    let stored: StoredRow
    private let vault: VaultID
    private let gateHalf: HeldSecret
    private let staffHalf: HeldSecret

    init(
        _ stored: StoredRow, at place: RecordPlace, in vault: VaultID, under staffHalf: HeldSecret,
        gateHalf: consuming Secret
    ) {
        (self.place, self.stored, self.vault, self.staffHalf) = (place, stored, vault, staffHalf)
        self.gateHalf = HeldSecret(gateHalf)
    }

    /// Opens the row. Whose signature the body bears is not asked here.
    ///
    /// - Throws: `.damaged(.record)`, also when the hash beside the row is not its own: what was verified before is known
    ///   by that hash.
    func open() throws(VaultError) -> OpenedRecord {
        guard SHA256Hash.hash(stored.sealed).stored == stored.hash else { throw .damaged(.record) }
        let body = try gateHalf.withSecret { gateHalf throws(VaultError) in
            try RecordBody(opening: stored, at: place, in: vault, under: staffHalf, gateHalf: gateHalf)
        }
        return OpenedRecord(place: place, rowHash: stored.hash, body: body)
    }
}
