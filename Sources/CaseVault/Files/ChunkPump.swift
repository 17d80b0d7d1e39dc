import Dispatch
import Synchronization
import VaultCrypto

/// Two stages over the chunks of a file: one on two threads at once, one in order; both overlap.
///
/// A chunk is made (read, sealed or opened, written) on either thread; whoever has made one and finds nobody taking takes
/// all that are next in order. At most ``room`` chunks are in memory, however long a taker waits for its disk or pipe.
struct ChunkPump: Sendable {
    private static let threads = 2
    private static let room = 8
    private static let bufferByteCount = ChunkLayout.chunkByteCount + ChunkLayout.overhead

    private let range: Range<Int>
    /// Fills a buffer and says which part of it is meant.
    typealias Make = @Sendable (Int, inout [UInt8]) throws -> Range<Int>
    typealias Take = @Sendable (Int, [UInt8], Range<Int>) throws -> Void

    private let make: Make
    private let take: Take
    private let state: State

    private struct Made {
        var buffer: [UInt8]
        let part: Range<Int>
    }

    private final class State: Sendable {
        struct Values {
            var nextToMake: Int
            var nextToTake: Int
            var made: [Int: Made] = [:]
            /// Buffers that were used before: memory fresh from the system costs a page fault each 4 KiB.
            var free: [[UInt8]] = []
            var isTaking = false
            var failure: (any Error)?
        }
        let values: Mutex<Values>
        let slots = DispatchSemaphore(value: 0)

        init(_ start: Int) {
            values = Mutex(Values(nextToMake: start, nextToTake: start))
            // Counted up from 0: Dispatch traps when a semaphore goes away below the value it was made with, and after an
            // error chunks stay that nobody takes.
            for _ in 0..<ChunkPump.room { slots.signal() }
        }
    }

    init(
        _ range: Range<Int>, make: @escaping Make, take: @escaping Take
    ) {
        (self.range, self.make, self.take) = (range, make, take)
        state = State(range.lowerBound)
    }

    /// Runs until every chunk is taken.
    ///
    /// - Throws: the first error of either stage, `.stopped` when the task is cancelled; nothing is made or taken after it.
    func run() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global(qos: .userInitiated).async {
                    DispatchQueue.concurrentPerform(iterations: Self.threads) { _ in work() }
                    continuation.resume()
                }
            }
        } onCancel: {
            // The two threads belong to no task and would not see it.
            stop(VaultError.stopped)
        }
        if let failure = state.values.withLock({ $0.failure }) { throw failure }
    }

    private func work() {
        while let index = next() {
            do {
                try Stopping.check()
                var buffer = freeBuffer()
                let part = try make(index, &buffer)
                // Given away, not shared: a shared buffer would be copied when it is filled again.
                state.values.withLock { $0.made[index] = Made(buffer: exchange(&buffer, []), part: part) }
                try takeWhatIsNext()
            } catch {
                stop(error)
            }
        }
    }

    private func freeBuffer() -> [UInt8] {
        state.values.withLock { $0.free.popLast() } ?? [UInt8](repeating: 0, count: Self.bufferByteCount)
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
        while case (let index, var made)? = taken() {
            try take(index, made.buffer, made.part)
            state.values.withLock { values in
                values.free.append(exchange(&made.buffer, []))
                values.nextToTake += 1
                values.isTaking = false
            }
            state.slots.signal()
        }
    }

    /// The chunk that is next in order, if it is made and nobody else is taking.
    private func taken() -> (Int, Made)? {
        state.values.withLock { values in
            guard !values.isTaking, values.failure == nil, let made = values.made.removeValue(forKey: values.nextToTake)
            else { return nil }
            values.isTaking = true
            return (values.nextToTake, made)
        }
    }

    private func stop(_ error: any Error) {
        state.values.withLock { if $0.failure == nil { $0.failure = error } }
        // Whoever waits for room sees the failure.
        for _ in 0..<Self.threads { state.slots.signal() }
    }
}

/// Puts a new value in the place of one and returns that.
private func exchange<Value>(_ place: inout Value, _ value: consuming Value) -> Value {
    let old = consume place
    place = value
    return old
}
