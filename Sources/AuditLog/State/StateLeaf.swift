package import VaultCrypto

/// One stored row as it enters the state root: which row, and the hash of the bytes that lie there.
///
/// For gate.db, `table` is the row's kind and `revision` its step.
package struct StateLeaf: Hashable, Comparable, Sendable {
    package let table: UInt8
    package let row: RowID
    package let revision: UInt64
    /// SHA-256 of the stored bytes.
    package let rowHash: SHA256Digest

    package init(table: UInt8, row: RowID, revision: UInt64, rowHash: SHA256Digest) {
        self.table = table
        self.row = row
        self.revision = revision
        self.rowHash = rowHash
    }

    package var place: RowPlace { RowPlace(table: table, row: row, revision: revision) }

    /// table u8 ‖ row id 16 ‖ revision u64be ‖ row hash 32
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(57)
        bytes.append(table)
        row.appendField(to: &bytes)
        revision.appendField(to: &bytes)
        rowHash.appendField(to: &bytes)
        return bytes
    }

    package var leafHash: SHA256Digest { SHA256Hash.merkleLeaf(bytes) }

    /// In the order of ``bytes`` without the hash: a table holds a row's revision once.
    package static func < (left: Self, right: Self) -> Bool {
        (left.table, left.row, left.revision) < (right.table, right.row, right.revision)
    }
}
