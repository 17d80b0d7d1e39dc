import BenchLimits

/// Seconds that `work` took.
func seconds(_ work: () async throws -> Void) async throws -> Double {
    let start = bench_now()
    try await work()
    return (bench_now() - start) / 1e9
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
