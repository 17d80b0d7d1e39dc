/// A stored row: its place, opaque sealed bytes, and the hash its writer gave.
package struct Row: Hashable, Sendable {
    /// The most bytes a row may hold: 64 MiB, far above a record (1 MiB) and any index or keyring.
    package static let maximumSealedByteCount = 1 << 26

    package let table: Table
    package let id: RowID
    /// From 1 upward. 0 is no revision: a statement writes it for "there was none".
    package let revision: UInt64
    /// Present exactly in tables that have it (`Table.hasGeneration`).
    package let generation: RowID?
    /// At least one byte.
    package let sealed: [UInt8]
    package let hash: RowHash

    package init(
        table: Table, id: RowID, revision: UInt64, generation: RowID? = nil, sealed: [UInt8], hash: RowHash
    ) {
        self.table = table
        self.id = id
        self.revision = revision
        self.generation = generation
        self.sealed = sealed
        self.hash = hash
    }

    /// Where a revision stands, without its bytes.
    package struct Place: Hashable, Sendable {
        package let id: RowID
        package let revision: UInt64
        package let generation: RowID?
    }

    package var place: Place { Place(id: id, revision: revision, generation: generation) }

    /// What a state root is made of: the place of a row and its stored hash, without the bytes.
    package struct Digest: Hashable, Sendable {
        package let table: Table
        package let id: RowID
        package let revision: UInt64
        package let hash: RowHash
    }
}
