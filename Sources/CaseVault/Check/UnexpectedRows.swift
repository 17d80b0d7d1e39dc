import AuditLog

/// Rows that stand where the log expects none: revisions that were replaced, or rows nobody wrote.
///
/// Collected first and told apart in one pass over what is expected, so that a file filled with strange rows costs no
/// more than reading it.
struct UnexpectedRows {
    private var places: [RowPlace] = []
    private var newest: [RowName: UInt64] = [:]

    mutating func add(_ place: RowPlace) {
        places.append(place)
        newest[place.name] = 0
    }

    /// What is wrong with each, in the order in which they were added.
    ///
    /// - Parameter expected: every place where a row must stand.
    consuming func told(
        apart expected: some Sequence<RowPlace>
    ) -> [(place: RowPlace, kind: CheckReport.Finding.Kind)] {
        guard !places.isEmpty else { return [] }
        for place in expected {
            let name = place.name
            if let known = newest[name] { newest[name] = max(known, place.revision) }
        }
        return places.map { ($0, newest[$0.name, default: 0] > $0.revision ? .olderRevision : .unexpected) }
    }
}
