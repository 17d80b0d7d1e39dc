import VaultCrypto

/// Rows that stand where the log expects none: revisions that were replaced, or rows nobody wrote.
///
/// Collected first and told apart in one pass over what is expected, so that a file filled with strange rows costs no
/// more than reading it.
struct UnexpectedRows {
    private struct Object: Hashable {
        let table: UInt8
        let row: RowID

        init(_ place: ExpectedRows.Place) { (table, row) = (place.table, place.row) }
    }

    private var places: [ExpectedRows.Place] = []
    private var newest: [Object: UInt64] = [:]

    mutating func add(_ place: ExpectedRows.Place) {
        places.append(place)
        newest[Object(place)] = 0
    }

    /// What is wrong with each, in the order in which they were added.
    ///
    /// - Parameter expected: every place where a row must stand.
    consuming func told(
        apart expected: some Sequence<ExpectedRows.Place>
    ) -> [(place: ExpectedRows.Place, kind: CheckReport.Finding.Kind)] {
        guard !places.isEmpty else { return [] }
        for place in expected {
            let object = Object(place)
            if let known = newest[object] { newest[object] = max(known, place.revision) }
        }
        return places.map { ($0, newest[Object($0), default: 0] > $0.revision ? .olderRevision : .unexpected) }
    }
}
