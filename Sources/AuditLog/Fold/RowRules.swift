import VaultCrypto

/// One kind of change that an entry may make to the rows of the two files.
///
/// Whatever a statement names beyond the rules of its act makes the entry count for nothing, however well it is signed:
/// so nobody changes another person's keys, the gate, or a record under the cover of an act of her own.
struct RowRule {
    enum Step {
        /// From nothing to revision 1; in gate.db from nothing to the step of this entry.
        case new
        /// The next revision.
        case next
        /// From a revision to nothing.
        case gone
        /// From nothing to a number of its own: a segment of an index, beside the others of the same row.
        case segment
        /// In gate.db: from an older step to the step of this entry.
        case renewed
    }

    let table: UInt8
    /// The one row it is about; nil for a row whose id says nothing to the log.
    let row: RowID?
    let step: Step
    /// How many rows: of a rule that names its row, at most one.
    let count: ClosedRange<Int>

    private init(_ step: Step, _ table: UInt8, _ row: RowID?, _ count: ClosedRange<Int>) {
        (self.step, self.table, self.row, self.count) = (step, table, row, count)
    }

    static func new(_ table: UInt8, _ row: RowID?, _ count: ClosedRange<Int> = 1...1) -> RowRule {
        RowRule(.new, table, row, count)
    }

    static func next(_ table: UInt8, _ row: RowID?, _ count: ClosedRange<Int> = 1...1) -> RowRule {
        RowRule(.next, table, row, count)
    }

    static func gone(_ table: UInt8, _ row: RowID?, _ count: ClosedRange<Int> = 1...1) -> RowRule {
        RowRule(.gone, table, row, count)
    }

    /// New segments of a generation's index; ``LogFold/continuesIndex(_:of:at:)`` asks whether they are the next ones.
    static func segments(_ generation: GenerationID?, _ count: ClosedRange<Int> = 0...1) -> RowRule {
        RowRule(.segment, TableCode.searchIndex, generation?.retyped(as: RowKind.self), count)
    }

    static func renewed(_ table: UInt8, _ row: RowID) -> RowRule { RowRule(.renewed, table, row, 1...1) }

    private func allows(_ change: RowChange, gateStep: UInt64?) -> Bool {
        guard change.table == table, row == nil || row == change.row else { return false }
        let first = table >= TableCode.firstOfGate ? gateStep : 1
        return switch step {
        case .new: change.oldRevision == 0 && change.newRevision == first
        // The old one is whatever the signer wrote: nothing is added to it.
        case .next:
            change.oldRevision > 0 && change.newRevision > change.oldRevision
                && change.newRevision - change.oldRevision == 1
        case .segment: change.oldRevision == 0 && change.newRevision > 0
        case .gone: change.oldRevision > 0 && change.newRevision == 0
        case .renewed: change.oldRevision > 0 && change.oldRevision < change.newRevision && change.newRevision == first
        }
    }

    /// Whether these rules allow exactly these changes.
    static func allow(_ effects: StatementEffects, _ rules: [RowRule]) -> Bool {
        var counts = [Int](repeating: 0, count: rules.count)
        var seen: Set<RowStep> = []
        // Whoever takes up the keys of a large house has a rule for each of thousands of rows.
        var named: [RowName: [Int]] = [:]
        var unnamed: [Int] = []
        for (index, rule) in rules.enumerated() {
            if let row = rule.row {
                named[RowName(table: rule.table, row: row), default: []].append(index)
            } else {
                unnamed.append(index)
            }
        }
        for change in effects.rows {
            let isOnce = seen.insert(RowStep(change)).inserted
            let fits = { (index: Int) in rules[index].allows(change, gateStep: effects.gate?.counter) }
            let rule = [named[change.name]?.first(where: fits), unnamed.first(where: fits)].compactMap(\.self).min()
            guard isOnce, change.tagsFit, let rule else { return false }
            counts[rule] += 1
        }
        return zip(rules, counts).allSatisfy { $0.count.contains($1) }
    }
}

/// A row that an entry may change once; of an index each segment is one.
private struct RowStep: Hashable {
    let name: RowName
    let segment: UInt64

    init(_ change: RowChange) {
        name = change.name
        segment = change.table == TableCode.searchIndex ? max(change.oldRevision, change.newRevision) : 0
    }
}

extension RowChange {
    /// A tag stands where there is something, and only there.
    var tagsFit: Bool {
        (oldTag == .zero) == (oldRevision == 0) && (newTag == .zero) == (newRevision == 0)
    }
}
