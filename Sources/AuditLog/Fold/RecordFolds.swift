package import VaultCrypto

/// What the log says of each record, and which records are a case's: of a million nobody looks through all for those of one.
///
/// Where each stands is looked up apart from what is known of it, which is large: a dictionary of that would have up to as
/// many free places of the same size, and twice both while it grows.
package struct RecordFolds: Sendable {
    /// In no order that means anything.
    package private(set) var all: [(id: RecordID, fold: RecordFold)] = []
    private var places: [RecordID: UInt32] = [:]
    private var ofCases: [CaseID: Set<RecordID>] = [:]

    package internal(set) subscript(record: RecordID) -> RecordFold? {
        get { places[record].map { all[Int($0)].fold } }
        set {
            guard let newValue else { return _ = remove(record) }
            guard let place = places[record].map(Int.init) else { return append(record, newValue) }
            let known = all[place].fold.caseID
            all[place].fold = newValue
            guard known != newValue.caseID else { return }
            leave(known, record)
            ofCases[newValue.caseID, default: []].insert(record)
        }
    }

    /// The records of a case, its header among them.
    package func of(_ caseID: CaseID) -> [(id: RecordID, fold: RecordFold)] {
        (ofCases[caseID] ?? []).compactMap { id in places[id].map { all[Int($0)] } }
    }

    /// Changes one in its place; nothing when there is none.
    mutating func change(_ record: RecordID, _ change: (inout RecordFold) -> Void) {
        guard let place = places[record] else { return }
        change(&all[Int(place)].fold)
    }

    /// The last one takes its place.
    mutating func remove(_ record: RecordID) -> RecordFold? {
        guard let place = places.removeValue(forKey: record), let last = all.popLast() else { return nil }
        guard last.id != record else {
            leave(last.fold.caseID, record)
            return last.fold
        }
        let known = all[Int(place)].fold
        all[Int(place)] = last
        places[last.id] = place
        leave(known.caseID, record)
        return known
    }

    private mutating func append(_ record: RecordID, _ fold: RecordFold) {
        places[record] = UInt32(all.count)
        all.append((record, fold))
        ofCases[fold.caseID, default: []].insert(record)
    }

    private mutating func leave(_ caseID: CaseID, _ record: RecordID) {
        ofCases[caseID]?.remove(record)
        if ofCases[caseID]?.isEmpty == true { ofCases[caseID] = nil }
    }
}
