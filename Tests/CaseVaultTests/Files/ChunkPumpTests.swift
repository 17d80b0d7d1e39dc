import Synchronization
import Testing

@testable import CaseVault

/// Guards that chunks are taken once each and in order whatever the two threads do, and that the first error ends it.
@Suite struct ChunkPumpTests {
    private struct Broken: Error, Equatable { let index: Int }

    private final class Taken: Sendable {
        let order = Mutex<[Int]>([])
        let busy = Atomic<Int>(0)
    }

    @Test(arguments: [0, 1, 2, 7, 8, 9, 300])
    func everyChunkOnceAndInOrder(_ count: Int) async throws {
        let taken = Taken()
        let pump = ChunkPump(5..<5 + count) { index, buffer in
            // Later ones are sometimes ready first.
            if index.isMultiple(of: 3) { for _ in 0..<2000 { buffer[0] &+= 1 } }
            (buffer[0], buffer[1]) = (UInt8(index & 0xFF), UInt8(index >> 8))
            return 0..<2
        } take: { index, buffer, part in
            #expect(taken.busy.add(1, ordering: .acquiringAndReleasing).newValue == 1)
            #expect(part == 0..<2 && Int(buffer[0]) | Int(buffer[1]) << 8 == index)
            taken.order.withLock { $0.append(index) }
            taken.busy.subtract(1, ordering: .acquiringAndReleasing)
        }
        try await pump.run()
        #expect(taken.order.withLock { $0 } == Array(5..<5 + count))
    }

    @Test(arguments: [0, 3, 20, 99])
    func anErrorOfEitherStageEndsIt(_ bad: Int) async throws {
        for isMaking in [true, false] {
            let taken = Taken()
            let pump = ChunkPump(0..<100) { index, _ in
                if isMaking, index == bad { throw Broken(index: index) }
                return 0..<1
            } take: { index, _, _ in
                if !isMaking, index == bad { throw Broken(index: index) }
                taken.order.withLock { $0.append(index) }
            }
            await #expect(throws: Broken(index: bad)) { try await pump.run() }
            let order = taken.order.withLock { $0 }
            #expect(order == Array(0..<order.count) && order.count <= bad)
        }
    }
}
