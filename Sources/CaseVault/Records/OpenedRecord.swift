import VaultStore

/// A stored revision that was opened.
struct OpenedRecord: Sendable {
    let place: RecordPlace
    /// Of the row that was opened: another one in its place is another.
    let rowHash: RowHash
    let body: RecordBody
}
