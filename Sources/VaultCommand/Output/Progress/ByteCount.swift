import Synchronization

/// How many bytes have gone by, counted from any thread.
final class ByteCount: Sendable {
    private let count = Atomic<Int>(0)

    /// Returns the new count.
    func add(_ bytes: Int) -> Int { count.add(bytes, ordering: .relaxed).newValue }
}
