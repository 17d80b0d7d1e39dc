import AuditLog
import VaultCrypto
import VaultStore

/// A row that the gate has released, with the two halves that open it.
///
/// Opening it is hashing and deciphering and asks nobody, so that any thread may do it.
struct ReleasedRow: Sendable {
    let place: RecordPlace
    let row: StoredRow
    private let vault: VaultID
    private let gateHalf: HeldSecret
    private let staffHalf: HeldSecret

    init(
        _ row: StoredRow, at place: RecordPlace, in vault: VaultID, under staffHalf: HeldSecret,
        gateHalf: consuming Secret
    ) {
        (self.place, self.row, self.vault, self.staffHalf) = (place, row, vault, staffHalf)
        self.gateHalf = HeldSecret(gateHalf)
    }

    /// Opens the row. Whose signature the body bears is not asked here.
    ///
    /// - Throws: `.damaged(.record)`, also when the hash beside the row is not its own: what was verified before is known
    ///   by that hash.
    func open() throws(VaultError) -> OpenedRecord {
        guard SHA256Hash.hash(row.sealed).stored == row.hash else { throw .damaged(.record) }
        let body = try gateHalf.withSecret { gateHalf throws(VaultError) in
            try RecordBody(opening: row, at: place, in: vault, under: staffHalf, gateHalf: gateHalf)
        }
        return OpenedRecord(place: place, row: row.hash, body: body)
    }
}

/// A stored revision that was opened.
struct OpenedRecord: Sendable {
    let place: RecordPlace
    /// Hash of the row that was opened: another one in its place is another.
    let row: RowHash
    let body: RecordBody
}

/// Rows that wait to be opened together, on all cores.
struct ReleasedRows {
    private static let mostRows = 128
    /// Opened or not they lie in memory together; a record has up to a mebibyte.
    private static let mostBytes = 1 << 20

    private(set) var rows: [ReleasedRow] = []
    private var byteCount = 0

    /// Whether they are to be opened before another comes.
    var isFull: Bool { rows.count >= Self.mostRows || byteCount >= Self.mostBytes }

    mutating func append(_ row: consuming ReleasedRow) {
        byteCount += row.row.sealed.count
        rows.append(row)
    }

    /// All of them, which wait no more.
    mutating func take() -> [ReleasedRow] {
        defer { self = ReleasedRows() }
        return rows
    }
}
