package import VaultCrypto

/// A row of either file as it was written once: of gate.db the table is its kind, the revision its step.
package struct RowPlace: Hashable, Sendable {
    package let table: UInt8
    package let row: RowID
    package let revision: UInt64

    package init(table: UInt8, row: RowID, revision: UInt64) {
        (self.table, self.row, self.revision) = (table, row, revision)
    }

    /// The row, at whatever revision.
    package var name: RowName { RowName(table: table, row: row) }
}

/// A row of either file, at whatever revision.
package struct RowName: Hashable, Sendable {
    package let table: UInt8
    package let row: RowID

    package init(table: UInt8, row: RowID) { (self.table, self.row) = (table, row) }
}

extension RowChange {
    /// The row that changes.
    var name: RowName { RowName(table: table, row: row) }

    /// Where the row stands after the change.
    package var place: RowPlace { RowPlace(table: table, row: row, revision: newRevision) }

    /// Where it stood before.
    package var before: RowPlace { RowPlace(table: table, row: row, revision: oldRevision) }
}
