import Dispatch
import Synchronization

/// Two stages over the chunks of a file: one on two threads at once, one in order; both overlap.
///
/// A chunk is made (read, sealed or opened, written) on either thread; whoever has made one and finds nobody taking takes
/// all that are next in order. At most ``room`` chunks are in memory, however long a taker waits for its disk or pipe.
struct ChunkPump: Sendable {
    private static let threads = 2
    private static let room = 8

    private let range: Range<Int>
    private let make: @Sendable (Int) throws -> [UInt8]
    private let take: @Sendable (Int, [UInt8]) throws -> Void
    private let state: State

    private final class State: Sendable {
        struct Values {
            var nextToMake: Int
            var nextToTake: Int
            var made: [Int: [UInt8]] = [:]
            var isTaking = false
            var failure: (any Error)?
        }
        let values: Mutex<Values>
        let slots = DispatchSemaphore(value: ChunkPump.room)

        init(_ start: Int) { values = Mutex(Values(nextToMake: start, nextToTake: start)) }
    }

    init(
        _ range: Range<Int>, make: @escaping @Sendable (Int) throws -> [UInt8],
        take: @escaping @Sendable (Int, [UInt8]) throws -> Void
    ) {
        (self.range, self.make, self.take) = (range, make, take)
        state = State(range.lowerBound)
    }

    /// Runs until every chunk is taken.
    ///
    /// - Throws: the first error of either stage; nothing is made or taken after it.
    func run() async throws {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                DispatchQueue.concurrentPerform(iterations: Self.threads) { _ in work() }
                continuation.resume()
            }
        }
        if let failure = state.values.withLock({ $0.failure }) { throw failure }
    }

    private func work() {
        while let index = next() {
            do {
                let bytes = try make(index)
                state.values.withLock { $0.made[index] = bytes }
                try takeWhatIsNext()
            } catch {
                stop(error)
            }
        }
    }

    /// The next chunk to make, once there is room for it; nil when there is none.
    private func next() -> Int? {
        state.slots.wait()
        let index: Int? = state.values.withLock { values in
            guard values.failure == nil, values.nextToMake < range.upperBound else { return nil }
            values.nextToMake += 1
            return values.nextToMake - 1
        }
        if index == nil { state.slots.signal() }
        return index
    }

    private func takeWhatIsNext() throws {
        while let (index, bytes) = taken() {
            try take(index, bytes)
            state.values.withLock { values in
                values.nextToTake += 1
                values.isTaking = false
            }
            state.slots.signal()
        }
    }

    /// The chunk that is next in order, if it is made and nobody else is taking.
    private func taken() -> (Int, [UInt8])? {
        state.values.withLock { values in
            guard !values.isTaking, values.failure == nil,
                let bytes = values.made.removeValue(forKey: values.nextToTake)
            else { return nil }
            values.isTaking = true
            return (values.nextToTake, bytes)
        }
    }

    private func stop(_ error: any Error) {
        state.values.withLock { if $0.failure == nil { $0.failure = error } }
        // Whoever waits for room sees the failure.
        for _ in 0..<Self.threads { state.slots.signal() }
    }
}
