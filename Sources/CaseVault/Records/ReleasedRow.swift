import AuditLog
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

/// Rows that wait to be opened together, on all cores.
struct ReleasedRows {
    static let mostRows = 128
    /// Opened or not they lie in memory together; a record has up to a mebibyte.
    static let mostBytes = 1 << 20

    private var rows: [ReleasedRow] = []
    private var byteCount = 0

    /// Whether they are to be opened before another comes.
    var isFull: Bool { rows.count >= Self.mostRows || byteCount >= Self.mostBytes }

    mutating func append(_ row: ReleasedRow) {
        byteCount += row.stored.sealed.count
        rows.append(row)
    }

    /// Opens all of them, in their order; none waits any more.
    mutating func open() -> [Result<OpenedRecord, VaultError>] {
        defer { self = ReleasedRows() }
        // Large ones one by one: a mebibyte takes a core longer than a hundred of the usual size.
        let isLarge = byteCount > rows.count << 14
        return rows.mapOnAllCores(share: isLarge ? 1 : 8) { row in Result { () throws(VaultError) in try row.open() } }
    }
}
