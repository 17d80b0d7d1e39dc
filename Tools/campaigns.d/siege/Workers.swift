import Foundation

/// Shares work among the cores.
enum Workers {
    static let count = max(2, ProcessInfo.processInfo.activeProcessorCount)

    /// Runs `body` once for each worker, all at the same time, and collects what each gives back.
    static func each<Result: Sendable>(
        _ body: @escaping @Sendable (_ worker: Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for worker in 0..<count { group.addTask { try await body(worker) } }
            var results: [Result] = []
            for try await result in group { results.append(result) }
            return results
        }
    }
}

/// Prints a line at once, also into a file: whoever waits for minutes wants to see how far it is.
func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
