import CaseVault

/// What came of something tried: an answer, or the vault's own error. Any other error fails the test.
struct Tried<Value: Sendable>: Sendable {
    var value: Value?
    var error: VaultError?
}

func tried<Value: Sendable>(_ body: () async throws -> Value) async throws -> Tried<Value> {
    do { return Tried(value: try await body()) } catch let error as VaultError { return Tried(error: error) }
}

extension ThrowingTaskGroup {
    /// Every result, as they come.
    mutating func all() async throws -> [ChildTaskResult] {
        var results: [ChildTaskResult] = []
        while let result = try await next() { results.append(result) }
        return results
    }
}
