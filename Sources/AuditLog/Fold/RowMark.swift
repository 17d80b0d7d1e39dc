/// The newest change of a row that the opener checks at once.
package struct RowMark: Hashable, Sendable {
    package let revision: UInt64
    package let tag: ContentTag
    /// Time of the entry, whose month keys the tag; milliseconds since 1970, UTC.
    package let time: EntryTime
}

extension RowMark {
    init(_ change: RowChange, _ entry: AuditEntry) {
        self.init(revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
    }
}
