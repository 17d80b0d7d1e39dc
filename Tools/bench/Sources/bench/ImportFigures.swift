import CaseVault

/// Importing a sheet, in a vault of its own: its rows go to a few cases, or each opens one.
struct ImportFigures {
    enum Shape: String, CaseIterable {
        case fewCases = "few cases"
        case caseEach = "a case each"
    }

    private let scale: Scale
    private let house: House
    private let shape: Shape
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House, _ shape: Shape) {
        (self.scale, self.house, self.shape) = (scale, house, shape)
    }

    /// Imports one sheet after another, so that the last rounds find a house that the first ones filled.
    mutating func run() async throws {
        let (rounds, each) = (scale.rounds, max(1, scale.imported / scale.rounds))
        var cost = Cost()
        var round = 0
        let turns = try await inTurn(rounds, .perSecond) {
            round += 1
            return try await cost.measure(each) { try await house.send(plan(each, round)) }
        } limit: {
            try Limits.bulk(each, signatures: shape.signatures)
        }
        figures.append(
            Figure(
                name: "import, \(shape.rawValue)", unit: .perSecond, turns,
                beside: "seal, signatures: \(shape.signatures), store, on one core",
                target: shape == .fewCases ? .importing : nil))
        figures += cost.figures(of: "a record imported, \(shape.rawValue)", beside: turns.limit)
        if let first = cost.processor.first, let last = cost.processor.last {
            figures.append(
                Figure(
                    name: "growth over \(rounds) imports of \(each), \(shape.rawValue)", unit: .count,
                    samples: Samples([last / first])))
        }
    }

    func close() async { await house.vault.close() }

    private func plan(_ count: Int, _ round: Int) throws -> ImportPlan {
        let groups = shape == .caseEach ? count : min(count, 4)
        let records = (0..<count).map { number in
            house.record("\(round) \(number)")
        }
        return ImportPlan(
            (0..<groups).map { group in
                let range = group * count / groups..<(group + 1) * count / groups
                return ImportGroup(target: .new, records: Array(records[range]))
            })
    }
}

extension ImportFigures.Shape {
    /// For one record: its author's. For a case too: both headers', and those of four entries.
    fileprivate var signatures: Int32 { self == .fewCases ? 1 : 7 }
}

extension Target {
    /// No limit with signatures was written down.
    fileprivate static let importing = Target.atLeast(
        15_000,
        """
        Rows are copied to the database library; of each case and part a header is sealed, an entry is signed and folded and \
        a statement kept, and the state's leaves follow every row.
        """)
}
