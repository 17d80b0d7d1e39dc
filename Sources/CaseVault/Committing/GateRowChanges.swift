import AuditLog
import VaultCrypto
import VaultStore

/// How statements name changes of gate.db: the kind of a row as its table, the step as its revision, and a tag keyed as
/// for rows that belong to no case.
struct GateRowChanges {
    private let key: HeldSecret
    private let month: EntryMonth

    /// - Parameter month: of the entry.
    /// - Throws: `.damaged(.gateBehind)` when the gate has not the key of these tags.
    init(_ gate: Gate, in month: EntryMonth) throws(VaultError) {
        guard let key = try gate.tagKey(.zero) else { throw .damaged(.gateBehind) }
        (self.key, self.month) = (key, month)
    }

    func added(_ row: StateLeaf) -> RowChange {
        RowChange(
            table: row.table, row: row.row, oldRevision: 0, newRevision: row.revision, oldTag: .zero, newTag: tag(row))
    }

    func removed(_ row: StateLeaf) -> RowChange {
        RowChange(
            table: row.table, row: row.row, oldRevision: row.revision, newRevision: 0, oldTag: tag(row), newTag: .zero)
    }

    /// A row that was sealed anew, with another content or under another key.
    func renewed(_ old: StateLeaf, as new: StateLeaf) -> RowChange {
        RowChange(
            table: new.table, row: new.row, oldRevision: old.revision, newRevision: new.revision, oldTag: tag(old),
            newTag: tag(new))
    }

    /// A row that is gone with its bytes: there is nothing to tag.
    static func lost(_ place: RowPlace) -> RowChange {
        RowChange(
            table: place.table, row: place.row, oldRevision: place.revision, newRevision: 0, oldTag: .zero,
            newTag: .zero)
    }

    private func tag(_ row: StateLeaf) -> ContentTag {
        key.withSecret { EntryTags.content(row.rowHash, in: month, key: $0) }
    }
}
