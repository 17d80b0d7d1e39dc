import BenchLimits

/// Seconds that `work` took.
func seconds(_ work: () async throws -> Void) async throws -> Double {
    let start = bench_now()
    try await work()
    return (bench_now() - start) / 1e9
}

/// What a number of operations cost, so that each can be told for one operation.
struct Cost {
    /// Operations a second.
    private(set) var rates: [Turn] = []
    /// Processor time for one, in microseconds: what a busy machine changes least.
    private(set) var processor: [Double] = []
    /// Times that fsync was asked for, for one.
    private(set) var syncs: [Double] = []

    /// Measures `count` operations and returns their rate.
    mutating func measure(_ count: Int, _ work: () async throws -> Void) async throws -> Turn {
        let syncsBefore = bench_sync_count()
        let rate = try await Turn.rate(of: Double(count), work)
        rates.append(rate)
        processor.append(1e6 / rate.alone)
        syncs.append(Double(bench_sync_count() - syncsBefore) / Double(count))
        return rate
    }

    /// The figures besides the rate.
    func figures(of what: String, beside limit: [Turn]? = nil) -> [Figure] {
        let spent = limit.map { limit in
            Figure.Limit(what: "C", samples: Samples(limit.map { 1e6 / $0.alone }), alone: nil)
        }
        return [
            Figure(
                name: "processor time for \(what)", unit: .microseconds, samples: Samples(processor), limit: spent),
            Figure(name: "fsyncs for \(what)", unit: .count, samples: Samples(syncs)),
        ]
    }
}

/// A value as the clock has it, and as it would be if nobody else used the processor and no disk were waited for.
struct Turn {
    let value: Double
    let alone: Double

    /// So many operations, or billions of bytes, as a rate a second.
    static func rate(of count: Double, _ work: () async throws -> Void) async throws -> Turn {
        let spent = try await Spent.by(work)
        return Turn(value: count / spent.seconds, alone: count / spent.processorSeconds)
    }

    /// The time of one of so many operations, in parts of a second.
    static func time(of count: Int = 1, in parts: Double, _ work: () async throws -> Void) async throws -> Turn {
        let spent = try await Spent.by(work)
        return Turn(
            value: spent.seconds * parts / Double(count), alone: spent.processorSeconds * parts / Double(count))
    }

    /// A value that a function of C measured itself, with the part of the time in which it had a processor.
    static func measured(_ unit: Figure.Unit, _ limit: () throws -> Double) rethrows -> Turn {
        let (start, processor) = (bench_now(), bench_processor())
        let value = try limit()
        let part = (bench_processor() - processor) / (bench_now() - start)
        return Turn(value: value, alone: unit.isRate ? value / part : value * part)
    }
}

/// What a piece of work took.
struct Spent {
    let seconds: Double
    let processorSeconds: Double

    static func by(_ work: () async throws -> Void) async throws -> Spent {
        let (start, processor) = (bench_now(), bench_processor())
        try await work()
        return Spent(seconds: (bench_now() - start) / 1e9, processorSeconds: (bench_processor() - processor) / 1e9)
    }
}

/// Measures the vault and its limit in turn, so that whatever else the machine does falls on both.
func inTurn(
    _ rounds: Int, _ unit: Figure.Unit, _ measure: () async throws -> Turn, limit: () throws -> Double
) async throws -> (here: [Turn], limit: [Turn]) {
    var (here, limits): ([Turn], [Turn]) = ([], [])
    for _ in 0..<rounds {
        limits.append(try Turn.measured(unit, limit))
        here.append(try await measure())
    }
    return (here, limits)
}

/// Runs `work` for each number below `count`, `callers` at a time.
func concurrently(
    _ count: Int, callers: Int = callers, _ work: @escaping @Sendable (Int) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<callers {
            group.addTask {
                for number in stride(from: caller, to: count, by: callers) { try await work(number) }
            }
        }
        try await group.waitForAll()
    }
}
