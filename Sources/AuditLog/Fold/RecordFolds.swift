package import VaultCrypto

/// What the log says of each record, and which records are a case's: of a million nobody looks through all for those of one.
package struct RecordFolds: Sendable {
    package private(set) var all: [RecordID: RecordFold] = [:]
    private var ofCases: [CaseID: Set<RecordID>] = [:]

    package internal(set) subscript(record: RecordID) -> RecordFold? {
        get { all[record] }
        set {
            let known = all[record]?.caseID
            if let known, known != newValue?.caseID {
                ofCases[known]?.remove(record)
                if ofCases[known]?.isEmpty == true { ofCases[known] = nil }
            }
            all[record] = newValue
            if let newValue, known != newValue.caseID { ofCases[newValue.caseID, default: []].insert(record) }
        }
    }

    /// The records of a case, its header among them.
    package func of(_ caseID: CaseID) -> [(id: RecordID, fold: RecordFold)] {
        (ofCases[caseID] ?? []).compactMap { id in all[id].map { (id, $0) } }
    }

    /// Changes one in its place; nothing when there is none.
    mutating func change(_ record: RecordID, _ change: (inout RecordFold) -> Void) {
        guard let place = all.index(forKey: record) else { return }
        change(&all.values[place])
    }

    mutating func remove(_ record: RecordID) -> RecordFold? {
        let known = all[record]
        self[record] = nil
        return known
    }
}
