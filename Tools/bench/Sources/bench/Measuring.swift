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
    private(set) var rates: [Double] = []
    /// Processor time for one, in microseconds: what a busy machine changes least.
    private(set) var processor: [Double] = []
    /// Times that fsync was asked for, for one.
    private(set) var syncs: [Double] = []

    /// Measures `count` operations and returns their rate.
    mutating func measure(_ count: Int, _ work: () async throws -> Void) async throws -> Double {
        let (syncsBefore, processorBefore) = (bench_sync_count(), bench_processor())
        let time = try await seconds(work)
        rates.append(Double(count) / time)
        processor.append((bench_processor() - processorBefore) / 1_000 / Double(count))
        syncs.append(Double(bench_sync_count() - syncsBefore) / Double(count))
        return Double(count) / time
    }

    /// The figures besides the rate.
    func figures(of what: String) -> [Figure] {
        [
            Figure(name: "processor time for \(what)", unit: .microseconds, samples: Samples(processor)),
            Figure(name: "fsyncs for \(what)", unit: .count, samples: Samples(syncs)),
        ]
    }
}

/// Measures the vault and its limit in turn, so that whatever else the machine does falls on both.
func inTurn(
    _ rounds: Int, _ measure: () async throws -> Double, limit: () throws -> Double
) async throws -> (here: Samples, limit: Samples) {
    var (here, limits): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
        limits.append(try limit())
        here.append(try await measure())
    }
    return (Samples(here), Samples(limits))
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
