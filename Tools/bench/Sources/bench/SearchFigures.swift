import BenchLimits
import CaseVault

/// Searching: the labels of many cases, in a vault of their own, so that no other figure opens their indexes.
struct SearchFigures {
    /// All have as many digits: no number begins another one.
    private static let firstNumber = 1_000_000
    private let scale: Scale
    private let house: House
    private var labels = 0
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    /// Opens cases, each with a label, and searches them: cold, then as the session goes on.
    mutating func run() async throws {
        for labels in scale.labels {
            try await grow(to: labels)
            try await measure()
        }
    }

    private mutating func grow(to count: Int) async throws {
        while labels < count {
            let more = min(count - labels, 10_000)
            let groups = try (labels..<labels + more).map { number in
                ImportGroup(
                    target: .new, records: [try house.label("Jelena Njegovanović \(Self.firstNumber + number)")])
            }
            try await house.send(ImportPlan(groups))
            labels += more
        }
    }

    private mutating func measure() async throws {
        let count = labels
        // One call takes a millisecond: whoever else has the processor then falls on it whole.
        let limit = try (0..<5).map { _ in try Turn.measured(.milliseconds) { try Limits.search(count) } }
        let cold = try await search()
        figures.append(
            Figure(
                name: "first search of \(count) labels", unit: .milliseconds, ([cold], limit),
                beside: "open and look through"))
        let turns = try await inTurn(scale.rounds, .milliseconds) {
            try await search()
        } limit: {
            try Limits.search(count)
        }
        // The target is 15 ms for 10,000; of fewer the two commits are most of the time.
        figures.append(
            Figure(
                name: "search of \(count) labels", unit: .milliseconds, turns, beside: "open and look through",
                target: count < 10_000 ? nil : .searching(count)))
    }

    func close() async { await house.vault.close() }

    /// Milliseconds, its entries included.
    private func search() async throws -> Turn {
        let number = Self.firstNumber + Int.random(in: 0..<labels)
        var found = 0
        let time = try await Turn.time(in: 1_000) {
            let search = Search(term: "njegovanovic \(number)", purpose: house.purpose)
            found = try await house.vault.perform(search, in: house.session).cases
        }
        guard found == 1 else { throw BenchError.answer }
        return time
    }
}

extension Target {
    /// C takes 10 ms for 10,000 labels and 100 for 100,000, which leaves 1.5 times.
    fileprivate static func searching(_ labels: Int) -> Target {
        let milliseconds = Double(labels) / 1_000
        return .atMost(
            1.5 * milliseconds, beside: milliseconds,
            """
            Two durable entries are part of a search, and after an entry that may change rights they are asked of every case \
            again.
            """)
    }
}
