import CaseVault

/// Fills the house, case after case in turn so that neighbouring rows belong to different cases, and measures it.
struct WriteFigures {
    let scale: Scale
    let house: House
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        let house = house
        // The first record of a case makes the generation of its compartment too and is not measured.
        try await sweep { try await house.add(to: $0) }
        try await oneByOne()
        try await together()
    }

    /// One record for each case.
    private func sweep(_ work: @escaping @Sendable (CaseReference) async throws -> Void) async throws {
        let cases = house.cases
        try await concurrently(cases.count) { try await work(cases[$0]) }
    }

    private mutating func oneByOne() async throws {
        let (house, each) = (house, house.cases.count / scale.rounds)
        var next = 0
        var cost = Cost()
        let turns = try await inTurn(scale.rounds, .perSecond) {
            defer { next += each }
            return try await cost.measure(each) {
                for reference in house.cases[next..<next + each] { try await house.add(to: reference) }
            }
        } limit: {
            try Limits.commits(rows: 1, rowBytes: 3_000)
        }
        figures.append(
            Figure(
                name: "record added, one by one", unit: .perSecond, turns, beside: "commits of 3,000 B"))
        figures += cost.figures(of: "a record added, one by one")
        for reference in house.cases[next...] { try await house.add(to: reference) }
    }

    private mutating func together() async throws {
        let house = house
        let perRound = max(1, (scale.recordsEach - 2) / scale.rounds)
        var rest = scale.recordsEach - 2
        var (limits, cost): ([Turn], Cost) = ([], Cost())
        while rest > 0 {
            let count = min(perRound, rest) * house.cases.count
            limits.append(try Turn.measured(.perSecond) { 1e6 / (try Limits.seal() + 2 * Limits.sign()) })
            _ = try await cost.measure(count) {
                try await concurrently(count) { try await house.add(to: house.cases[$0 % house.cases.count]) }
            }
            rest -= perRound
        }
        figures.append(
            Figure(
                name: "record added, \(callers) callers", unit: .perSecond, (cost.rates, limits),
                beside: "1 seal, 2 signatures"))
        figures += cost.figures(of: "a record added, \(callers) callers", beside: limits)
    }
}
